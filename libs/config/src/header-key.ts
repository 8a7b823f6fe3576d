import { ValidateBy, type ValidationArguments } from 'class-validator';

/** A key that is sent in an HTTP header, as it is. Its message never shows a part of it. */
export function IsHeaderKey(): PropertyDecorator {
  return ValidateBy({
    name: 'isHeaderKey',
    validator: {
      validate: (value) => keyProblem(value) === null,
      defaultMessage: (args?: ValidationArguments) => keyProblem(args?.value) ?? '',
    },
  });
}

function keyProblem(value: unknown): string | null {
  const key = typeof value === 'string' ? value : '';
  if (/[\r\n]/.test(key)) return 'must be one line: it holds a line break';
  if (/\s/.test(key)) return 'must be a key without spaces';
  if (/[“”„‟‘’‚‛«»]/.test(key))
    return 'holds curly quotes, as word processors make them; set the key without quotes';
  if (/^(["'`]).*\1$/.test(key)) return 'is in quotes, which are no part of the key; set it without them';
  return /^[\x21-\x7e]+$/.test(key) ? null : 'holds a character that no HTTP header may hold';
}
