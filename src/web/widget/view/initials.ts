/** Returns at most two letters of a name: `Анна Серова` is `АС`. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((each) => /^\p{L}/u.test(each));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((each) => [...(each ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}

/** Returns which of `count` colours a name always gets. */
export function colourOf(name: string, count: number): number {
  let sum = 0;
  for (const each of name) sum = (sum * 31 + (each.codePointAt(0) ?? 0)) % 65_521;
  return sum % count;
}
