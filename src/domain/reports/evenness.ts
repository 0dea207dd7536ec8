/** What somebody had to do, and could, over some time: both in units times seconds. */
export interface Burden {
  readonly load: number;
  readonly capacity: number;
}

/**
 * How evenly work was spread: the highest load over capacity of a person, over that of all together; 1 is even. Null where nobody had
 * anything, or there was nobody to compare with.
 */
export function evenness(people: readonly Burden[]): number | null {
  const able = people.filter(({ capacity }) => capacity > 0);
  const load = able.reduce((sum, each) => sum + each.load, 0);
  const capacity = able.reduce((sum, each) => sum + each.capacity, 0);
  if (able.length < 2 || load === 0) return null;
  const most = Math.max(...able.map((each) => each.load / each.capacity));
  return most / (load / capacity);
}
