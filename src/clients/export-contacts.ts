import { contactsToTake, type ExportedContact, exportsSince, insertContactExport } from '../db/clients/contact-exports.ts';
import { addTask } from '../db/work/add-task.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import { tPersonal } from '../texts/personal.ts';
import { type ClientTx, onRecord } from './recorded.ts';

/** So many a day are enough for any honest purpose. */
export const exportsADay = 3;
const dayMs = 24 * 3600_000;

export type ContactsTaken =
  | { readonly type: 'taken'; readonly rows: readonly ExportedContact[]; readonly told: readonly string[] }
  | { readonly type: 'refused'; readonly afterMs: number };

/** Takes contacts of all clients away as a table: by the director, with a reason, on record, and every head is told by a task of their own. */
export async function exportContacts(
  ctx: ClientTx,
  { departments, people }: Company,
  by: SpecialistId,
  reason: string,
): Promise<ContactsTaken> {
  const { tx, now, newId } = ctx;
  if ((await exportsSince(tx, new Date(now.getTime() - dayMs))) >= exportsADay) return { type: 'refused', afterMs: dayMs };
  const rows = await contactsToTake(tx);
  const id = newId<'contact-export'>();
  await insertContactExport(tx, [{ id, at: now, by, reason, contacts: rows.length }]);
  await onRecord(ctx, 'contacts.exported', { kind: 'specialist', id: by }, { export: id, contacts: rows.length });
  const heads = new Map(departments.flatMap(({ key, headId }) => (headId === null || headId === by ? [] : [[headId, key] as const])));
  const name = people.get(by)?.name ?? '';
  for (const [specialist, department] of heads) {
    const text = tPersonal('ru', 'export.told', { name, count: rows.length, reason });
    const task = { id: newId<'task'>(), kind: 'contacts-exported', department, specialist, text, now, by };
    await addTask(tx, { ...task, dueAt: new Date(now.getTime() + dayMs) });
  }
  return { type: 'taken', rows, told: [...heads.keys()] };
}
