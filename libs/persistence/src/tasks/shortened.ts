import { sql } from '../sql.js';

/** `input` and `result` beyond so many bytes of JSON are shortened in lists. */
export const SHORTENED_BEYOND_BYTES = 16 * 1024;
/** A page of a list ends at about so many bytes of JSON. */
export const PAGE_BYTES = 4 * 1024 * 1024;

/**
 * What is left of a long value: its first fields, whole where they are short, else the start of their text.
 */
const FIELDS = 10;
const CHARACTERS = 250;
const KEY_CHARACTERS = 100;
/** Stored bytes beyond which a value is not even read to be shortened: it is long, and `{}` is left of it. */
const UNREAD_BEYOND_BYTES = 128 * 1024;
/**
 * Stored bytes up to which a value that is not compressed has less than 16 KiB of text, whatever it holds.
 */
const CERTAINLY_SHORT_BYTES = 2_000;

/** Which of a task's values a list shows shortened. */
export type Shortened = 'input' | 'result';

/** SQL: whether a jsonb column is long. One that PostgreSQL keeps far from its row is not read for that. */
export const isLongSql = (column: string): string => sql`
  coalesce(CASE
    WHEN pg_column_size(${column}) <= ${CERTAINLY_SHORT_BYTES} AND pg_column_compression(${column}) IS NULL
    THEN false
    ELSE pg_column_size(${column}) > ${UNREAD_BEYOND_BYTES}
      OR octet_length(${column}::text) > ${SHORTENED_BEYOND_BYTES} END, false)`;

/** SQL: about how many bytes of text a jsonb column has. A short one is not written out to be measured. */
export const bytesSql = (column: string): string => sql`
  coalesce(CASE
    WHEN pg_column_size(${column}) <= ${CERTAINLY_SHORT_BYTES} AND pg_column_compression(${column}) IS NULL
    THEN pg_column_size(${column}) ELSE octet_length(${column}::text) END, 0)`;

/**
 * SQL: what a list shows of a long jsonb column, as `shorten` does; of one that would cost much to read
 * nothing.
 */
export const startSql = (column: string): string => sql`
  CASE WHEN pg_column_size(${column}) > ${UNREAD_BEYOND_BYTES} THEN '{}'::jsonb ELSE (
    SELECT coalesce(jsonb_object_agg(key, CASE
      WHEN jsonb_typeof(value) = 'string' AND length(value #>> '{}') > ${CHARACTERS}
      THEN to_jsonb(left(value #>> '{}', ${CHARACTERS}) || '…')
      ELSE value END), '{}'::jsonb)
    FROM (
      SELECT key, value FROM jsonb_each(${column})
      WHERE length(key) <= ${KEY_CHARACTERS}
        AND (jsonb_typeof(value) = 'string' OR length(value::text) <= ${CHARACTERS})
      LIMIT ${FIELDS}
    ) AS field) END`;

/** The same in this process, for a value that is here anyway; the value itself where it is short. */
export function shorten<Value extends object>(value: Value): object {
  if (Buffer.byteLength(JSON.stringify(value)) <= SHORTENED_BEYOND_BYTES) return value;
  const fields = Object.entries(value).filter(
    ([key, inner]) => key.length <= KEY_CHARACTERS && isShowable(inner),
  );
  return Object.fromEntries(fields.slice(0, FIELDS).map(([key, inner]) => [key, start(inner)]));
}

function isShowable(value: unknown): boolean {
  return typeof value === 'string' || JSON.stringify(value).length <= CHARACTERS;
}

function start(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= CHARACTERS) return value;
  return `${value.slice(0, CHARACTERS).toWellFormed()}…`;
}
