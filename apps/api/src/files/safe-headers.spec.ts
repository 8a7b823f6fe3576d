import { parse } from 'content-disposition';
import { safeHeaders } from './safe-headers.js';

const file = { id: '0192', size: 1, sha256: 'ab', createdAt: new Date() };
const headersOf = (name: string, mediaType = 'image/png') => safeHeaders({ ...file, name, mediaType });

describe('the headers of a download', () => {
  it.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'text/javascript',
    'application/x-shockwave-flash',
    'x/image/png',
  ])('hide the type %s', (mediaType) =>
    expect(headersOf('x', mediaType)['content-type']).toBe('application/octet-stream'),
  );

  it.each(['image/png', 'application/pdf', 'text/csv', 'audio/ogg'])('keep the type %s', (mediaType) =>
    expect(headersOf('x', mediaType)['content-type']).toBe(mediaType),
  );

  it.each([
    'plain.txt',
    'two words.txt',
    'quo"te.txt',
    "it's 100%.txt",
    'semi;colon=.txt',
    '报告 ü 🙂.pdf',
    'back\\slash',
  ])('name %j whole', (name) => {
    const header = headersOf(name)['content-disposition'] as string;
    expect(header).toMatch(/^attachment; filename=[\x20-\x7e]+$/);
    expect(parse(header).parameters['filename']).toBe(name);
  });
});
