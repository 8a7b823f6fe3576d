import { describe, expect, it } from '@jest/globals';
import { pairsOf, summaryOf } from './summary';

describe('what a task is about', () => {
  it('is its most telling field', () =>
    expect(summaryOf({ input: { model: 'm', prompt: 'Hi' } })).toBe('Hi'));
  it('is all its fields where none tells more', () =>
    expect(summaryOf({ input: { format: 'pdf', pages: [1] } })).toBe('format: pdf, pages: [1]'));
  it('is said of nothing too', () => expect(summaryOf({ input: {} })).toBe('{ }'));
});

it('writes fields as pairs', () =>
  expect(pairsOf({ customer: '42', vip: true })).toBe('customer=42 vip=true'));
