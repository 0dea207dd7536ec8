import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';

export interface PinRow {
  readonly salt: string;
  readonly hash: string;
  readonly iterations: number;
  readonly misses: number;
  readonly triedAt: Date | null;
}

export async function findPin(db: Queries, specialist: string): Promise<PinRow | null> {
  const rows = await db.query<PinRow>(
    'select salt, hash, iterations, misses, tried_at as "triedAt" from specialist_pin where specialist_id = $1::text::uuid',
    [specialist],
  );
  return rows[0] ?? null;
}

/**
 * Counts a try before it is looked at, so that many at once get no more tries than one after another. Null when there are
 * none left, or the last one was after `notAfter` of its number of misses: each miss doubles the wait, from one second.
 */
export async function countPinTry(db: Queries, specialist: string, most: number, at: Date): Promise<PinRow | null> {
  const rows = await db.query<PinRow>(
    `update specialist_pin set misses = misses + 1, tried_at = $3::text::timestamptz
      where specialist_id = $1::text::uuid and misses < $2::text::int
        and (misses = 0 or tried_at + interval '1 second' * power(2, misses - 1) <= $3::text::timestamptz)
      returning salt, hash, iterations, misses, tried_at as "triedAt"`,
    [specialist, String(most), at.toISOString()],
  );
  return rows[0] ?? null;
}

export async function forgivePin(db: Queries, specialist: string): Promise<void> {
  await db.query('update specialist_pin set misses = 0, tried_at = null where specialist_id = $1::text::uuid', [specialist]);
}

export async function putPin(db: Queries, specialist: string, pin: Pick<PinRow, 'salt' | 'hash' | 'iterations'>, at: Date): Promise<void> {
  await db.query(
    `insert into specialist_pin (specialist_id, salt, hash, iterations, misses, set_at)
     values ($1::text::uuid, $2::text, $3::text, $4::text::int, 0, $5::text::timestamptz)
     on conflict (specialist_id) do update set salt = excluded.salt, hash = excluded.hash, iterations = excluded.iterations, misses = 0,
       tried_at = null, set_at = excluded.set_at`,
    [specialist, pin.salt, pin.hash, String(pin.iterations), at.toISOString()],
  );
}

export async function deletePin(db: Queries, specialist: string): Promise<boolean> {
  const rows = await db.query('delete from specialist_pin where specialist_id = $1::text::uuid returning specialist_id', [specialist]);
  return rows.length > 0;
}

export interface KnownPerson {
  readonly id: SpecialistId;
  readonly name: string;
  readonly email: string;
  readonly misses: number | null;
}

/** Those of the people who still work here, with whether they have a PIN (`misses` is null without). */
export function knownPeople(db: Queries, ids: readonly string[]): Promise<KnownPerson[]> {
  return db.query(
    `select s.id, s.name, s.email, p.misses from specialist s left join specialist_pin p on p.specialist_id = s.id
      where s.id in (select json_array_elements_text($1::text::json)::uuid) and s.left_at is null order by s.name, s.id`,
    [JSON.stringify(ids)],
  );
}
