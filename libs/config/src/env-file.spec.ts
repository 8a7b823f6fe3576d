import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvFileError, loadEnvFile, settingsOf } from './env-file.mjs';

const read = (text: string): Record<string, string> => settingsOf(Buffer.from(text), '.env');

describe('a file of settings', () => {
  it.each<[string, Record<string, string>]>([
    ['PORT=4000\nHOST=::1', { PORT: '4000', HOST: '::1' }],
    ['\uFEFFPORT=4000\r\nHOST=::1\r\n', { PORT: '4000', HOST: '::1' }],
    ['# a comment\n\n  export A=1', { A: '1' }],
    ['A = 1 # a comment', { A: '1' }],
    ['A=\nB=""\nC= # nothing', { A: '', B: '', C: '' }],
    ['A="x # y" # z\nB=1', { A: 'x # y', B: '1' }],
    ['A="x\r\ny"\r\nB=1', { A: 'x\ny', B: '1' }],
    ['A=\'x\\n"y"\'', { A: 'x\\n"y"' }],
    ['A="x\\ny"', { A: 'x\ny' }],
    ['A=it"s=fine==', { A: 'it"s=fine==' }],
    ['A=密码', { A: '密码' }],
    ['', {}],
  ])('%j', (text, settings) => expect(read(text)).toEqual(settings));

  it.each([
    ['A=1\nhunter2\nB=2', 2],
    ['A=1\n\n\nPORT: hunter2', 4],
    ['FOO BAR=hunter2', 1],
    ['=hunter2', 1],
    ['2FAST=hunter2', 1],
    ['A=1\nB="hunter2\nC=3', 2],
    ['A="x\ny"\nB="hunter2"3', 3],
    ['A="say \\"hunter2\\""', 1],
    ['A=hunter#2', 1],
    ['A=\0hunter2', 1],
    ['A="x\n\x1bhunter2"', 1],
  ])('names the line of what is broken, not what stands there: %j', (text, line) => {
    expect(() => read(text)).toThrow(EnvFileError);
    expect(() => read(text)).toThrow(new RegExp(`^\\.env, line ${line}: `));
    expect(() => read(text)).not.toThrow(/hunter/);
  });

  it('says so where it is no UTF-8', () => {
    expect(() => settingsOf(Buffer.from('\uFEFFA=1', 'utf16le'), '.env')).toThrow(
      /line 1: the file is not UTF-8/,
    );
  });
});

describe('reading it into the environment', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-file-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets what the process has win, an empty variable too', () => {
    writeFileSync(join(folder, '.env'), 'A=file\nB=file\nC=file');
    const environment: NodeJS.ProcessEnv = { A: 'own', B: '' };
    loadEnvFile(folder, environment);
    expect(environment).toEqual({ A: 'own', B: '', C: 'file' });
  });

  it('needs no .env, but the file that ENV_FILE names', () => {
    const environment: NodeJS.ProcessEnv = {};
    loadEnvFile(folder, environment);
    expect(environment).toEqual({});
    expect(() => loadEnvFile(folder, { ENV_FILE: 'production.env' })).toThrow(
      /ENV_FILE: .*production\.env cannot be read \(ENOENT\)/,
    );
    writeFileSync(join(folder, 'production.env'), 'A=1');
    const named: NodeJS.ProcessEnv = { ENV_FILE: 'production.env' };
    loadEnvFile(folder, named);
    expect(named.A).toBe('1');
  });
});
