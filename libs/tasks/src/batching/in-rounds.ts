/**
 * Writes items of which no two may be in one write where they are about the same thing: the second ones go
 * after the first ones, in their order. Answers in the order given.
 */
export async function inRounds<Item, Answer>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  write: (items: Item[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let left = items.map((item, place) => ({ item, place })); left.length > 0;) {
    const firsts = new Map(left.map((each) => [keyOf(each.item), each] as const).reverse());
    const now = left.filter((each) => firsts.get(keyOf(each.item)) === each);
    const written = await write(now.map(({ item }) => item));
    now.forEach(({ place }, index) => (answers[place] = written[index] as Answer));
    left = left.filter((each) => firsts.get(keyOf(each.item)) !== each);
  }
  return answers;
}
