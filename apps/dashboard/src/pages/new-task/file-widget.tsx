import { FileInput, Stack, TextInput } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { components } from '@app/client';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import { useErrorText } from '../../i18n/error-text';
import { useFormat } from '../../operation/format';
import type { Input } from './schema-validator';

type StoredFile = components['schemas']['FileView'];

/** A stored file: uploaded here, or named by its id. */
export function FileWidget({ id, label, value, onChange, required, rawErrors, schema }: WidgetProps<Input>) {
  const { t } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  const upload = useMutation({ mutationFn: store, onSuccess: (file) => onChange(file.id) });
  const stored =
    upload.data && t('newTask.uploaded', { name: upload.data.name, size: format.bytes(upload.data.size) });
  return (
    <Stack gap="xs">
      <FileInput
        label={label}
        description={schema.description}
        placeholder={t(upload.isPending ? 'newTask.uploading' : 'newTask.upload')}
        leftSection={<IconUpload size={16} aria-hidden />}
        disabled={upload.isPending}
        onChange={(file) => file && upload.mutate(file)}
        error={upload.error ? errorText(upload.error) : undefined}
      />
      <TextInput
        id={id}
        label={t('newTask.fileId')}
        description={stored}
        required={required === true}
        value={(value as string | undefined) ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value.trim() || undefined)}
        error={rawErrors?.join('\n')}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
    </Stack>
  );
}

async function store(file: File): Promise<StoredFile> {
  const form = new FormData();
  form.append('file', file);
  // The client's types take a file's bytes for a text.
  const body = form as unknown as components['schemas']['UploadForm'];
  return (await api.POST('/api/v1/files', { body, bodySerializer: () => form })).data as StoredFile;
}
