import type { WeeklyHours } from '../domain/hours.ts';
import { formOf } from '../domain/hours-form.ts';
import type { Worded } from '../domain/language.ts';
import type { CurrentCompany, CurrentDepartment } from './current.ts';
import { type Difference, fieldChanges } from './difference.ts';
import { emailKey, type WantedCompany, type WantedDepartment } from './wanted.ts';

export interface DepartmentStep {
  /** null: to be made */
  readonly id: string | null;
  readonly wanted: WantedDepartment;
  readonly difference: Difference;
}

/** Departments the file does not name stay; only a head who leaves is not their head any longer. */
export function planDepartments(current: CurrentCompany, wanted: WantedCompany): DepartmentStep[] {
  const named = new Set(wanted.departments.map(({ key }) => key));
  const stays = new Set(wanted.people.map(({ email }) => emailKey(email)));
  const others = current.departments
    .filter(({ key, head }) => !named.has(key) && head !== null && !stays.has(emailKey(head)))
    .map(({ id: _, ...each }): WantedDepartment => ({ ...each, head: null }));
  return [...wanted.departments, ...others].flatMap((each): DepartmentStep[] => {
    const found = current.departments.find(({ key }) => key === each.key);
    const fields = fieldChanges(pairsOf(found, each));
    if (found === undefined) return [{ id: null, wanted: each, difference: { act: 'create', kind: 'department', name: each.key, fields } }];
    if (fields.length === 0) return [];
    return [{ id: found.id, wanted: each, difference: { act: 'change', kind: 'department', name: each.key, fields } }];
  });
}

function pairsOf(from: CurrentDepartment | undefined, to: WantedDepartment) {
  const words = (each: Worded | null | undefined) => (each === undefined || each === null ? null : `${each.ru} / ${each.en}`);
  const head =
    from !== undefined && from.head !== null && to.head !== null && emailKey(from.head) === emailKey(to.head) ? from.head : to.head;
  return [
    ['name', words(from?.name), words(to.name)],
    ['in_sentence', words(from?.inSentence), words(to.inSentence)],
    ['head', from?.head, head],
    ['time_zone', from?.timeZone, to.timeZone],
    ['hours', hoursText(from?.hours), hoursText(to.hours)],
    ['holidays', from === undefined ? null : listText(from.holidays), listText(to.holidays)],
    ['slack_channel', from?.slackChannel, to.slackChannel],
  ] as const;
}

function listText(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(', ');
}

/** `mon-fri 09:00-13:00 14:00-18:00, sat …`; null round the clock. */
export function hoursText(hours: WeeklyHours | null | undefined): string | null {
  if (hours === null || hours === undefined) return null;
  const days = Object.entries(formOf(hours)).map(([day, shifts]) => `${day} ${shifts.join(' ')}`);
  return days.length === 0 ? '—' : days.join(', ');
}
