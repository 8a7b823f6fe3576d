import { freePort } from './free-port.js';

describe('a free port', () => {
  it('is given once', async () => {
    const ports = new Set<number>();
    for (let time = 0; time < 1_000; time += 1) ports.add(await freePort());
    expect(ports.size).toBe(1_000);
  });
});
