import { generateForm } from '@rjsf/mantine';
import type { ErrorSchema, RegistryFieldsType, RegistryWidgetsType, RJSFSchema } from '@rjsf/utils';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskType } from '../../tasks/task-queries';
import { FileWidget } from './file-widget';
import { GroupTemplate } from './group-template';
import { JsonField } from './json-field';
import { LongTextWidget } from './long-text-widget';
import { OneOrManyField } from './one-or-many-field';
import { type Explain, type Input, schemaValidator } from './schema-validator';
import { uiSchemaOf } from './ui-schema';

const Form = generateForm<Input>();
const FIELDS = { json: JsonField, oneOrMany: OneOrManyField } as unknown as RegistryFieldsType<Input>;
const WIDGETS: RegistryWidgetsType<Input> = { storedFile: FileWidget, longText: LongTextWidget };
const TEMPLATES = { ObjectFieldTemplate: GroupTemplate };

/** Fields that were not filled in stay out of the submission, so the server's own defaults count. */
const DEFAULTS = { emptyObjectFields: 'skipDefaults' } as const;
const EXPLAINED = [
  'required',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'enum',
  'format',
  'type',
] as const;

interface InputFormProps {
  readonly id: string;
  readonly type: TaskType;
  readonly input: Input;
  readonly change: (input: Input) => void;
  readonly submit: () => void;
  /** What the server refused, by field. */
  readonly refused: ErrorSchema<Input> | undefined;
}

/**
 * The fields of a type's input, made from its JSON Schema. The button that submits them stands elsewhere and
 * names this form.
 */
export function InputForm({ id, type, input, change, submit, refused }: InputFormProps) {
  const explain = useExplain();
  const validator = useMemo(() => schemaValidator(explain), [explain]);
  const schema = useMemo(() => withoutOwnTitle(type.inputSchema as RJSFSchema), [type]);
  const uiSchema = useMemo(
    () => ({ ...uiSchemaOf(schema), 'ui:submitButtonOptions': { norender: true } }),
    [schema],
  );
  return (
    <Form
      id={id}
      schema={schema}
      uiSchema={uiSchema}
      formData={input}
      validator={validator}
      fields={FIELDS}
      widgets={WIDGETS}
      templates={TEMPLATES}
      experimental_defaultFormStateBehavior={DEFAULTS}
      extraErrors={refused}
      showErrorList={false}
      focusOnFirstError
      noHtml5Validate
      onChange={({ formData }) => change(formData ?? {})}
      onSubmit={submit}
    />
  );
}

function useExplain(): Explain {
  const { t } = useTranslation();
  return useMemo(
    () => (keyword, limit) => {
      const known = EXPLAINED.find((name) => name === keyword);
      return (
        known &&
        t(`newTask.invalid.${known}`, { limit: Array.isArray(limit) ? limit.join(', ') : String(limit) })
      );
    },
    [t],
  );
}

/** The page says already what the form is about. */
function withoutOwnTitle({ title: _title, description: _description, ...schema }: RJSFSchema): RJSFSchema {
  return schema;
}
