import { Box, Stack, Text } from '@mantine/core';
import type { ObjectFieldTemplateProps } from '@rjsf/utils';
import type { Input } from './schema-validator';
import { withoutEmpty } from './submission-draft';

/**
 * The fields of an object. One within another is folded while it holds nothing: most submissions never need
 * it.
 */
export function GroupTemplate({
  title,
  description,
  properties,
  fieldPathId,
  formData,
  errorSchema,
}: ObjectFieldTemplateProps<Input>) {
  const fields = (
    <Stack gap="md">
      {properties.map(({ name, content }) => (
        <div key={name}>{content}</div>
      ))}
    </Stack>
  );
  if (fieldPathId.path.length === 0) return fields;
  const used =
    Object.keys(withoutEmpty(formData ?? {})).length > 0 || Object.keys(errorSchema ?? {}).length > 0;
  return (
    <Box component="details" open={used} bd="1px solid var(--mantine-color-default-border)" bdrs="md" p="sm">
      <Box component="summary" fw={500} fz="sm">
        {title}
        <Text component="span" size="xs" c="dimmed" ml="xs">
          {description}
        </Text>
      </Box>
      <Box mt="sm">{fields}</Box>
    </Box>
  );
}
