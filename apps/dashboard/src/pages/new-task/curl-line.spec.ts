/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { curlOf } from './curl-line';
import type { Submission } from './submission-draft';

/** What the shell hands to curl as the body. */
function bodyIn(line: string): unknown {
  const script = `curl() { while [ "$1" != -d ]; do shift; done; printf %s "$2"; }\n${line}`;
  return JSON.parse(
    execFileSync('sh', ['-c', script], { env: { WEBHOOK_SECRET: 'whsec_from-the-shell' }, encoding: 'utf8' }),
  );
}

describe('the line for curl', () => {
  const submission: Submission = { type: 'demo.email', input: { text: `It's "so": $HOME \\ \`x\`\n中文` } };

  it('says the same as the form, whatever was typed', () =>
    expect(bodyIn(curlOf(submission, 'http://x', false))).toEqual(submission));

  it('takes secrets from the environment', () => {
    const line = curlOf(
      { ...submission, webhook: { url: 'https://example.com/a', secret: 'whsec_typed' } },
      'http://x',
      true,
    );
    expect(line).not.toContain('typed');
    expect(line).toContain('Bearer $API_KEY');
    expect(bodyIn(line)).toMatchObject({
      webhook: { url: 'https://example.com/a', secret: 'whsec_from-the-shell' },
    });
  });
});
