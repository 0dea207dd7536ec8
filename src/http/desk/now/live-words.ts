import type { WaitingRow } from '../../../db/reports/now/waiting.ts';
import { type WorkingTime, workingTime } from '../../../domain/hours.ts';
import type { Language } from '../../../domain/language.ts';
import type { Company } from '../../../engine/company.ts';
import type { LiveNow } from '../../../reports/now/live.ts';
import type { Tally } from '../../../reports/now/tally.ts';
import type { Sight } from '../../../reports/report.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import type { Now, TallyNow, WaitingNow } from './live-contract.ts';

const t = translator(desk);

/** Spans of working time a countdown is given; a deadline beyond them is days away. */
const spansShown = 6;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export interface Wording {
  readonly company: Company;
  readonly language: Language;
  readonly now: Date;
}

/** A department by its key, as the reader calls it. */
export function departmentOf({ company, language }: Wording, key: string): { readonly key: string; readonly name: string } {
  return { key, name: company.departments.find((each) => each.key === key)?.name[language] ?? key };
}

/** What goes on, as an answer. */
export function nowInWords(wording: Wording, sight: Sight, live: LiveNow): Now {
  const rows = rowsInWords(wording);
  return {
    asOf: wording.now.toISOString(),
    of: sight.type,
    total: tallyInWords(live.total),
    waiting: live.waiting.map(rows),
    deadlines: live.deadlines.map(rows),
    queue: live.queue.map(rows),
    departments: live.departments.map(({ key, tally, placesLeft, queue }) => ({
      ...departmentOf(wording, key),
      tally: tallyInWords(tally),
      placesLeft,
      queue: { ...queue, unable: { ...queue.unable }, opensAt: iso(queue.opensAt), backAt: iso(queue.backAt) },
    })),
    people: live.people.map((each) => ({ ...each, department: departmentOf(wording, each.department), backAt: iso(each.backAt) })),
    channels: live.channels.map((each) => ({ ...each, downSince: iso(each.downSince) })),
  };
}

function tallyInWords({ waitingSince, queuedSince, nextDue, ...counts }: Tally): TallyNow {
  return { ...counts, waitingSince: iso(waitingSince), queuedSince: iso(queuedSince), nextDue: iso(nextDue) };
}

/** Makes what words rows; a working time that many of them are counted by is laid out once. */
export function rowsInWords(wording: Wording): (row: WaitingRow) => WaitingNow {
  const known = new Map<string, WorkingTime>(wording.company.departments.map((each) => [each.schedule, each.workingTime]));
  const timeOf = ({ scheduleHash, schedule }: WaitingRow): WorkingTime | null => {
    if (scheduleHash === null || schedule === null) return null;
    const found = known.get(scheduleHash) ?? workingTime(schedule);
    known.set(scheduleHash, found);
    return found;
  };
  const { now, language } = wording;
  return (row) => {
    const { dueAt, kind } = row;
    const spans = dueAt === null || dueAt <= now ? [] : (timeOf(row)?.spansBetween(now, dueAt).slice(0, spansShown) ?? []);
    const working = spans.map(([from, until]) => ({ from: new Date(from).toISOString(), until: new Date(until).toISOString() }));
    return {
      conversation: row.conversation,
      title: row.title || t(language, 'stranger'),
      proven: row.proven,
      size: row.size,
      channel: row.channel,
      department: departmentOf(wording, row.department),
      specialist: row.specialist === null ? null : { id: row.specialist, name: row.specialistName ?? '' },
      waitingSince: iso(row.waitingSince),
      deadline: dueAt === null || kind === null ? null : { dueAt: dueAt.toISOString(), kind, working },
    };
  };
}
