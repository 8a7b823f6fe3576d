const ID = String.raw`[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}`;
const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
const HOST = String.raw`(?:127\.0\.0\.1|localhost):\d+`;
const STANDS_FOR_ANOTHER = new RegExp(`(${ID}|${TIME}|${HOST}|…|\\s+)`);

/**
 * Compares an output with the one that a page shows. In the page
 * - `…` stands for any text, of several lines too;
 * - an id stands for the id that came, the same one wherever the page repeats it;
 * - a time with milliseconds stands for any time, the port of a loopback address for any port;
 * - white space is not compared, so that a long line may be wrapped.
 */
export class DocsOutputs {
  /** The ids that came, by those that the page shows. */
  private readonly ids = new Map<string, string>();

  /** A command with the ids that came in place of those that the page shows. */
  translated(command: string): string {
    return command.replaceAll(new RegExp(ID, 'g'), (shown) => this.ids.get(shown) ?? shown);
  }

  /** What to say where they differ, else null. */
  difference(shown: string, came: string): string | null {
    const newIds: string[] = [];
    const parts = shown.trim().split(STANDS_FOR_ANOTHER);
    const pattern = parts.map((part) => this.patternOf(part, newIds)).join('');
    const match = new RegExp(`^\\s*${pattern}\\s*$`).exec(came);
    if (!match) return `shows\n${shown}\nand this came:\n${came}`;
    newIds.forEach((id, index) => this.ids.set(id, match.groups?.[`id${index}`] ?? ''));
    return null;
  }

  private patternOf(part: string, newIds: string[]): string {
    if (isAll(ID, part)) return this.ids.get(part) ?? patternOfNew(part, newIds);
    if (isAll(TIME, part)) return TIME;
    if (part === '…') return '[^]*?';
    if (isAll('\\s+', part)) return '\\s*';
    if (isAll(HOST, part)) return HOST;
    return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
}

/** An id that is shown twice must come twice. */
function patternOfNew(id: string, newIds: string[]): string {
  const place = newIds.indexOf(id);
  if (place >= 0) return `\\k<id${place}>`;
  newIds.push(id);
  return `(?<id${newIds.length - 1}>${ID})`;
}

function isAll(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern}$`).test(text);
}
