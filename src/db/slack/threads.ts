import type { Author, MessageBody } from '../../domain/message.ts';
import { areOfDifferent } from '../clients/of-client.ts';
import { newestLanguage } from '../company/profile.ts';
import type { Queries } from '../db.ts';
import { columns, expression, type Named, named, type RowOf } from '../names.ts';
import { contact, conversation, department, message, slackThread, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(slackThread, 't');
const d = named(department, 'd');
const s = named(specialist, 's');
const m = named(message, 'm');
const c = named(conversation, 'c');
const ct = named(contact, 'ct');

/** The language of what a department `d` reads together: the company's, while it says none that of most of its people. */
export const departmentLanguage = expression<'ru' | 'en'>(`coalesce((${newestLanguage}), (select ${s.languages}->>0 from ${s}
  where ${s.departmentId} = ${d.id} and ${s.leftAt} is null and ${s.languages}->>0 in ('ru', 'en')
  group by 1 order by count(*) desc, 1 limit 1), 'en')`);

/** What a thread shows of a conversation: not the questions and taps, nor who serves the client, which all stand on the card. */
export function forThread(m: Named<typeof message>): string {
  return `coalesce(${m.body}->>'key', '') not in ('question', 'joined') and ${m.body}->'choice' is null`;
}

const shape = { id: t.id, channel: t.channel, rootTs: t.rootTs, carriedTo: t.carriedTo, language: departmentLanguage };

export type SlackThreadRow = RowOf<typeof shape>;

const find = statement<SlackThreadRow>(
  `select ${columns(shape)} from ${t} join ${d} on ${d.id} = ${t.departmentId} where ${t.id} = $1::text::uuid`,
);

/** Finds a thread by its id, ended or not. */
export async function findThread(db: Queries, id: string): Promise<SlackThreadRow | null> {
  const rows = await find(db, [id]);
  return rows[0] ?? null;
}

const quotedShape = {
  author: expression<Author>(m.author),
  name: expression<string | null>(`case ${m.author} when 'specialist' then ${s.name} when 'client' then ${ct.name} end`),
  body: expression<MessageBody>(m.body),
  /** said for another of the contact's clients than what quotes it */
  isOfAnother: expression<boolean>(areOfDifferent(m.conversationId, '$3::text::uuid')),
};

const findQuotedMessage = statement<RowOf<typeof quotedShape>>(
  `select ${columns(quotedShape)}
     from ${m} left join ${s} on ${s.id} = ${m.authorId}
     left join ${c} on ${c.id} = ${m.conversationId} left join ${ct} on ${ct.id} = ${c.contactId}
    where ${m.windowId} = $1::text::uuid and ${m.seq} = $2::text::bigint and ${m.body} is not null and ${m.deletedAt} is null`,
);

/** Finds a message as one of this conversation quotes it; null once it was erased or taken back. */
export async function findQuoted(
  db: Queries,
  { window, seq, conversation }: { readonly window: string; readonly seq: number; readonly conversation: string },
): Promise<RowOf<typeof quotedShape> | null> {
  const rows = await findQuotedMessage(db, [window, String(seq), conversation]);
  return rows[0] ?? null;
}
