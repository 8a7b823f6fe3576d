/** Colours of the report; dark enough to print in grey. */
export const COLOR = {
  ink: '#111827',
  text: '#374151',
  muted: '#6b7280',
  line: '#d1d5db',
  grid: '#e5e7eb',
  stripe: '#f6f7f9',
  accent: '#1d4ed8',
  completed: '#15803d',
  failed: '#dc2626',
  cancelled: '#f59e0b',
  open: '#9ca3af',
  light: '#93b4f5',
} as const;

/** In points, of an A4 page. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48, bottom: 60 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.margin;

/** Height of a line over the size of its letters, as the font has it. */
export const LINE = 1.448;
