const ROOT = /(?:^|;)\s*Root=1-([\da-f]{8})-([\da-f]{24})(?:;|$)/i;
const PARENT = /(?:^|;)\s*Parent=([\da-f]{16})(?:;|$)/i;
const SAMPLED = /(?:^|;)\s*Sampled=1(?:;|$)/i;

/**
 * The header of AWS X-Ray, `Root=1-<8>-<24>;Parent=<16>;Sampled=1`, as a traceparent; null where it has no
 * trace or no parent.
 */
export function traceparentOf(header: string | undefined): string | null {
  const [, time, random] = ROOT.exec(header ?? '') ?? [];
  const [, parent] = PARENT.exec(header ?? '') ?? [];
  if (!header || !time || !random || !parent) return null;
  return `00-${time}${random}-${parent}-${SAMPLED.test(header) ? '01' : '00'}`.toLowerCase();
}
