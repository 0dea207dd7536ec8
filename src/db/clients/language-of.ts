import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { type Column, columns, expression, named, type RowOf } from '../names.ts';
import { contact, contactClient } from '../schema.ts';
import { statement } from '../statement.ts';

const lc = named(contactClient, 'lc');
const lt = named(contact, 'lt');

/** The language most of a client's contacts write in, as a column; null where it has none. Takes the aliases `lc` and `lt`. */
export const languageOf = (client: Column | string): Column<Language | null> =>
  `(select ${lt.language} from ${lc} join ${lt} on ${lt.id} = ${lc.contactId} and ${lt.erasedAt} is null
     where ${lc.clientId} = ${client} and ${lc.until} is null group by ${lt.language} order by count(*) desc, ${lt.language} limit 1)`;

const shape = { language: expression<Language | null>(languageOf('$1::text::uuid')) };
const read = statement<RowOf<typeof shape>>(`select ${columns(shape)}`);

/** Finds the language most of a client's contacts write in; null where it has none. */
export async function clientLanguage(tx: Queries, client: string): Promise<Language | null> {
  const [row] = await read(tx, [client]);
  return row?.language ?? null;
}
