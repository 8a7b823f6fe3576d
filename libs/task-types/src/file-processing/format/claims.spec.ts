import { claimsOf, mayBe } from './claims.js';

const RECOGNISABLE = new Set(['image/jpeg', 'image/png', 'application/zip', 'video/mp4', 'audio/mp4']);

it.each([
  ['image/jpg', 'a.JPEG', ['image/jpeg']],
  ['application/octet-stream', 'a.png', ['image/png']],
  ['text/plain', 'a.csv', ['text/plain', 'text/csv']],
  ['application/octet-stream', 'file', []],
])('takes %s and %s for claims', (mediaType, name, expected) =>
  expect(claimsOf(mediaType, name)).toEqual(expected),
);

it.each<[string, string | null, boolean]>([
  ['image/jpeg', 'image/jpeg', true],
  ['image/jpeg', 'image/png', false],
  ['image/jpeg', null, false],
  ['text/plain', 'image/png', false],
  ['text/csv', null, true],
  ['application/vnd.own', 'image/png', true],
  ['application/epub+zip', 'application/zip', true],
  ['audio/mp4', 'video/mp4', true],
  ['image/svg+xml', 'application/xml', true],
])('what is said to be %s may be %s: %s', (claimed, detected, expected) =>
  expect(mayBe(claimed, detected, RECOGNISABLE)).toBe(expected),
);
