import { STATUS_CODES } from 'node:http';
import { ApiProperty } from '@nestjs/swagger';
import { PROBLEM_CODES, type ProblemCode } from './problem-codes.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Details that answers and the OpenAPI document have in common. */
export const NOT_VALID = 'What was sent is not valid.';
export const DATABASE_AWAY =
  'The database does not answer. Nothing was changed, unless the connection broke during a write; try again.';

export class FieldProblem {
  @ApiProperty({ description: 'Where in what was sent, dotted.', example: 'input.prompt' })
  readonly path!: string;
  @ApiProperty({ description: 'What is wrong with it.', example: 'must be a string' })
  readonly message!: string;
}

/** An error answer, RFC 9457. */
export class Problem {
  @ApiProperty({ description: 'A URI for this kind of problem.', example: 'about:blank' })
  readonly type!: string;
  @ApiProperty({ description: "The status's name.", example: 'Bad Request' }) readonly title!: string;
  @ApiProperty({ description: 'The HTTP status.', example: 400 }) readonly status!: number;
  @ApiProperty({ description: 'What happened and what to do.' }) readonly detail!: string;
  @ApiProperty({ description: "The request's path.", example: '/api/v1/tasks' }) readonly instance!: string;
  @ApiProperty({ description: 'Stable, for programs.', enum: PROBLEM_CODES, example: 'invalid_input' })
  readonly code!: ProblemCode;
  @ApiProperty({ description: 'Every field that is wrong.', type: [FieldProblem], required: false })
  readonly errors?: readonly FieldProblem[];
}

/** An error as the answer will show it, before it knows its request. */
export interface Refusal {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function problemOf({ status, code, detail, errors }: Refusal, url: string): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: pathOf(url),
    code,
    ...(errors && { errors }),
  };
}

/** A URL without its query, which may hold what a client does not want to see in a log. */
export function pathOf(url: string): string {
  return (url.split(/[?#]/, 1)[0] ?? '').slice(0, 500);
}
