const WIDTH = 100;
const HEIGHT = 44;
const TOP = 2;

/** Values one beside the other as steps of one width, each as high as it is; a null leaves a gap. */
export function sparklinePaths(values: readonly (number | null)[]): {
  readonly line: string;
  readonly area: string;
} {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const width = WIDTH / Math.max(1, values.length);
  const height = (value: number): string => rounded(HEIGHT - 1 - (value / most) * (HEIGHT - 1 - TOP));
  const line: string[] = [];
  const area: string[] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const [from, to, y] = [rounded(index * width), rounded((index + 1) * width), height(value)];
    const isNew = index === 0 || values[index - 1] === null;
    line.push(`${isNew ? 'M' : 'L'}${from} ${y}H${to}`);
    area.push(`M${from} ${HEIGHT}V${y}H${to}V${HEIGHT}Z`);
  });
  return { line: line.join(''), area: area.join('') };
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
