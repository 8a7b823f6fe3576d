import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonArea } from './json-area';
import { jsonOrTextIn, objectIn, textOf } from './json-text';
import type { Input } from './schema-validator';

/** An object whose fields the schema does not know, or any JSON. */
export function JsonField({
  name,
  schema,
  formData,
  fieldPathId,
  onChange,
  rawErrors,
  required,
}: FieldProps<Input>) {
  const { t } = useTranslation();
  const valueIn = schema.type === 'object' ? objectIn : jsonOrTextIn;
  const isWrong = (value: unknown): boolean => schema.type === 'object' && value === null;
  const [text, setText] = useState(() => textOf(formData));
  const change = (typed: string): void => {
    setText(typed);
    const value = valueIn(typed);
    if (!isWrong(value)) onChange(value as Input | undefined, fieldPathId.path);
  };
  return (
    <JsonArea
      id={fieldPathId.$id}
      label={schema.title ?? name}
      description={schema.description}
      required={required === true}
      value={text}
      onChange={change}
      error={isWrong(valueIn(text)) ? t('newTask.notJson') : rawErrors?.join('\n')}
    />
  );
}
