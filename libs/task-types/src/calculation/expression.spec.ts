import { CalculationError, evaluate, ExpressionError, parseExpression } from './expression.js';

const value = (text: string) => evaluate(parseExpression(text));

describe('expressions', () => {
  it.each([
    ['0.1 + 0.2', '0.3'],
    ['1 - 2 - 3', '-4'],
    ['2 + 3 * 4', '14'],
    ['(2 + 3) * 4', '20'],
    ['2 ^ 3 ^ 2', '512'],
    ['2 ** 10', '1024'],
    ['-2 ^ 2', '-4'],
    ['2 ^ -1', '0.5'],
    ['--3', '3'],
    ['7 % 4', '3'],
    ['1e3 / .5', '2000'],
    ['99999999999999999999 + 1', '100000000000000000000'],
    ['1 / 3', `0.${'3'.repeat(50)}`],
    ['1 / 3 * 3 ', `0.${'9'.repeat(50)}`],
    ['4 ^ 0.5', '2'],
  ])('%s is %s', (text, expected) => expect(value(text)).toBe(expected));

  it.each([
    '',
    '  ',
    '1 +',
    '(1',
    '1)',
    '2 3',
    'a',
    '1 + alert(1)',
    '1..2',
    '+',
    '()',
    '1 // 2',
    '(('.repeat(200),
  ])('refuses %j', (text) => expect(() => parseExpression(text)).toThrow(ExpressionError));

  it('says where', () => {
    expect(() => parseExpression('1 + $')).toThrow('Position 5');
    expect(() => parseExpression('1 + )')).toThrow('")" at position 5');
  });

  it.each([
    '1 / 0',
    '1 % (2 - 2)',
    '0 ^ -1',
    '(-1) ^ 0.5',
    '9 ^ 9 ^ 9 ^ 9',
    '9 ^ 1000 ^ 10',
    '1e4999 * 1e4999',
  ])('cannot compute %s', (text) => expect(() => value(text)).toThrow(CalculationError));
});
