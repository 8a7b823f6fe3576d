import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface Data {
  readonly label: string;
  readonly columns: readonly string[];
  /** The first cell of each row is its header. */
  readonly rows: readonly (readonly ReactNode[])[];
  /** Long: it scrolls in itself, below its headers. */
  readonly sticky?: boolean;
}

/** So many columns fit on a phone. */
const NARROW = 5;

/** A table of numbers; on a narrow screen it scrolls in itself, never the page. */
export function DataTable({ label, columns, rows, sticky = false }: Data) {
  const table = (
    <Table
      stickyHeader={sticky}
      verticalSpacing={6}
      fz="sm"
      className="tabular"
      aria-label={label}
      miw={columns.length > NARROW ? columns.length * 80 : undefined}
    >
      <Table.Thead>
        <Table.Tr>
          {columns.map((column, index) => (
            <Table.Th key={column} scope="col" ta={index === 0 ? 'left' : 'right'} className="one-line">
              {column}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, index) => (
          <Table.Tr key={index}>{row.map((cell, column) => cellOf(cell, column))}</Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
  return (
    // What scrolls must be reachable by keyboard.
    <div className={sticky ? 'scroll-table' : 'scroll-sideways'} tabIndex={0} role="group" aria-label={label}>
      {table}
    </div>
  );
}

function cellOf(cell: ReactNode, column: number): ReactNode {
  if (column > 0)
    return (
      <Table.Td key={column} ta="right" className="one-line">
        {cell}
      </Table.Td>
    );
  return (
    <Table.Th key={column} scope="row" fw={500}>
      {cell}
    </Table.Th>
  );
}
