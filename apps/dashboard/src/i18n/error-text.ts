import { ApiError, ConnectionError } from '@app/client';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsOf } from '../api/problems';
import type { WebhookDelivery } from '../tasks/task-queries';
import { en } from './en';
import { messageInChinese } from './problem-messages.zh';

export type ErrorText = (error: Error) => string;

const isKnown = (code: string): code is keyof typeof en.codes => code in en.codes;

/**
 * What a code means, in the reader's language; null for one that nobody knows here, such as a handler's own.
 */
export function useCodeText(): (code: string) => string | null {
  const { t } = useTranslation();
  return useCallback((code) => (isKnown(code) ? t(`codes.${code}`) : null), [t]);
}

/**
 * What went wrong, in the reader's language. The server speaks English, and its own words say more than a
 * code.
 */
export function useErrorText(): ErrorText {
  const { i18n } = useTranslation();
  const codeText = useCodeText();
  const isEnglish = i18n.language !== 'zh';
  return useCallback(
    (error) => {
      const code = codeOf(error);
      const known = code === undefined ? null : codeText(code);
      if (known === null || (isEnglish && error instanceof ApiError)) return error.message;
      return [
        known,
        ...problemsOf(error).map(({ path, message }) => `${path}: ${messageInChinese(message)}`),
      ].join('\n');
    },
    [isEnglish, codeText],
  );
}

/** Why a webhook was not taken, in the reader's language. */
export function useDeliveryText(): (error: NonNullable<WebhookDelivery['error']>) => string {
  const { t, i18n } = useTranslation();
  const isEnglish = i18n.language !== 'zh';
  return useCallback(
    ({ code, message }) => (isEnglish ? message : t(`deliveryCodes.${code}`)),
    [isEnglish, t],
  );
}

/** What the server says of a field, in the reader's language. */
export function useFieldMessage(): (message: string) => string {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language !== 'zh';
  return useCallback((message) => (isEnglish ? message : messageInChinese(message)), [isEnglish]);
}

function codeOf(error: Error): string | undefined {
  return error instanceof ApiError || error instanceof ConnectionError ? error.code : undefined;
}
