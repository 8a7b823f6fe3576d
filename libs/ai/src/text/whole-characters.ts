/**
 * Holds back the first half of a surrogate pair until its second half comes: providers may cut an emoji
 * between two pieces, and each piece is stored and sent on alone. The pieces joined stay the same text.
 */
export class WholeCharacters {
  private held = '';

  /** @returns what can be passed on now, perhaps nothing */
  add(piece: string): string {
    const text = this.held + piece;
    this.held = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
    return this.held ? text.slice(0, -1) : text;
  }

  /** @returns what is still held back at the end of the text */
  rest(): string {
    return this.held;
  }
}
