import { isNull } from 'drizzle-orm';
import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { bare } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { demoHistory } from '../schema.ts';
import { statement } from '../statement.ts';

/** A past that is to be made: from when until when, and what people write in. */
export interface Past {
  readonly from: Date;
  readonly until: Date;
  readonly language: Language;
}

const insert = inserter(demoHistory);

/** Notes, with the company itself, what past it is to have. */
export function wantPast(tx: Queries, past: Past): Promise<void> {
  return insert(tx, [{ ...past, madeAt: null }]);
}

/** Finds the past that is not made yet; null when there is none. */
export async function pastToMake(db: Queries): Promise<Past | null> {
  const rows = await orm(db).select().from(demoHistory).where(isNull(demoHistory.madeAt)).limit(1);
  return rows[0] ?? null;
}

const h = bare(demoHistory);

const mark = statement(
  `update ${h} set ${h.madeAt} = $2::text::timestamptz where ${h.from} = $1::text::timestamptz and ${h.madeAt} is null returning ${h.from}`,
);

/** Takes it upon this transaction to make the past; false when it is made already, by another server at this moment. */
export async function markMade(tx: Queries, { from }: Past, at: Date): Promise<boolean> {
  return (await mark(tx, [from.toISOString(), at.toISOString()])).length > 0;
}
