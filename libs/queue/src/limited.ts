/** A call to the broker did not answer in time; whether it took effect is not known. */
export class BrokerTimeout extends Error {
  override readonly name = 'BrokerTimeout';

  constructor(call: string, limitMs: number) {
    super(`${call} did not answer within ${limitMs} ms`);
  }
}

/** No call to the broker waits for longer: BullMQ on Redis would otherwise wait until Redis is back. */
export async function limited<Value>(call: string, limitMs: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BrokerTimeout(call, limitMs)), limitMs);
  });
  work.catch(() => undefined); // after the limit nobody listens to it any more
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
