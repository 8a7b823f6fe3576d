import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonArea } from './json-area';
import { objectIn, textOf } from './json-text';
import type { Input } from './schema-validator';

/** An object whose fields the schema does not know. */
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
  const [text, setText] = useState(() => textOf(formData));
  const change = (typed: string): void => {
    setText(typed);
    const value = objectIn(typed);
    if (value !== null) onChange(value, fieldPathId.path);
  };
  return (
    <JsonArea
      id={fieldPathId.$id}
      label={schema.title ?? name}
      description={schema.description}
      required={required === true}
      value={text}
      onChange={change}
      error={objectIn(text) === null ? t('newTask.notJson') : rawErrors?.join('\n')}
    />
  );
}
