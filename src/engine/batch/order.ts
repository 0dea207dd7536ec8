/** By code unit, the same on every machine: locks are taken in this order. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The last of each, in the order of the first. */
export function unique<T>(values: readonly T[], textOf: (value: T) => string): T[] {
  return [...new Map(values.map((each) => [textOf(each), each])).values()];
}
