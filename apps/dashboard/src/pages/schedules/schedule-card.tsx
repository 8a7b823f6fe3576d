import { Alert, Anchor, Badge, Code, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schedule } from '../../operation/answers';
import { useFormat } from '../../operation/format';
import { recurrenceInWords } from './recurrence-words';
import { ScheduleActions } from './schedule-actions';
import { ScheduleHistory } from './schedule-history';
import { ScheduleSwitch } from './schedule-switch';

/** A schedule: when it fires, what it made, and what can be done with it. */
export function ScheduleCard({ schedule, edit }: { readonly schedule: Schedule; readonly edit: () => void }) {
  const { t, i18n } = useTranslation();
  const { name, cron, task, enabled, lastError } = schedule;
  return (
    <Paper withBorder p="md" component="section" aria-label={name} miw={0}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Title order={3} size="h4" className="breakable">
              {name}
            </Title>
            <Text size="sm">{recurrenceInWords(schedule, t, i18n.language)}</Text>
          </div>
          <ScheduleSwitch schedule={schedule} />
        </Group>
        <Group gap={6}>
          <Badge variant="light">{task.type}</Badge>
          {cron !== null && <Code>{cron}</Code>}
          {!enabled && (
            <Badge color="orange" variant="light">
              {t('schedules.pausedBadge')}
            </Badge>
          )}
        </Group>
        <NextRuns schedule={schedule} />
        <LastRun schedule={schedule} />
        {lastError && (
          <Alert color="red" variant="light" p="xs">
            {lastError}
          </Alert>
        )}
        <ScheduleActions schedule={schedule} edit={edit} />
        <ScheduleHistory schedule={schedule} />
      </Stack>
    </Paper>
  );
}

function NextRuns({ schedule: { nextRuns, timeZone, cron } }: { readonly schedule: Schedule }) {
  const { t } = useTranslation();
  const { fromNow, appointment } = useFormat();
  return (
    <div>
      <Text size="xs" c="dimmed" fw={500}>
        {t('schedules.next')}
      </Text>
      {nextRuns.length === 0 && <Text size="sm">{t('schedules.nextNone')}</Text>}
      <List size="sm" listStyleType="none" className="tabular">
        {nextRuns.slice(0, 3).map((run) => (
          <List.Item key={run}>
            {fromNow(run)}{' '}
            <Text span c="dimmed" size="sm">
              {appointment(run, cron === null ? undefined : timeZone)}
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function LastRun({ schedule: { lastRunAt, lastTaskId } }: { readonly schedule: Schedule }) {
  const { t } = useTranslation();
  const { fromNow, moment } = useFormat();
  return (
    <Text size="sm">
      <Text span size="xs" c="dimmed" fw={500}>
        {t('schedules.last')}:{' '}
      </Text>
      {lastRunAt === null ? (
        t('schedules.never')
      ) : (
        <span title={moment(lastRunAt)}>{fromNow(lastRunAt)}</span>
      )}
      {lastTaskId && (
        <>
          {' · '}
          <Anchor component={Link} to={`/tasks/${lastTaskId}`} size="sm" underline="always">
            {t('schedules.lastTask')}
          </Anchor>
        </>
      )}
    </Text>
  );
}
