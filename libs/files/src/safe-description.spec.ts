import { safeMediaType, safeName } from './safe-description.js';

describe('a safe name', () => {
  it.each([
    ['holiday.jpg', 'holiday.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a b.txt', 'a b.txt'],
    ['a/', 'file'],
    ['', 'file'],
    ['...', 'file'],
    [' .. ', 'file'],
    ['x\r\nSet-Cookie: a=b', 'xSet-Cookie: a=b'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['\ud800.txt', '\ufffd.txt'],
    ['u\u0308.txt', 'ü.txt'],
    ['.htaccess', '.htaccess'],
  ])('of %j is %j', (given, safe) => expect(safeName(given)).toBe(safe));

  it('keeps the extension of a long one, and whole characters', () => {
    const safe = safeName(`${'🙂'.repeat(300)}.png`);
    expect([[...safe].length, safe.endsWith('🙂.png'), safe.isWellFormed()]).toEqual([200, true, true]);
  });
});

describe('a safe media type', () => {
  it.each([
    ['Image/PNG', 'image/png'],
    ['text/html; charset=utf-8', 'text/html'],
    ['application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.text'],
    ['', 'application/octet-stream'],
    ['image', 'application/octet-stream'],
    ['a/b/c', 'application/octet-stream'],
    ['text/html\r\nX: y', 'application/octet-stream'],
    [`a/${'b'.repeat(500)}`, 'application/octet-stream'],
  ])('of %j is %j', (given, safe) => expect(safeMediaType(given)).toBe(safe));
});
