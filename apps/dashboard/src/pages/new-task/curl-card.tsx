import { Button, Card, Code, CopyButton, Group, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiKey } from '../../api/key';
import { curlOf } from './curl-line';
import { submissionOf, type SubmissionDraft } from './submission-draft';

/** The same submission for a terminal. */
export function CurlCard({ draft }: { readonly draft: SubmissionDraft }) {
  const { t } = useTranslation();
  const line = curlOf(submissionOf(draft), window.location.origin, apiKey() !== null);
  return (
    <Card withBorder pos="sticky" top={72}>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Title order={3} size="h5">
          {t('newTask.curl')}
        </Title>
        <CopyButton value={line}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            >
              {t(copied ? 'newTask.copied' : 'newTask.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block tabIndex={0} aria-label={t('newTask.curl')}>
        {line}
      </Code>
    </Card>
  );
}
