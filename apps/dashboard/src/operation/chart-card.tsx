import { ActionIcon, Group, Paper, Text, Title, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from './data-table';

interface Card {
  readonly title: string;
  /** What the chart says, in a sentence; screen readers read it in the chart's place. */
  readonly summary: string;
  readonly columns: readonly string[];
  /** Only made when they are looked at. */
  readonly rows: () => readonly (readonly string[])[];
  readonly children: ReactNode;
}

/** A chart that is also a table, at the press of a button. */
export function ChartCard({ title, summary, columns, rows, children }: Card) {
  const { t } = useTranslation();
  const [asTable, table] = useDisclosure();
  const switchText = t(asTable ? 'operation.asChart' : 'operation.asTable', { title });
  return (
    <Paper withBorder p="md" component="section" aria-label={title} miw={0}>
      <Group justify="space-between" wrap="nowrap" mb="xs" align="flex-start">
        <div>
          <Title order={3} size="h5">
            {title}
          </Title>
          <Text size="xs" c="dimmed">
            {summary}
          </Text>
        </div>
        <Tooltip label={switchText}>
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={table.toggle}
            aria-label={switchText}
            aria-pressed={asTable}
          >
            {asTable ? <IconChartLine size={18} aria-hidden /> : <IconTable size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </Group>
      {asTable ? (
        <DataTable label={title} columns={columns} rows={rows()} sticky />
      ) : (
        <div role="img" aria-label={[title, summary].filter(Boolean).join(': ')}>
          {children}
        </div>
      )}
    </Paper>
  );
}
