import { findClient } from '../db/clients/listed.ts';
import type { MovedItem } from '../db/clients/portfolio.ts';
import { addTask } from '../db/work/add-task.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Hint } from '../live/live.ts';
import { handoverWords } from '../texts/handover.ts';
import { translator } from '../texts/translate.ts';
import { introduceInHours } from './introduce-in-hours.ts';
import { keepTaskDeadline } from './keep-deadline.ts';
import type { ClientTx } from './recorded.ts';

const t = translator(handoverWords);

/** Each client of whoever is gone is told by name who looks after them from now on, and each new owner whom they have to write to. */
export async function tellNewOwners(
  ctx: ClientTx,
  company: Company,
  { id: from, name: former, department }: { readonly id: SpecialistId; readonly name: string; readonly department: string },
  items: readonly (MovedItem & { readonly name: string })[],
): Promise<Hint[]> {
  const { tx, now, newId } = ctx;
  const hints: Hint[] = [];
  for (const { client, to } of items) {
    const row = await findClient(tx, { id: client });
    const between = { from, to: to as SpecialistId, departments: { from: department, to: department } };
    if (row !== null) hints.push(...(await introduceInHours(ctx, company, { ...between, client: row })));
  }
  for (const to of new Set(items.map((each) => each.to))) {
    const theirs = items.filter((each) => each.to === to);
    const language = company.people.get(to as SpecialistId)?.language ?? 'ru';
    const names = theirs.slice(0, 10).map(({ name }) => name);
    const text = t(language, 'task.left', { former, count: theirs.length, names: names.join(', ') });
    const id = newId<'task'>();
    const dueAt = await keepTaskDeadline(ctx, company, { task: id, kind: 'first-word', department });
    const task = { id, kind: 'handover', department, specialist: to, text, dueAt, now, by: null };
    await addTask(tx, task);
    hints.push({ topic: `specialist:${to}` });
  }
  return hints;
}
