import type { SizeClass } from '../client.ts';
import type { DepartmentId, SpecialistId } from '../ids.ts';
import type { Owned } from './load-of-day.ts';
import type { Stretch } from './stretch.ts';

/** That somebody owned a client, with what is dated of the client: what it weighed follows. */
export interface OwnedClient extends Stretch {
  readonly department: DepartmentId;
  readonly specialist: SpecialistId;
  /** in order; the first counts for everything before, too */
  readonly sizes: readonly { readonly from: Date; readonly size: SizeClass }[];
  /** what it is, where nothing is dated */
  readonly size: SizeClass;
  /** when a head had made it the whole work of one person, by department */
  readonly dedications: readonly (Stretch & { readonly department: DepartmentId })[];
  /** when it was no client any more */
  readonly lost: readonly Stretch[];
}

/** Cuts an ownership where the client's weight changes. */
export function ownedOverTime({ department, specialist, sizes, size, dedications, lost, ...stretch }: OwnedClient): Owned[] {
  const dedicated = dedications.filter((each) => each.department === department);
  const changes = [
    ...sizes.map(({ from }) => from),
    ...[...dedicated, ...lost].flatMap(({ from, until }) => [from, ...(until === null ? [] : [until])]),
  ];
  const inside = changes.filter((at) => at > stretch.from && (stretch.until === null || at < stretch.until));
  const starts = [stretch.from, ...inside].map((at) => at.getTime());
  const ordered = [...new Set(starts)].sort((a, b) => a - b).map((at) => new Date(at));
  return ordered.map((from, i) => ({
    department,
    specialist,
    from,
    until: ordered[i + 1] ?? stretch.until,
    size: (sizes.findLast((each) => each.from <= from) ?? sizes[0])?.size ?? size,
    isDedicated: dedicated.some((each) => isOn(each, from)),
    isLost: lost.some((each) => isOn(each, from)),
  }));
}

function isOn({ from, until }: Stretch, at: Date): boolean {
  return from <= at && (until === null || at < until);
}

/** What a client's log says of its stage: that somebody stated it, that a timer came due, or a sign of life. */
export interface StageMark {
  readonly at: Date;
  /** as in domain/client-event */
  readonly type: string;
  readonly key: string | null;
  readonly stage: string | null;
}

/** When a client was lost: until it is stated to be another again, or buys, pays or uses. */
export function lostOverTime(marks: readonly StageMark[]): Stretch[] {
  const spans: Stretch[] = [];
  let since: Date | null = null;
  for (const mark of marks) {
    if (isLostAfter(mark, since !== null)) since ??= mark.at;
    else if (since !== null) {
      spans.push({ from: since, until: mark.at });
      since = null;
    }
  }
  return since === null ? spans : [...spans, { from: since, until: null }];
}

function isLostAfter({ type, key, stage }: StageMark, isLost: boolean): boolean {
  switch (type) {
    case 'stated':
      return stage === 'lost';
    case 'deal':
    case 'payment':
    case 'usage':
      return false;
    default:
      return isLost || (type === 'timer' && key === 'gone');
  }
}
