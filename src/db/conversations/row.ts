import type { SizeClass } from '../../domain/client.ts';
import type { Status } from '../../domain/decision.ts';
import type { Worded } from '../../domain/language.ts';
import { clientProven, contactProven, titleProven } from '../clients/proven.ts';
import { expression, named, nullable, type RowOf } from '../names.ts';
import { client, contact, conversation, department, specialist } from '../schema.ts';

const c = named(conversation, 'c');
const d = named(department, 'd');
const ct = named(contact, 'ct');
const s = named(specialist, 's');
const cl = named(client, 'cl');
const x = named(specialist, 'x');

/** What lists show of a conversation; goes with `joined`. */
export const listShape = {
  id: c.id,
  version: c.version,
  status: expression<Status>(c.status),
  channel: c.channel,
  department: d.key,
  department_name: expression<Worded>(d.name),
  specialist_id: nullable(s.id),
  specialist_name: nullable(s.name),
  client_id: nullable(cl.id),
  client_name: nullable(cl.name),
  client_size: expression<SizeClass | null>(cl.size),
  client_proven: expression<boolean | null>(`case when ${cl.id} is not null then ${clientProven('cl')} end`),
  contact_name: ct.name,
  contact_proven: expression<boolean>(contactProven),
  /** of what the conversation is called by */
  title_proven: expression<boolean>(titleProven),
  topic: c.topic,
  preview: c.preview,
  opened_at: c.openedAt,
  waiting_since: c.waitingSince,
  due_at: c.dueAt,
  last_message_at: c.lastMessageAt,
  /** who was late with it, and has been taken over from */
  replaced: expression<{ readonly id: string; readonly name: string } | null>(
    `(select json_build_object('id', ${x.id}, 'name', ${x.name}) from ${x} where ${x.id} = ${c.replacedId})`,
  ),
};

export type ListRow = RowOf<typeof listShape>;
