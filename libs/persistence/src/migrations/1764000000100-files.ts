import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stored files, which tasks refer to them, and bytes that are to be removed. */
export class Files1764000000100 implements MigrationInterface {
  readonly name = 'Files1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...INDEXES, ...TRIGGERS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE file_removals, file_references, files');
    await runner.query('DROP FUNCTION file_reference_gone()');
  }
}

const TABLES = [
  // A file is looked at from removable_at on, and removed where nothing refers to it any more.
  `CREATE TABLE files (
     id uuid PRIMARY KEY,
     name text NOT NULL,
     media_type text NOT NULL,
     size bigint NOT NULL CHECK (size >= 0),
     sha256 text NOT NULL,
     created_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     keep_until timestamptz(3) NOT NULL,
     removable_at timestamptz(3) NOT NULL
   )`,
  // No ON DELETE for files: the foreign key keeps a file that a task refers to, also against a removal under
  // way.
  `CREATE TABLE file_references (
     task_id uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
     file_id uuid NOT NULL REFERENCES files,
     PRIMARY KEY (task_id, file_id)
   )`,
  // Bytes in the storage without a row in files: those that are to go, and from due_at on those of an upload
  // that never ended.
  `CREATE TABLE file_removals (
     file_id uuid PRIMARY KEY,
     due_at timestamptz(3) NOT NULL,
     tries integer NOT NULL DEFAULT 0
   )`,
];

const INDEXES = [
  'CREATE INDEX files_removable ON files (removable_at)',
  'CREATE INDEX file_references_file ON file_references (file_id)',
  'CREATE INDEX file_removals_due ON file_removals (due_at)',
];

// Tasks are removed in more than one place, and their references go by cascade: only a trigger sees every one
// of them. By row, so that it costs nothing where a task had no file.
const TRIGGERS = [
  `CREATE FUNCTION file_reference_gone() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       UPDATE files SET removable_at = greatest(keep_until, now_ms()) WHERE id = OLD.file_id;
       RETURN NULL;
     END $$`,
  `CREATE TRIGGER file_reference_gone AFTER DELETE ON file_references
     FOR EACH ROW EXECUTE FUNCTION file_reference_gone()`,
];
