import { Decimal } from 'decimal.js';

/** The text is no expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** The expression has no value that can be computed, such as a division by zero. */
export class CalculationError extends Error {
  override readonly name = 'CalculationError';
}

/** An expression with its operands; computed when it is asked for. */
export type Expression = () => Decimal;

/**
 * 50 significant digits, so that a division that never ends ends there; larger exponents than these are
 *   refused.
 */
const Exact = Decimal.clone({
  precision: 50,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -60,
  toExpPos: 60,
  maxE: 5_000,
  minE: -5_000,
});

const LARGEST_POWER = 1_000;
const DEEPEST = 100;
const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(\*\*|[-+*/%^()]))/y;

interface Token {
  readonly text: string;
  readonly isNumber: boolean;
  /** From 1. */
  readonly position: number;
}

/**
 * Reads an expression: + and -, then * / %, then a sign, then ^ (or **, from right to left), then
 * parentheses.
 * @throws ExpressionError with the position of what is wrong
 */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokensOf(text));
  return parser.whole();
}

/** @throws CalculationError */
export function evaluate(expression: Expression): string {
  const value = expression();
  if (!value.isFinite()) throw new CalculationError('The value is too large.');
  return value.toFixed();
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.sum();
    const rest = this.tokens[this.next];
    if (rest) throw unexpected(rest);
    return expression;
  }

  private sum(): Expression {
    return this.leftToRight(['+', '-'], () => this.product());
  }

  private product(): Expression {
    return this.leftToRight(['*', '/', '%'], () => this.signed());
  }

  private leftToRight(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (let operator = this.take(operators); operator; operator = this.take(operators)) {
      const [one, apply, other] = [left, OPERATIONS[operator] as Operation, operand()];
      left = () => apply(one(), other());
    }
    return left;
  }

  private signed(): Expression {
    const sign = this.take(['+', '-']);
    if (!sign) return this.power();
    const operand = this.nested(() => this.signed());
    return sign === '-' ? () => operand().negated() : operand;
  }

  private power(): Expression {
    const base = this.primary();
    if (!this.take(['^', '**'])) return base;
    const exponent = this.nested(() => this.signed());
    return () => power(base(), exponent());
  }

  private primary(): Expression {
    const token = this.tokens[this.next];
    if (!token) throw new ExpressionError('The expression ends where a number is expected.');
    this.next += 1;
    if (token.isNumber) return () => new Exact(token.text);
    if (token.text !== '(') throw unexpected(token);
    const inner = this.nested(() => this.sum());
    if (!this.take([')']))
      throw new ExpressionError(`The parenthesis at position ${token.position} is not closed.`);
    return inner;
  }

  private nested(parse: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > DEEPEST)
      throw new ExpressionError(`The expression is nested more than ${DEEPEST} levels deep.`);
    const expression = parse();
    this.depth -= 1;
    return expression;
  }

  private take(texts: readonly string[]): string | null {
    const token = this.tokens[this.next];
    if (!token || token.isNumber || !texts.includes(token.text)) return null;
    this.next += 1;
    return token.text;
  }
}

type Operation = (one: Decimal, other: Decimal) => Decimal;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  '+': (one, other) => one.plus(other),
  '-': (one, other) => one.minus(other),
  '*': (one, other) => one.times(other),
  '/': (one, other) => one.dividedBy(notZero(other)),
  '%': (one, other) => one.modulo(notZero(other)),
};

function notZero(divisor: Decimal): Decimal {
  if (divisor.isZero()) throw new CalculationError('Division by zero.');
  return divisor;
}

function power(base: Decimal, exponent: Decimal): Decimal {
  if (exponent.abs().greaterThan(LARGEST_POWER))
    throw new CalculationError(`An exponent is larger than ${LARGEST_POWER}.`);
  if (base.isZero() && exponent.isNegative() && !exponent.isZero())
    throw new CalculationError('Division by zero.');
  const value = base.pow(exponent);
  if (value.isNaN()) throw new CalculationError('A root of a negative number is not real.');
  return value;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < end;) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match)
      throw new ExpressionError(
        `Position ${from + 1 + leadingSpaces(text, from)} is neither a number nor an operator.`,
      );
    const found = match[1] ?? match[2] ?? '';
    tokens.push({
      text: found,
      isNumber: match[1] !== undefined,
      position: TOKEN.lastIndex - found.length + 1,
    });
  }
  return tokens;
}

function leadingSpaces(text: string, from: number): number {
  return text.slice(from).length - text.slice(from).trimStart().length;
}

function unexpected({ text, position }: Token): ExpressionError {
  return new ExpressionError(`"${text}" at position ${position} is not expected there.`);
}
