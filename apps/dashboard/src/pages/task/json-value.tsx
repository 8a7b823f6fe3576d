import { Table, Text } from '@mantine/core';
import { JsonTree } from './json-tree';

type Fields = Readonly<Record<string, unknown>>;

/** More rows than this are no table any more, but data. */
const MOST_ROWS = 500;

/** JSON as a person reads it: a list of equal objects as a table, the rest as a tree that folds. */
export function JsonValue({ value }: { readonly value: unknown }) {
  if (isTable(value)) return <Rows rows={value} />;
  if (typeof value === 'string') return <Text className="pre-wrapped">{value}</Text>;
  return <JsonTree value={value} />;
}

function Rows({ rows }: { readonly rows: readonly Fields[] }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <div className="scroll-sideways" tabIndex={0} role="group">
      <Table fz="sm" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={index}>
              {columns.map((column) => (
                <Table.Td key={column}>{textOf(row[column])}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function isTable(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.length > 0 && value.length <= MOST_ROWS && value.every(isObject);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
