import { z } from 'zod';
import { type TaskPlace, taskPlace } from '../../../db/work/task-place.ts';
import type { TaskRow } from '../../../db/work/tasks.ts';
import { meetingResults, notLarge } from '../../../domain/engagement.ts';
import { callEnds } from '../../../domain/head-call.ts';
import type { Language } from '../../../domain/language.ts';
import { mayIn, reachOf } from '../../../people/access.ts';
import { searchTexts } from '../../../texts/search.ts';
import { translator } from '../../../texts/translate.ts';
import type { ObjectAccess } from '../../access.ts';
import { details, detailsOf } from '../clients/contact-details.ts';
import { clientNamed, contactNamed, departmentNamed, personNamed, sample } from '../named.ts';

const t = translator(searchTexts);

/** The task an address names by `:id`: one's own, one made by oneself, or of a department one works in or heads. Others are not told that it exists. */
export const task: ObjectAccess<TaskPlace> = {
  kind: 'task',
  errors: ['not-found'],
  async load({ db }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    const row = id.success ? await taskPlace(db, id.data) : null;
    return row !== null && (row.specialist === viewer.id || row.by === viewer.id || mayIn(viewer, 'task.do', row.department)) ? row : null;
  },
  refusal: (viewer, doing) => (reachOf(viewer, doing) === 'none' ? 'forbidden' : null),
};

export const taskShown = z.object({
  id: z.uuid(),
  kind: z.string(),
  /** in words, what is to be done */
  title: z.string(),
  text: z.string(),
  contact: contactNamed.nullable(),
  client: clientNamed.pick({ id: true, name: true, proven: true }).nullable(),
  conversation: z.uuid().nullable(),
  department: departmentNamed,
  specialist: personNamed.nullable(),
  /** whose clients are to be given to others, on their page */
  leaver: personNamed.nullable(),
  dueAt: z.iso.datetime(),
  /** of a meeting: null while its time is not agreed */
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
  outcome: z.string().nullable(),
  /** how a meeting ended */
  result: z.enum(meetingResults).nullable(),
  /** how to reach the contact, for whom R19 lets see it */
  details: details.nullable(),
});

export type Task = z.output<typeof taskShown>;

export const exampleTask: Task = {
  id: sample.id(20),
  kind: 'call-back',
  title: 'The client left before reading the answer: get in touch',
  text: '',
  contact: sample.contact,
  client: { id: sample.client.id, name: sample.client.name, proven: true },
  conversation: sample.conversation,
  department: sample.department,
  specialist: sample.anna,
  leaver: null,
  dueAt: '2026-03-02T10:30:00.000Z',
  startsAt: null,
  endsAt: null,
  createdAt: sample.at,
  doneAt: null,
  outcome: null,
  result: null,
  details: { email: null, phone: null, left: [{ kind: 'phone', value: '+7 921 000-00-00', at: sample.at }], telegram: null },
};

export function taskInWords(row: TaskRow, language: Language): Task {
  return {
    id: row.id,
    kind: row.kind,
    title: titleOf(row.kind, language),
    text: row.text,
    contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name, proven: row.contact_proven === true },
    client:
      row.client_id === null || row.client_name === null
        ? null
        : { id: row.client_id, name: row.client_name, proven: row.client_proven === true },
    conversation: row.conversation_id,
    department: { key: row.department, name: row.department_name[language] },
    specialist: row.specialist_id === null || row.specialist_name === null ? null : { id: row.specialist_id, name: row.specialist_name },
    leaver: row.leaver_id === null ? null : { id: row.leaver_id, name: row.leaver_name ?? '' },
    dueAt: row.due_at.toISOString(),
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    outcome: row.outcome ?? endInWords(row, language),
    result: meetingResults.find((each) => each === row.result) ?? null,
    details: row.contact_id === null ? null : detailsOf(row),
  };
}

/** A task that ended by itself says how: the client was answered, or what else it was for is over. */
function endInWords({ result, done_by_name: name }: TaskRow, language: Language): string | null {
  const end = ([...callEnds, notLarge] as const).find((each) => each === result);
  return end === undefined ? null : t(language, `task.end.${end}`, { name: name ?? '', named: name === null ? 'no' : 'yes' });
}

function titleOf(kind: string, language: Language): string {
  const key = `task.${kind}`;
  return t(language, isKnown(key) ? key : 'task.other');
}

function isKnown(key: string): key is keyof typeof searchTexts.en {
  return key in searchTexts.en;
}
