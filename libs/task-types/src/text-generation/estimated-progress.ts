/** Words after which the bar of an answer of unknown length is half full. */
const HALF_WAY_WORDS = 60;
const HIGHEST = 99;

/** How far a text is, from the words that are there: the end of an answer is known only when it comes. */
export class EstimatedProgress {
  private words = 0;
  private inWord = false;

  /** Counts the words of the next piece, also one that goes on with the last word of the piece before. */
  add(piece: string): void {
    for (const character of piece) {
      const isSpace = /\s/.test(character);
      if (!isSpace && !this.inWord) this.words += 1;
      this.inWord = !isSpace;
    }
  }

  get percent(): number {
    return Math.round(HIGHEST * (this.words / (this.words + HALF_WAY_WORDS)));
  }

  get message(): string {
    return `${this.words} ${this.words === 1 ? 'word' : 'words'}`;
  }
}
