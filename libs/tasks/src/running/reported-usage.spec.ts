import type { TaskUsage } from '@app/handlers';
import { reportedUsage } from './reported-usage.js';

const USAGE: TaskUsage = { provider: 'openai', model: 'm', inputTokens: 1, outputTokens: 2, totalTokens: 3 };

describe('usage that a handler reports', () => {
  it.each([NaN, 12.5, -1, Infinity, 2 ** 53, '7', null, undefined])(
    'is unknown where a count is %p',
    (count) => {
      for (const name of ['inputTokens', 'outputTokens', 'totalTokens']) {
        expect(reportedUsage({ ...USAGE, [name]: count })).toBeNull();
      }
    },
  );

  it.each([null, undefined, 'many'])('is unknown where it is %p', (usage) =>
    expect(reportedUsage(usage as never)).toBeNull(),
  );

  it('keeps what can be counted, and names that can be stored and indexed', () => {
    expect(reportedUsage({ ...USAGE, inputTokens: 0, totalTokens: Number.MAX_SAFE_INTEGER })).toMatchObject({
      inputTokens: 0,
    });
    expect(reportedUsage({ ...USAGE, model: `a\0b\ud83d${'x'.repeat(5_000)}` })?.model).toMatch(
      /^ab\ufffdx{196}$/,
    );
    expect(reportedUsage({ ...USAGE, model: 7, provider: undefined } as never)).toMatchObject({
      model: '',
      provider: '',
    });
  });
});
