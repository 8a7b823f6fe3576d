import { describe, expect, it } from '@jest/globals';
import { searchIn } from './search-text';

describe('what is typed into the box', () => {
  it.each<[string, string, object]>([
    ['late delivery', 'late delivery', {}],
    ['late tag:news delivery', 'late delivery', { tag: ['news'] }],
    ['tag:a tag:b', '', { tag: ['a', 'b'] }],
    ['customer=42', '', { 'metadata.customer': ['42'] }],
    ['customer="Ada Lovelace" hi', 'hi', { 'metadata.customer': ['Ada Lovelace'] }],
    ['error:timeout status:failed', '', { errorCode: ['timeout'], status: ['FAILED'] }],
    ['http://example.com/?a=1', 'http://example.com/?a=1', {}],
    ['note: this', 'note: this', {}],
    ['a = b', 'a = b', {}],
    ['tag:', 'tag:', {}],
  ])('%j is words %j and filters %j', (text, words, filters) =>
    expect(searchIn(text)).toEqual({ words, filters }),
  );
});
