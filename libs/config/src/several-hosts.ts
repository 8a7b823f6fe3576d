import { readFileSync } from 'node:fs';

/** Where drivers and parsers take one host only. */
export function withOneHost(url: string): string {
  const { before, hosts } = partsOf(url);
  return `${before}${hosts.split(',')[0]}${url.slice(before.length + hosts.length)}`;
}

/** The PEM files that an address may name, as libpq calls them. */
export const PEM_FILES = ['sslrootcert', 'sslcert', 'sslkey'] as const;

/** What keeps one of them from being read: drivers read it late, and know no variable. */
export function pemFilesProblem(parameters: URLSearchParams): string | null {
  const problems = PEM_FILES.map((name) => fileProblem(name, parameters.get(name)));
  return problems.find((problem) => problem !== null) ?? null;
}

function fileProblem(parameter: string, path: string | null): string | null {
  if (!path) return null;
  try {
    readFileSync(path);
    return null;
  } catch {
    return `has a ${parameter} that names no file which can be read`;
  }
}

/** An address with one host or a list of them. @returns before: scheme, user and password */
export function partsOf(text: string): { before: string; hosts: string; path: string; query: string } {
  const start = text.indexOf('://') + 3;
  const length = text.slice(start).search(/[/?#]/);
  const end = length < 0 ? text.length : start + length;
  const hostsAt = Math.max(start, text.lastIndexOf('@', end) + 1);
  const [path = '', ...query] = text.slice(end).split('?');
  return { before: text.slice(0, hostsAt), hosts: text.slice(hostsAt, end), path, query: query.join('?') };
}
