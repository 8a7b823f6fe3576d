import { v7 as uuidv7 } from 'uuid';
import { payloadsOf, taskIdsIn } from './notification-payload.js';

describe('the payload of a notification', () => {
  it.each([0, 1, 240, 241, 1_000])('holds %i ids in as few notifications as fit', (count) => {
    const ids = Array.from({ length: count }, () => uuidv7());
    const payloads = payloadsOf(ids);
    expect(payloads.flatMap(taskIdsIn)).toEqual(ids);
    expect(payloads).toHaveLength(Math.max(1, Math.ceil(count / 240)));
    for (const payload of payloads) expect(payload.length).toBeLessThan(8_000);
  });
});
