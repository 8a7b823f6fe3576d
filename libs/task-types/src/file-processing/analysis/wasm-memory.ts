const PAGE_BYTES = 64 * 1024;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(this: Memory, pages: number): number;
}

/** The types of Node know no WebAssembly without those of browsers. */
const { prototype } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: Memory } } })
  .WebAssembly.Memory;
const original: (this: Memory, pages: number) => number = Reflect.get(prototype, 'grow');

/**
 * From now on no WebAssembly of this thread gets more memory than this; Node's limits for threads count
 * JavaScript objects only.
 */
export function boundWebAssemblyMemory(bytes: number): void {
  prototype.grow = function grow(pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > bytes)
      throw new RangeError('The memory of the thread is used up.');
    return original.call(this, pages);
  };
}
