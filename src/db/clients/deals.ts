import { type Column, expression, named } from '../names.ts';
import { deal } from '../schema.ts';

const dl = named(deal, 'dl');

/** Counts the deals on record of the client of this id. */
export function dealsOf(client: Column): Column<number> {
  return expression<number>(`(select count(*)::int from ${dl} where ${dl.clientId} = ${client})`);
}
