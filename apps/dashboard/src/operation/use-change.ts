import { notifications } from '@mantine/notifications';
import { useErrorText } from '../i18n/error-text';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** A change over the API: says that it was made or why not, and renews what it changed. */
export function useChange<Input>(
  change: (input: Input) => Promise<unknown>,
  { renew, done }: { renew: QueryKey; done: string },
) {
  const queries = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: change,
    onSuccess: () => notifications.show({ color: 'green', message: done }),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error), autoClose: 10_000 }),
    onSettled: () => queries.invalidateQueries({ queryKey: renew }),
  });
}
