import { Textarea } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import type { Input } from './schema-validator';

/** A text of several lines; it grows with what is written. */
export function LongTextWidget({
  id,
  label,
  value,
  onChange,
  required,
  rawErrors,
  schema,
}: WidgetProps<Input>) {
  return (
    <Textarea
      id={id}
      label={label}
      description={schema.description}
      required={required === true}
      autosize
      minRows={3}
      maxRows={16}
      value={(value as string | undefined) ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      error={rawErrors?.join('\n')}
    />
  );
}
