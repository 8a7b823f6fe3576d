import { TagsInput } from '@mantine/core';
import type { FieldProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';

type Value = string | string[] | undefined;

/** A text or several: one of them is sent as itself. */
export function OneOrManyField({
  name,
  schema,
  formData,
  fieldPathId,
  onChange,
  rawErrors,
  required,
}: FieldProps<Value>) {
  const { t } = useTranslation();
  const values = formData === undefined ? [] : [formData].flat();
  return (
    <TagsInput
      id={fieldPathId.$id}
      label={schema.title ?? name}
      description={schema.description}
      placeholder={t('newTask.tagsHint')}
      required={required === true}
      value={values}
      acceptValueOnBlur
      onChange={(next) => onChange(next.length > 1 ? next : next[0], fieldPathId.path)}
      error={rawErrors?.join('\n')}
    />
  );
}
