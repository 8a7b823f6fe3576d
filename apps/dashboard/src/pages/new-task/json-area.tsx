import { JsonInput, type JsonInputProps } from '@mantine/core';

/** Where JSON is typed. */
export function JsonArea(
  props: Pick<JsonInputProps, 'id' | 'label' | 'description' | 'required' | 'value' | 'onChange' | 'error'>,
) {
  const monospace = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };
  return <JsonInput placeholder="{ }" autosize minRows={2} maxRows={12} styles={monospace} {...props} />;
}
