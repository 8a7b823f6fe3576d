import { jest } from '@jest/globals';
import { OpenWorkRepository } from '@app/persistence';
import { Client } from 'pg';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

const LOOKS = 6;

describe('a process that has nothing to do', () => {
  let system: SystemInProcess | undefined;
  afterEach(() => system?.stop());

  it('asks the database little: one look for all who poll, and few statements beside it', async () => {
    system = await startInProcess([]);
    const looks = jest.spyOn(system.app.get(OpenWorkRepository, { strict: false }), 'look');
    await until(() => looks.mock.calls.length > 1, 10_000); // what is done once at the start is done
    const statements = jest.spyOn(Client.prototype, 'query');
    const from = looks.mock.calls.length;
    await until(() => looks.mock.calls.length >= from + LOOKS, 30_000);
    const asked = statements.mock.calls.map(([statement]) => textOf(statement));
    statements.mockRestore();
    expect({ few: asked.length <= 7 * LOOKS, asked }).toMatchObject({ few: true });
  });
});

function textOf(statement: unknown): string {
  const text = typeof statement === 'string' ? statement : (statement as { text?: string }).text;
  return String(text).replace(/\s+/g, ' ').slice(0, 100);
}
