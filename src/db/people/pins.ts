import type { Queries } from '../db.ts';
import { bare, columns, named, nullable, type RowOf } from '../names.ts';
import { specialist, specialistPin } from '../schema.ts';
import { statement } from '../statement.ts';

const p = bare(specialistPin);

const shape = { salt: p.salt, hash: p.hash, iterations: p.iterations, misses: p.misses, triedAt: p.triedAt };

export type PinRow = RowOf<typeof shape>;

const find = statement<PinRow>(`select ${columns(shape)} from ${p} where ${p.specialistId} = $1::text::uuid`);

export async function findPin(db: Queries, specialist: string): Promise<PinRow | null> {
  const rows = await find(db, [specialist]);
  return rows[0] ?? null;
}

const countTry = statement<PinRow>(
  `update ${p} set ${p.misses} = ${p.misses} + 1, ${p.triedAt} = $3::text::timestamptz
    where ${p.specialistId} = $1::text::uuid and ${p.misses} < $2::text::int
      and (${p.misses} = 0 or ${p.triedAt} + interval '1 second' * power(2, ${p.misses} - 1) <= $3::text::timestamptz)
    returning ${columns(shape)}`,
);

/**
 * Counts a try before it is looked at, so that many at once get no more tries than one after another. Returns null when there are
 * `most` misses already, or the wait since the last try is not over: it is one second after the first miss, and each more doubles it.
 */
export async function countPinTry(db: Queries, specialist: string, most: number, at: Date): Promise<PinRow | null> {
  const rows = await countTry(db, [specialist, String(most), at.toISOString()]);
  return rows[0] ?? null;
}

const forgive = statement(`update ${p} set ${p.misses} = 0, ${p.triedAt} = null where ${p.specialistId} = $1::text::uuid`);

export async function forgivePin(db: Queries, specialist: string): Promise<void> {
  await forgive(db, [specialist]);
}

const any = 'any';

/** Which PIN may be replaced: the one of the salt that was proven known, none there is (null), or any. */
export type Replaced = string | null;

/** Whoever signed in with a link a moment ago proves no PIN. */
export const anyPin: Replaced = any;

const put = statement(
  `insert into ${p} (${p.specialistId}, ${p.salt}, ${p.hash}, ${p.iterations}, ${p.misses}, ${p.setAt})
   values ($1::text::uuid, $2::text, $3::text, $4::text::int, 0, $5::text::timestamptz)
   on conflict (${p.specialistId}) do update set ${p.salt} = excluded.${p.salt}, ${p.hash} = excluded.${p.hash},
     ${p.iterations} = excluded.${p.iterations}, ${p.misses} = 0, ${p.triedAt} = null, ${p.setAt} = excluded.${p.setAt}
   where $6::text = '${any}' or ${p}.${p.salt} = $6::text returning ${p.specialistId}`,
);

/** Sets a PIN; false when the one that it should replace was changed meanwhile. */
export async function putPin(
  db: Queries,
  specialist: string,
  pin: Pick<PinRow, 'salt' | 'hash' | 'iterations'>,
  { replaced, at }: { readonly replaced: Replaced; readonly at: Date },
): Promise<boolean> {
  const rows = await put(db, [specialist, pin.salt, pin.hash, String(pin.iterations), at.toISOString(), replaced ?? '']);
  return rows.length > 0;
}

const remove = statement(
  `delete from ${p} where ${p.specialistId} = $1::text::uuid and ($2::text = '${any}' or ${p.salt} = $2::text) returning ${p.specialistId}`,
);

/** Takes a PIN away; false when there is none, or another one than was proven known. */
export async function deletePin(db: Queries, specialist: string, replaced: Replaced): Promise<boolean> {
  const rows = await remove(db, [specialist, replaced ?? '']);
  return rows.length > 0;
}

const s = named(specialist, 's');
const pin = named(specialistPin, 'p');

const knownShape = { id: s.id, name: s.name, email: s.email, misses: nullable(pin.misses) };

export type KnownPerson = RowOf<typeof knownShape>;

const listKnown = statement<KnownPerson>(
  `select ${columns(knownShape)} from ${s} left join ${pin} on ${pin.specialistId} = ${s.id}
    where ${s.id} in (select json_array_elements_text($1::text::json)::uuid) and ${s.leftAt} is null order by ${s.name}, ${s.id}`,
);

/** Lists those of the people who still work here, with whether they have a PIN (`misses` is null without). */
export function knownPeople(db: Queries, ids: readonly string[]): Promise<KnownPerson[]> {
  return listKnown(db, [JSON.stringify(ids)]);
}
