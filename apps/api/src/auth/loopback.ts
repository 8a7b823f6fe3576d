/** Whether a host, an address or a name, can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    isLoopbackAddress(name.replace(/^::ffff:/, ''))
  );
}

/** The host in a Host header, without its port; null where the header makes no sense. */
export function hostNameOf(header: string | undefined): string | null {
  return /^(\[[\da-f:.]+\]|[^\s:/@[\]]+)(:\d{1,5})?$/i.exec(header ?? '')?.[1] ?? null;
}

function isLoopbackAddress(address: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(address);
}
