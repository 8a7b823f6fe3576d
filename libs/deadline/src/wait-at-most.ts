/**
 * Resolves when a work has ended, or after so long: it goes on then, and how it ends is of no interest any
 * more.
 * @throws what the work fails with before
 */
export async function waitAtMost(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
