import type { RJSFSchema } from '@rjsf/utils';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskType } from '../tasks/task-queries';
import { type FieldTexts, taskTypesZh } from './task-types.zh';

/**
 * A type of task as the reader's language says it; in English, and where nobody has translated it, as the
 * server says it.
 */
export function useTranslatedType(type: TaskType): TaskType {
  const { i18n } = useTranslation();
  return useMemo(() => (i18n.language === 'zh' ? inChinese(type) : type), [type, i18n.language]);
}

function inChinese(type: TaskType): TaskType {
  const texts = taskTypesZh[type.name];
  if (!texts) return type;
  const schema = structuredClone(type.inputSchema) as RJSFSchema;
  translateFields(schema, schema, texts.fields, '');
  const examples = Object.entries(type.examples).map(
    ([title, input]) => [texts.examples[title] ?? title, input] as const,
  );
  return {
    ...type,
    description: texts.description,
    inputSchema: schema,
    examples: Object.fromEntries(examples),
  };
}

/**
 * Writes the texts into a schema. The name of the field stays beside its title: the API knows it by its name.
 */
function translateFields(
  schema: RJSFSchema,
  root: RJSFSchema,
  texts: Readonly<Record<string, FieldTexts>>,
  parent: string,
): void {
  for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, RJSFSchema>)) {
    const path = parent + name;
    const text = texts[path];
    if (text) Object.assign(field, { title: `${text.title} (${name})`, description: text.description });
    translateFields(definitionOf(field, root), root, texts, `${path}.`);
  }
}

function definitionOf(field: RJSFSchema, root: RJSFSchema): RJSFSchema {
  const name = /^#\/\$defs\/(.+)$/.exec(field.$ref ?? '')?.[1];
  return (name !== undefined && (root.$defs as Record<string, RJSFSchema> | undefined)?.[name]) || field;
}
