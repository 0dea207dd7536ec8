import { languagesOf } from '../db/people/known.ts';
import { addTask } from '../db/work/add-task.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import { handoverWords } from '../texts/handover.ts';
import { translator } from '../texts/translate.ts';
import type { Between } from './introduce.ts';
import { keepTaskDeadline } from './keep-deadline.ts';
import type { ClientTx } from './recorded.ts';

const t = translator(handoverWords);

/** Notifies both colleagues of a handover, each by a task with the client's card and what is open (R17). */
export async function notifyBoth(ctx: ClientTx, company: Company, between: Between): Promise<void> {
  const { from, to, client, line, open, departments } = between;
  const { tx, now, newId } = ctx;
  const nameOf = (id: SpecialistId) => company.people.get(id)?.name ?? '';
  const languages = await languagesOf(tx, [to, ...(from === null ? [] : [from])]);
  const words = (id: SpecialistId) => {
    const language = languages.get(id) ?? 'ru';
    const giving = company.departments.find(({ key }) => key === departments.from)?.name[language] ?? departments.from;
    const what = line === null ? client.name : t(language, 'client.line', { client: client.name, line });
    return { language, params: { client: what, department: giving, matters: t(language, 'matters', { count: open }) } };
  };
  const dated = async (department: string) => {
    const id = newId<'task'>();
    return { id, department, dueAt: await keepTaskDeadline(ctx, company, { task: id, kind: 'first-word', department }) };
  };
  const base = { client: client.id, contact: null, now, by: null };
  const { language, params } = words(to);
  const hasFormer = from !== null && from !== to;
  const text = hasFormer ? t(language, 'task.to.former', { ...params, former: nameOf(from) }) : t(language, 'task.to', params);
  await addTask(tx, {
    ...base,
    ...(await dated(departments.to)),
    kind: 'handover',
    specialist: to,
    text,
  });
  if (!hasFormer) return;
  const theirs = words(from);
  const theirText = t(theirs.language, 'task.from', { ...theirs.params, name: nameOf(to) });
  await addTask(tx, {
    ...base,
    ...(await dated(departments.from)),
    kind: 'handed-over',
    specialist: from,
    text: theirText,
  });
}
