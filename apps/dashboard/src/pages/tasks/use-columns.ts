import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { type Column, COLUMNS } from './columns';

const ALWAYS = ['status', 'about', 'type', 'accepted', 'took'];
const WIDE = [...ALWAYS, 'queue', 'tags', 'attempts', 'ended'];
const VERY_WIDE = [...WIDE, 'metadata', 'worker', 'priority', 'tokens', 'waited'];
/** On a phone only what tells tasks apart stays: state, what it is about, when. */
const PHONE = ['status', 'about', 'accepted'];

export interface ChosenColumns {
  readonly columns: readonly Column[];
  readonly isPhone: boolean;
  readonly toggle: (id: string) => void;
  /** Back to what fits the screen. */
  readonly reset: () => void;
}

/** The columns that a reader chose, else as many as the screen has room for. */
export function useColumns(): ChosenColumns {
  const [chosen, choose, forget] = useLocalStorage<string[] | null>({
    key: 'task-runner.columns',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const isWide = useMediaQuery('(min-width: 96em)', false, { getInitialValueInEffect: false });
  const isVeryWide = useMediaQuery('(min-width: 125em)', false, { getInitialValueInEffect: false });
  const fitting = isVeryWide ? VERY_WIDE : isWide ? WIDE : ALWAYS;
  const wanted = isPhone ? PHONE : (chosen ?? fitting);
  return {
    columns: COLUMNS.filter(({ id }) => wanted.includes(id)),
    isPhone,
    toggle: (id) => choose(wanted.includes(id) ? wanted.filter((one) => one !== id) : [...wanted, id]),
    reset: forget,
  };
}
