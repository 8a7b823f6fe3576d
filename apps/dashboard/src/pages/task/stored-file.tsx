import { Alert, Anchor, Image, Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyHeaders } from '../../api/key';
import { useFormat } from '../../operation/format';

interface Loaded {
  readonly name: string;
  readonly blob: Blob;
}

/** A file that a task made: pictures and PDFs are shown, everything can be saved. */
export function StoredFile({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data, isPending } = useQuery({
    queryKey: ['file', id],
    queryFn: () => load(id),
    staleTime: Infinity,
  });
  if (isPending) return <Loader size="sm" role="status" aria-label={t('operation.loading')} />;
  return data ? <Shown file={data} /> : <Alert color="gray">{t('task.noFile')}</Alert>;
}

function Shown({ file: { name, blob } }: { readonly file: Loaded }) {
  const { t } = useTranslation();
  const { bytes } = useFormat();
  const url = useObjectUrl(blob);
  if (!url) return null;
  return (
    <Stack gap="xs" align="flex-start">
      {blob.type.startsWith('image/') && (
        <Image src={url} alt={name} mah={420} w="auto" maw="100%" fit="contain" radius="sm" />
      )}
      {blob.type === 'application/pdf' && <iframe src={url} title={name} className="document" />}
      <Anchor href={url} download={name} size="sm">
        {t('task.download')}: {name} ({bytes(blob.size)})
      </Anchor>
    </Stack>
  );
}

/** An address of the bytes that this page may show, and that is given back with the page. */
function useObjectUrl(blob: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

/** Null where it is gone. The key goes in a header, which no img or iframe could send. */
async function load(id: string): Promise<Loaded | null> {
  const answer = await fetch(`/api/v1/files/${encodeURIComponent(id)}`, { headers: keyHeaders() });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return { name: nameIn(answer.headers.get('content-disposition') ?? '') ?? id, blob: await answer.blob() };
}

function nameIn(disposition: string): string | undefined {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
}
