import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Levels that are open at first. */
const OPEN_LEVELS = 2;
/** So many parts are shown at a time, and so much of a text. */
const SHOWN_PARTS = 100;
const SHOWN_CHARACTERS = 2_000;

/** JSON that folds, part by part. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className="json-tree">
      <Node value={value} level={0} />
    </div>
  );
}

interface NodeProps {
  readonly name?: string;
  readonly value: unknown;
  readonly level: number;
}

function Node({ name, value, level }: NodeProps) {
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="json-leaf">
        <Name name={name} />
        <Leaf value={value} />
      </div>
    );
  }
  const isList = Array.isArray(value);
  const parts: [string, unknown][] = isList
    ? value.map((part, index) => [String(index), part as unknown])
    : Object.entries(value);
  if (parts.length === 0) {
    return (
      <div className="json-leaf">
        <Name name={name} />
        {isList ? '[ ]' : '{ }'}
      </div>
    );
  }
  return (
    <details open={level < OPEN_LEVELS}>
      <summary>
        <Name name={name} />
        <code className="json-size">{isList ? `[ ${parts.length} ]` : `{ ${parts.length} }`}</code>
      </summary>
      <Parts parts={parts} level={level} />
    </details>
  );
}

function Parts({
  parts,
  level,
}: {
  readonly parts: readonly (readonly [string, unknown])[];
  readonly level: number;
}) {
  const { t } = useTranslation();
  const [shown, show] = useState(SHOWN_PARTS);
  return (
    <div className="json-parts">
      {parts.slice(0, shown).map(([name, part]) => (
        <Node key={name} name={name} value={part} level={level + 1} />
      ))}
      {parts.length > shown && (
        <button type="button" className="fold" onClick={() => show(shown + 10 * SHOWN_PARTS)}>
          {t('task.more', { count: parts.length - shown })}
        </button>
      )}
    </div>
  );
}

function Name({ name }: { readonly name: string | undefined }) {
  return name === undefined ? null : <code className="json-name">{name}: </code>;
}

function Leaf({ value }: { readonly value: unknown }) {
  const { t } = useTranslation();
  const [isWhole, showWhole] = useState(false);
  if (typeof value !== 'string') return <code className="json-value">{JSON.stringify(value)}</code>;
  if (isWhole || value.length <= SHOWN_CHARACTERS) return <code className="json-text">{value}</code>;
  return (
    <>
      <code className="json-text">{value.slice(0, SHOWN_CHARACTERS)}… </code>
      <button type="button" className="fold" onClick={() => showWhole(true)}>
        {t('task.more', { count: value.length - SHOWN_CHARACTERS })}
      </button>
    </>
  );
}
