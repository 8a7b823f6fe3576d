import { addressesOf } from './name-lookup.js';

describe('addressesOf', () => {
  const failing = (code: string) => async () => Promise.reject(Object.assign(new Error(code), { code }));
  const system = async (name: string) => [{ address: `system:${name}`, family: 4 }];
  const queries = (v4: () => Promise<string[]>, v6: () => Promise<string[]>) =>
    ({ resolve4: v4, resolve6: v6 }) as never;
  const found = async (...args: Parameters<typeof addressesOf>) =>
    (await addressesOf(...args)).map(({ address }) => address);

  it('asks DNS for both families', async () => {
    const both = queries(
      async () => ['192.0.2.1'],
      async () => ['2001:db8::1'],
    );
    expect(await addressesOf('example.com', both, system)).toEqual([
      { address: '192.0.2.1', family: 4 },
      { address: '2001:db8::1', family: 6 },
    ]);
  });

  it('needs one of them', async () => {
    expect(
      await found(
        'example.com',
        queries(async () => ['192.0.2.1'], failing('ETIMEOUT')),
        system,
      ),
    ).toEqual(['192.0.2.1']);
  });

  it('asks the system for what DNS does not know, and for local names', async () => {
    const unknown = queries(failing('ENOTFOUND'), failing('ENODATA'));
    expect(await found('in.hosts.file', unknown, system)).toEqual(['system:in.hosts.file']);
    expect(await found('localhost', queries(failing('ESERVFAIL'), failing('ESERVFAIL')), system)).toEqual([
      'system:localhost',
    ]);
  });

  it('does not wait for the system where DNS does not answer', async () => {
    await expect(
      addressesOf('example.com', queries(failing('ETIMEOUT'), failing('ENODATA')), system),
    ).rejects.toThrow('ETIMEOUT');
  });
});
