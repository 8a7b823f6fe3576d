import type { ImageAnalysis } from '../analysis/analysis.js';

const MOST = 5;
const VISIBLE = 128;
/** Four bits a channel: shades that look alike count as one. */
const SHIFT = 4;

/** @param pixels RGBA */
export function dominantColors(pixels: Uint8Array): ImageAnalysis['dominantColors'] {
  const groups = new Map<number, { count: number; sum: [number, number, number] }>();
  let visible = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4);
    if (alpha < VISIBLE) continue;
    visible += 1;
    const key = ((red >> SHIFT) << 8) | ((green >> SHIFT) << 4) | (blue >> SHIFT);
    const group = groups.get(key) ?? { count: 0, sum: [0, 0, 0] };
    group.count += 1;
    group.sum = [group.sum[0] + red, group.sum[1] + green, group.sum[2] + blue];
    groups.set(key, group);
  }
  const most = [...groups.values()].sort((one, other) => other.count - one.count).slice(0, MOST);
  return most.map(({ count, sum }) => ({
    color: hexadecimal(sum, count),
    share: Math.round((count / visible) * 1000) / 1000,
  }));
}

function hexadecimal(sum: readonly number[], count: number): string {
  return `#${sum
    .map((channel) =>
      Math.round(channel / count)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
