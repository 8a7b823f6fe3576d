import { JsonInput } from '@mantine/core';
import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import type { Input } from './schema-validator';

/** An object whose fields the schema does not know. */
export function JsonField({ name, schema, formData, fieldPathId, onChange, rawErrors, required }: FieldProps<Input>) {
  const [text, setText] = useState(() => (formData && Object.keys(formData).length > 0 ? JSON.stringify(formData, null, 2) : ''));
  const change = (typed: string): void => {
    setText(typed);
    const value = objectIn(typed);
    if (value !== null) onChange(value, fieldPathId.path);
  };
  const wrong = objectIn(text) === null ? 'JSON' : rawErrors?.join('\n');
  return (
    <JsonInput
      id={fieldPathId.$id}
      label={name}
      description={schema.description}
      required={required === true}
      placeholder="{ }"
      autosize
      minRows={2}
      maxRows={12}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={text}
      onChange={change}
      error={wrong}
    />
  );
}

/** @returns undefined for nothing, null for what is no object */
function objectIn(text: string): Input | undefined | null {
  if (!text.trim()) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? (value as Input | null) : null;
  } catch {
    return null; // not finished yet
  }
}
