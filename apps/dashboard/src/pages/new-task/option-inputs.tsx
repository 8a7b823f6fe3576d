import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../api/problems';
import { TimeField } from '../../operation/time-field';
import type { OptionPart } from './option-part';

interface NumberProps extends OptionPart {
  readonly name: 'priority' | 'maxAttempts' | 'timeoutMs';
  readonly min: number;
  readonly max: number;
  /** What holds while the field is empty. */
  readonly unset: number;
}

export function NumberOption({ name, min, max, unset, draft, set, refused }: NumberProps) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={t(`newTask.${name}`)}
      placeholder={String(unset)}
      min={min}
      max={max}
      allowDecimal={false}
      value={draft[name] ?? ''}
      onChange={(value) => set({ [name]: typeof value === 'number' ? value : null })}
      error={problemAt(refused, name)}
    />
  );
}

export function TimeOption({
  name,
  draft,
  set,
  refused,
}: OptionPart & { readonly name: 'runAt' | 'expiresAt' }) {
  const { t } = useTranslation();
  return (
    <TimeField
      label={t(`newTask.${name}`)}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      error={problemAt(refused, name)}
    />
  );
}
