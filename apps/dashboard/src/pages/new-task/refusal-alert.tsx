import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemsOf } from '../../api/problems';
import { useErrorText, useFieldMessage } from '../../i18n/error-text';

/** All that the server said, also of what has no field here. */
export function RefusalAlert({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  const [errorText, fieldMessage] = [useErrorText(), useFieldMessage()];
  if (!error) return null;
  const problems = problemsOf(error);
  return (
    <Alert color="red" variant="light" role="alert" title={t('newTask.refused')}>
      {problems.map(({ path, message }) => (
        <Text key={path + message} size="sm">
          <b>{path}</b> {fieldMessage(message)}
        </Text>
      ))}
      {problems.length === 0 && errorText(error)}
    </Alert>
  );
}
