import { languagesOf } from '../db/people/known.ts';
import { addTask } from '../db/work/add-task.ts';
import { afterWorking } from '../domain/hours.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import { handoverWords } from '../texts/handover.ts';
import { translator } from '../texts/translate.ts';
import type { Between } from './introduce.ts';
import type { ClientTx } from './recorded.ts';

const t = translator(handoverWords);

/** Working time the new specialist has to write to the client, in minutes. */
const firstWordMinutes = 480;

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
  const due = (department: string) => {
    const hours = company.departments.find(({ key }) => key === department)?.workingTime;
    return afterWorking(hours, now, firstWordMinutes);
  };
  const base = { client: client.id, contact: null, now, by: null };
  const { language, params } = words(to);
  const hasFormer = from !== null && from !== to;
  const text = hasFormer ? t(language, 'task.to.former', { ...params, former: nameOf(from) }) : t(language, 'task.to', params);
  await addTask(tx, {
    ...base,
    id: newId(),
    kind: 'handover',
    department: departments.to,
    specialist: to,
    text,
    dueAt: due(departments.to),
  });
  if (!hasFormer) return;
  const theirs = words(from);
  const theirText = t(theirs.language, 'task.from', { ...theirs.params, name: nameOf(to) });
  await addTask(tx, {
    ...base,
    id: newId(),
    kind: 'handed-over',
    department: departments.from,
    specialist: from,
    text: theirText,
    dueAt: due(departments.from),
  });
}
