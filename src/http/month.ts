/** A month named as 2026-03, in UTC: from its first moment until the next one's. */
export function monthOf(month: string): { readonly from: Date; readonly until: Date } {
  const [year = 0, n = 1] = month.split('-').map(Number);
  return { from: new Date(Date.UTC(year, n - 1, 1)), until: new Date(Date.UTC(year, n, 1)) };
}
