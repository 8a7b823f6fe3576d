/**
 * Says in a thread that a file can never be processed, and why; `@app/cpu-work` makes it InvalidInput by this
 * name. A class of its own, as a thread loads no library of the product.
 */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}
