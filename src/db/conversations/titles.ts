import { texts } from '../arrays.ts';
import { titleProven } from '../clients/proven.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import { client, contact, conversation } from '../schema.ts';
import { statement } from '../statement.ts';
import { joined, sight, visible } from './visible.ts';

const c = named(conversation, 'c');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');

const shape = {
  id: c.id,
  /** '': a stranger without a name */
  title: expression<string>(`coalesce(nullif(${cl.name}, ''), ${ct.name}, '')`),
  /** the title is more than what somebody calls themselves */
  proven: expression<boolean>(titleProven),
};

export type ConversationTitle = RowOf<typeof shape>;

const read = statement<ConversationTitle>(
  `select ${columns(shape)} ${joined} where ${c.id} in (select unnest($4::text::uuid[])) and ${visible}`,
);

/** Reads what conversations are called, those of them that a viewer sees. */
export function titlesOf(db: Queries, viewer: Viewer, ids: readonly string[]): Promise<ConversationTitle[]> {
  return read(db, [...sight(viewer), texts(ids)]);
}
