import { parse } from 'content-disposition';
import { safeHeaders } from '../safe-headers.js';
import { partDescription } from './part.js';

const describePart = (disposition: string | Buffer, others = {}) =>
  partDescription(
    new Map(
      Object.entries({ 'content-disposition': Buffer.from(disposition).toString('latin1'), ...others }),
    ),
  );
const nameIn = (parameters: string | Buffer) =>
  describePart(Buffer.concat([Buffer.from('form-data; name="file"; '), Buffer.from(parameters)]))?.fileName;
const base64 = (text: string, charset = 'utf-8') =>
  `=?${charset}?B?${Buffer.from(text).toString('base64')}?=`;

describe("the name in a part's Content-Disposition", () => {
  it.each<[string, string, string]>([
    ['filename* after filename', `filename="x.pdf"; filename*=UTF-8''%E6%8A%A5%20%C3%BC.pdf`, '报 ü.pdf'],
    ['filename* before filename', `filename*=utf-8''%E6%8A%A5.pdf; filename="x.pdf"`, '报.pdf'],
    ['filename* alone, with a language', `filename*=UTF-8'en-GB'a%27b.txt`, "a'b.txt"],
    ['filename* in quotes', `filename*="UTF-8''a%20b.txt"`, 'a b.txt'],
    ['filename* in another case, with blanks', `FileName* = utf-8''a.txt ; FILENAME="b"`, 'a.txt'],
    ['ISO-8859-1', `filename*=ISO-8859-1''na%EFve.txt`, 'naïve.txt'],
    ['another character set', `filename*=GBK''%B1%A8.txt`, '报.txt'],
    ['no name of the character set', `filename*=''%E6%8A%A5.txt`, '报.txt'],
    [
      'more than ten pieces',
      Array.from({ length: 12 }, (_, at) => `filename*${11 - at}=${'abcdefghijkl'[11 - at]}`).join(';'),
      'abcdefghijkl',
    ],
    ['letters that are not escaped', `filename*=UTF-8''报.txt`, '报.txt'],
    ['a broken escape: filename counts', `filename*=UTF-8''100%.txt; filename="b.txt"`, 'b.txt'],
    ['half a character: filename counts', `filename*=UTF-8''%E6%8A.txt; filename="b.txt"`, 'b.txt'],
    ['an unknown character set: filename counts', `filename*=klingon''a.txt; filename="b.txt"`, 'b.txt'],
    ['no character set: filename counts', `filename*=a.txt; filename="b.txt"`, 'b.txt'],
    ['an empty filename*', `filename*=UTF-8''; filename="b.txt"`, 'b.txt'],
    ['nothing that can be read', `filename*=UTF-8''%E6`, 'file'],
    ['pieces', 'filename*1="long "; filename*0="a very "; filename*2="name.txt"', 'a very long name.txt'],
    [
      'pieces in a character set',
      `filename*0*=utf-8''%E6%8A; filename*1*=%A5%20; filename*2="b.txt"`,
      '报 b.txt',
    ],
    ['pieces with a hole', 'filename*0="a.txt"; filename*2="c.txt"', 'a.txt'],
    ['pieces beside filename*', `filename*0="a"; filename*=UTF-8''b.txt`, 'b.txt'],
    ['an encoded word', `filename="${base64('报告.pdf')}"`, '报告.pdf'],
    ['an encoded word in Q', 'filename="=?ISO-8859-1?q?na=EFve_b.txt?="', 'naïve b.txt'],
    ['two words that were folded', `filename="${base64('报')} ${base64('告.pdf')}"`, '报告.pdf'],
    ['a character over two words', 'filename="=?utf-8?B?5oo=?= =?utf-8?B?pS50eHQ=?="', '报.txt'],
    ['a word with a language, and text around it', 'filename="a =?utf-8*en?Q?b?= c.txt"', 'a b c.txt'],
    ['a word of nobody', 'filename="=?klingon?B?AAAA?="', 'file'],
    ['a word without its end', 'filename="=?utf-8?B?5oql"', '=?utf-8?B?5oql'],
    ['quoted pairs', String.raw`filename="quo\"te\\.txt"`, String.raw`quo"te\.txt`],
    ['what browsers escape', 'filename="quo%22te%0D%0A.txt"', 'quo"te\r\n.txt'],
    ['other percent signs', 'filename="100%25 %41.txt"', '100%25 %41.txt'],
    ['a Windows path', String.raw`filename="C:\x\new.txt"`, String.raw`C:\x\new.txt`],
    ['no quotes', 'filename=my file.txt', 'my file.txt'],
    ['a semicolon in quotes', 'filename="a; filename=b.html"', 'a; filename=b.html'],
    ['the same twice', 'filename="first.txt"; filename="second.txt"', 'first.txt'],
    ['no end of the quotes', 'filename="a.txt', 'a.txt'],
    ['a parameter called __proto__', `__proto__="x"; filename="a.txt"`, 'a.txt'],
    ['empty parameters', ';;=;= ;filename=a.txt;', 'a.txt'],
  ])('is read: %s', (_, parameters, name) => expect(nameIn(parameters)).toBe(name));

  it('is UTF-8, or else that of old Windows clients', () => {
    expect(nameIn('filename="报告 ü.pdf"')).toBe('报告 ü.pdf');
    expect(nameIn(Buffer.from('filename="na\xefve.txt"', 'latin1'))).toBe('naïve.txt');
  });

  it('is none for a text, and empty where no file was chosen', () => {
    expect(nameIn('x=y')).toBeUndefined();
    expect([nameIn('filename=""'), nameIn('filename=')]).toEqual(['', '']);
    expect(describePart('form-data; name=a', { 'content-type': 'Application/Octet-Stream' })?.fileName).toBe(
      'file',
    );
    expect(partDescription(new Map())).toBeNull();
  });

  it('is given back by a download', () => {
    for (const name of [
      '报告 ü.pdf',
      `it's 100%25 "x".txt`,
      '=?utf-8?B?5oql?=',
      "UTF-8''a%20b",
      'a;c=.txt',
      '\ufffd\u{1f642}',
    ]) {
      const headers = safeHeaders({
        id: '1',
        size: 1,
        sha256: 'ab',
        createdAt: new Date(),
        name,
        mediaType: 'text/plain',
      });
      expect(parse(headers['content-disposition'] as string).parameters['filename']).toBe(name);
    }
  });
});
