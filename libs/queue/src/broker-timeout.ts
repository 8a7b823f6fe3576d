import { withTimeout } from '@app/deadline';

/** A call to the broker did not answer in time; whether it took effect is not known. */
export class BrokerTimeout extends Error {
  override readonly name = 'BrokerTimeout';

  constructor(call: string, limitMs: number) {
    super(`${call} did not answer within ${limitMs} ms`);
  }
}

/** No call to the broker waits for longer: BullMQ on Redis would otherwise wait until Redis is back. */
export function withBrokerTimeout<Value>(
  call: string,
  limitMs: number,
  work: Promise<Value>,
): Promise<Value> {
  return withTimeout(work, limitMs, () => new BrokerTimeout(call, limitMs));
}
