import type { WebhookDelivery } from '@app/persistence';
import { outcomeLabel, resultOf } from './result.js';

describe('what an answer makes of a delivery', () => {
  const of = (answer: Parameters<typeof resultOf>[0], retries = 0) => {
    const result = resultOf(answer, { retries } as WebhookDelivery, [5_000]);
    return [outcomeLabel(result), result.nextInMs !== null];
  };

  it.each([
    [200, 'delivered', false],
    [299, 'delivered', false],
    [302, 'failed', true],
    [404, 'failed', true],
    [410, 'gone', false],
    [503, 'failed', true],
  ])('%d: %s', (status, outcome, again) =>
    expect(of({ status, retryAfter: undefined })).toEqual([outcome, again]),
  );

  it('none: tried again until the schedule ends', () => {
    const answer = { error: { code: 'timeout', message: 'x' } } as const;
    expect([of(answer), of(answer, 1)]).toEqual([
      ['failed', true],
      ['given_up', false],
    ]);
  });
});
