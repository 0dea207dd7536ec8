import { asc } from 'drizzle-orm';
import type { SpecialistId } from '../../domain/ids.ts';
import { type Language, languages } from '../../domain/language.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named } from '../names.ts';
import { orm } from '../orm.ts';
import { specialist } from '../schema.ts';
import { statement } from '../statement.ts';

/** Lists everybody there is or was, by e-mail. */
export function staffByEmail(db: Queries): Promise<{ id: SpecialistId; email: string; name: string; leftAt: Date | null }[]> {
  return orm(db)
    .select({ id: specialist.id, email: specialist.email, name: specialist.name, leftAt: specialist.leftAt })
    .from(specialist)
    .orderBy(asc(specialist.email));
}

const s = named(specialist, 's');

const known = statement<{ id: string }>(`select ${s.id} from ${s} where ${s.id} = any($1::text::uuid[])`);

/** Finds which of these people are colleagues, or were. */
export async function knownSpecialists(db: Queries, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await known(db, [uuids(ids)]);
  return new Set(rows.map(({ id }) => id));
}

const spoken = statement<{ id: SpecialistId; languages: readonly string[] }>(
  `select ${columns({ id: s.id, languages: expression<readonly string[]>(s.languages) })} from ${s} where ${s.id} = any($1::text::uuid[])`,
);

/** Reads the language each of these people likes best. */
export async function languagesOf(db: Queries, people: readonly SpecialistId[]): Promise<Map<SpecialistId, Language>> {
  const rows = await spoken(db, [uuids(people)]);
  return new Map(rows.map((row) => [row.id, languages.find((each) => each === row.languages[0]) ?? 'ru']));
}

/** A colleague by id, or by e-mail in any case. */
export type StaffName = { readonly id: string } | { readonly email: string };

const here = statement<{ id: SpecialistId }>(
  `select ${s.id} from ${s} where ${s.leftAt} is null and (${s.id} = $1::text::uuid or lower(${s.email}) = lower($2::text)) limit 1`,
);

/** Finds a colleague who works here now; null when there is none. */
export async function staffNamed(db: Queries, name: StaffName): Promise<SpecialistId | null> {
  const rows = await here(db, 'id' in name ? [name.id, null] : [null, name.email]);
  return rows[0]?.id ?? null;
}
