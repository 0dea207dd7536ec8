/** Finds the known word most like this one, when one is near enough to be what was meant. */
export function suggest(word: string, known: Iterable<string>): string | null {
  let best: { readonly word: string; readonly far: number } | null = null;
  for (const each of known) {
    const far = distance(word.toLowerCase(), each.toLowerCase());
    if (best === null || far < best.far) best = { word: each, far };
  }
  const near = Math.max(1, Math.floor(word.length / 3));
  return best !== null && best.far <= near ? best.word : null;
}

/** Counts letters to add, drop or change, two neighbours that changed places counting once. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
