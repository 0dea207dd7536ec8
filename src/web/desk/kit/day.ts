/** Returns the first moment of a day, `days` later, in the viewer's zone; null for what is no day. */
export function dayStart(day: string | undefined, days: number): string | null {
  const at = new Date(`${day ?? ''}T00:00:00`);
  if (Number.isNaN(at.getTime())) return null;
  at.setDate(at.getDate() + days);
  return at.toISOString();
}
