import { v5 } from 'uuid';
import { keepDeadline } from '../clients/keep-deadline.ts';
import type { ClientTx } from '../clients/recorded.ts';
import { type UncoveredRow, uncoveredOf } from '../db/people/deputies.ts';
import { closeTasks, type LeavingRow } from '../db/people/leavings.ts';
import { addTask } from '../db/work/add-task.ts';
import type { Company, Department } from '../engine/company.ts';
import type { Hint } from '../live/live.ts';
import { handoverWords } from '../texts/handover.ts';
import { translator } from '../texts/translate.ts';

const t = translator(handoverWords);

/** The task to name other deputies after somebody left, of a department: the same however often it is come to. */
const taskId = ({ id }: Pick<LeavingRow, 'id'>, { key }: Pick<Department, 'key'>) => v5(`deputy ${id} ${key}`, v5.URL);

/**
 * Has heads name another deputy for whoever the leaver was to stand in for: until then the least loaded serves (R16), which nobody would
 * notice before it matters. Returns whom to notify.
 */
export async function missDeputy(ctx: ClientTx, company: Company, leaving: LeavingRow): Promise<Hint[]> {
  const { tx, now } = ctx;
  const rows = await uncoveredOf(tx, { deputy: leaving.specialist, people: leaving.deputyOf, absences: leaving.absences, now });
  const hints: Hint[] = [];
  for (const department of company.departments) {
    const theirs = rows.filter((each) => each.department === department.key);
    const headId = theirs[0]?.headId ?? null;
    if (theirs.length === 0) continue;
    const head = headId === null ? undefined : company.people.get(headId);
    const language = head?.language ?? 'ru';
    const day = new Intl.DateTimeFormat(language, { timeZone: department.timeZone, day: 'numeric', month: 'long' });
    const names = new Intl.ListFormat(language).format(theirs.map((each) => nameOf(each, day)));
    const text = t(language, 'task.deputy', { former: leaving.name, names });
    const { key } = department;
    const id = taskId(leaving, department);
    const dueAt = await keepDeadline(ctx, id, { kind: 'leaver', from: now.getTime() }, department);
    await addTask(tx, { id, kind: 'deputy', department: key, specialist: headId, text, dueAt, now, by: null });
    hints.push(headId === null ? { topic: `department:${key}` } : { topic: `specialist:${headId}` });
  }
  return hints;
}

function nameOf({ name, from, until }: UncoveredRow, day: Intl.DateTimeFormat): string {
  return from === null || until === null ? name : `${name} (${day.formatRange(from, until)})`;
}

/** Whoever came back is the deputy they were: nobody has to name another. */
export async function haveDeputyBack({ tx, now, actor }: ClientTx, company: Company, leaving: Pick<LeavingRow, 'id'>): Promise<void> {
  await closeTasks(
    tx,
    company.departments.map((each) => taskId(leaving, each)),
    now,
    actor.id,
  );
}
