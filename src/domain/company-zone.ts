import { type Calendar, calendarOf, type ZoneSince } from './calendar.ts';

/** A zone as it was set, or taken back, at a moment; null: from then on the default counts. */
export interface ZoneSet {
  readonly from: Date;
  readonly zone: string | null;
}

/** The zone of a company without one of its own, where the client department has none either. */
export const lastZone = 'UTC';

/**
 * The company's calendar: in the zone the company has set, and while it has set none in that of its client department, as both were at any
 * time. Both lists begin with the oldest.
 */
export function companyCalendar(own: readonly ZoneSet[], clientDepartment: readonly ZoneSince[]): Calendar {
  const times = [...own, ...clientDepartment].map(({ from }) => from).toSorted((a, b) => a.getTime() - b.getTime());
  const at = <Row extends { readonly from: Date }>(rows: readonly Row[], time: Date) => rows.findLast(({ from }) => from <= time);
  const zoneAt = (time: Date): string => {
    const usual = at(clientDepartment, time) ?? clientDepartment[0];
    return at(own, time)?.zone ?? usual?.zone ?? lastZone;
  };
  const [first = new Date(0), ...later] = times;
  return calendarOf([{ from: first, zone: zoneAt(first) }, ...later.map((from) => ({ from, zone: zoneAt(from) }))]);
}
