import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface Facts {
  readonly label: string;
  readonly value: ReactNode;
  readonly more?: ReactNode;
  readonly color?: string;
  /** A text, which is smaller than a number. */
  readonly isText?: boolean;
  readonly icon?: ReactNode;
  /** Where what stands behind the number is shown. */
  readonly to?: string;
}

/** One number with its name, on a card of its own; the whole card leads to what stands behind it. */
export function FigureCard(facts: Facts) {
  return (
    <Paper
      withBorder
      p="sm"
      h="100%"
      component="div"
      className={facts.to ? 'figure-card linked' : 'figure-card'}
    >
      <Pair {...facts} large />
    </Paper>
  );
}

/** One number with its name. */
export function Figure(facts: Facts) {
  return (
    <div>
      <Pair {...facts} />
    </div>
  );
}

/**
 * For screen readers a pair of a description list: it stands in a `div` in a `dl`, with nothing between them.
 */
function Pair({
  label,
  value,
  more,
  color,
  icon,
  to,
  isText = false,
  large = false,
}: Facts & { readonly large?: boolean }) {
  return (
    <>
      <Text component="dt" size="xs" c="dimmed" fw={500} className="with-icon">
        {label}
        {icon}
      </Text>
      <Text
        component="dd"
        m={0}
        fw={600}
        fz={large ? 24 : isText ? 'sm' : 'lg'}
        lh={1.25}
        c={color}
        className="tabular"
      >
        {to ? (
          <Link
            to={to}
            className="figure-link"
            aria-label={`${label}: ${typeof value === 'string' ? value : ''}`.replace(/: $/, '')}
          >
            {value}
          </Link>
        ) : (
          value
        )}
      </Text>
      {more && (
        <Text component="dd" m={0} size="xs" c="dimmed" className="tabular">
          {more}
        </Text>
      )}
    </>
  );
}
