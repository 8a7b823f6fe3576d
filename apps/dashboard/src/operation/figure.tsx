import { Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Facts {
  readonly label: string;
  readonly value: ReactNode;
  readonly more?: ReactNode;
  readonly color?: string;
  readonly icon?: ReactNode;
}

/** One number with its name, on a card of its own. */
export function FigureCard({ icon, ...facts }: Facts) {
  return (
    <Paper withBorder p="md" h="100%">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Figure {...facts} large />
        {icon}
      </Group>
    </Paper>
  );
}

/** One number with its name; for screen readers a pair of a description list, so it stands in `<dl>`. */
export function Figure({ label, value, more, color, large = false }: Facts & { readonly large?: boolean }) {
  return (
    <Stack gap={2} component="div">
      <Text component="dt" size="xs" c="dimmed" fw={500}>
        {label}
      </Text>
      <Text component="dd" m={0} fw={600} fz={large ? 26 : 'lg'} lh={1.2} c={color} className="tabular">
        {value}
      </Text>
      {more && (
        <Text component="dd" m={0} size="xs" c="dimmed" className="tabular">
          {more}
        </Text>
      )}
    </Stack>
  );
}
