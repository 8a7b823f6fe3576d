/**
 * What a work answers, or an error where it takes too long. The work goes on, and how it ends is of no
 * interest any more.
 * @param late makes the error
 */
export async function withTimeout<Value>(
  work: Promise<Value>,
  limitMs: number,
  late: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
