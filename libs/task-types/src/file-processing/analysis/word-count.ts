const RUN = /[^\s\p{P}\p{S}]+(?:['’-][^\s\p{P}\p{S}]+)*/gu;
const BREAK = /[\s\p{P}](?=[^\s\p{P}]*$)/u;
/** Scripts that put no space between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;
const LONGEST_REST = 1_000;
/** The segmenter takes quadratic time: 65,000 characters at once take 20 times as long as in such pieces. */
const LONGEST_PIECE = 1_000;

/** Counts words piece by piece; one that lies across two pieces counts once. */
export class WordCount {
  private readonly segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  private words = 0;
  private rest = '';

  add(piece: string): void {
    const text = this.rest + piece;
    const end = Math.max(text.slice(-LONGEST_REST).search(BREAK), -1);
    const cut = end < 0 ? text.length : text.length - Math.min(LONGEST_REST, text.length) + end + 1;
    this.words += this.wordsIn(text.slice(0, cut));
    this.rest = text.slice(cut);
  }

  total(): number {
    return this.words + this.wordsIn(this.rest);
  }

  private wordsIn(text: string): number {
    let count = 0;
    for (const [run] of text.matchAll(RUN)) count += UNSPACED.test(run) ? this.segments(run) : 1;
    return count;
  }

  private segments(run: string): number {
    let count = 0;
    for (let from = 0; from < run.length;) {
      const found = [...this.segmenter.segment(run.slice(from, from + LONGEST_PIECE))];
      // what lies at the end of a piece may go on: it begins the next one
      const cut = from + LONGEST_PIECE < run.length && found.length > 1 ? found.pop() : undefined;
      count += found.filter(({ isWordLike }) => isWordLike).length;
      from += cut?.index ?? LONGEST_PIECE;
    }
    return count;
  }
}
