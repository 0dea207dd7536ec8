/**
 * Reads a moment as Postgres writes it, `2026-03-02 09:00:00.5+00`, in the ISO form that every year is read by: left to the language's
 * lenient reading, one of the year 20 is none, and whoever shows it fails. The connection's zone is UTC, so offsets are whole hours.
 */
export function parseMoment(text: string): Date {
  const [, year = '', rest = '', time = '', offset = ''] = /^(\d{4,})-(\d\d-\d\d)[ T]([\d:.]+)([+-]\d\d)(?::\d\d)?$/.exec(text) ?? [];
  if (year === '') return new Date(text);
  const iso = year.length > 4 ? `+${year.padStart(6, '0')}` : year;
  return new Date(`${iso}-${rest}T${time}${offset}:00`);
}
