import { DateTimePicker } from '@mantine/dates';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface TimeField {
  readonly label: string;
  /** Local time, or a moment. */
  readonly value: string | Date | null;
  /** Local time, `2026-12-01 08:00:00`. */
  readonly onChange: (value: string | null) => void;
  readonly error?: ReactNode;
}

/** A day and a time, chosen in the reader's language. */
export function TimeField({ label, value, onChange, error }: TimeField) {
  const { t, i18n } = useTranslation();
  return (
    <DateTimePicker
      label={label}
      locale={i18n.language === 'zh' ? 'zh-cn' : 'en'}
      value={value}
      onChange={onChange}
      error={error}
      clearable
      clearButtonProps={{ 'aria-label': t('tasks.clear') }}
      submitButtonProps={{ 'aria-label': t('pickTime.submit') }}
      ariaLabels={{
        previousMonth: t('pickTime.previousMonth'),
        nextMonth: t('pickTime.nextMonth'),
        monthLevelControl: t('pickTime.levels'),
        yearLevelControl: t('pickTime.levels'),
      }}
    />
  );
}
