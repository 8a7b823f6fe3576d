/** Round whole numbers from 0 to at least the largest value, at most five steps. */
export function ticks(largest: number): number[] {
  const step = Math.max(1, Math.ceil(roundUp(largest / 4)));
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Every how manyth label can be written without touching its neighbour. */
export function labelEvery(labels: number, labelWidth: number, axisWidth: number): number {
  return Math.max(1, Math.ceil((labels * (labelWidth + 8)) / axisWidth));
}

function roundUp(value: number): number {
  if (value <= 0) return 0;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((one) => one * magnitude >= value * (1 - 1e-9)) ?? 10) * magnitude;
}
