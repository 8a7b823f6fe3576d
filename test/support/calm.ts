import type { TestSystem } from './test-system.js';
import { until } from './until.js';

const LIMIT_MS = 20_000;

/**
 * As if a queue, once it is below its limit, had been there for a minute: so its alert is over at the next
 * look.
 */
export async function letCalmPass({ audit }: TestSystem): Promise<void> {
  await until(async () => {
    const calm = await audit.query(
      "UPDATE queue_alerts SET calm_since = calm_since - interval '1 minute' WHERE calm_since IS NOT NULL RETURNING 1",
    );
    return calm.length > 0;
  }, LIMIT_MS);
}
