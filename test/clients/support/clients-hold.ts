import { expect } from 'vitest';
import type { Db } from '../../../src/db/db.ts';
import type { ClientId } from '../../../src/domain/ids.ts';

/** Says what holds of who is of which client, whatever is joined and undone. */
export function clientsHold(db: Db) {
  const of = async (contact: string) =>
    (
      await db.query<{ client: ClientId }>(
        `select client_id as client from contact_client where contact_id = $1::text::uuid and until is null order by "from", id`,
        [contact],
      )
    ).map((each) => each.client);

  const merged = new Set<string>();

  /** A conversation is for a client of its contact, or for none; and goes on in one of the same client. */
  const hold = async (windows: readonly string[]): Promise<void> => {
    const rows = await db.query<{ id: string; contact: string; client: string | null; into: string | null; status: string }>(
      `select id, contact_id as contact, client_id as client, joined_into as into, status from conversation where window_id = any($1::text::uuid[])`,
      [`{${windows.join(',')}}`],
    );
    for (const { id, contact, client, into } of rows) {
      const theirs = await of(contact);
      const clientOf = (named: string | null) => named ?? (theirs.length === 1 ? theirs[0] : undefined) ?? null;
      if (client !== null) expect(theirs).toContain(client);
      if (into === null || merged.has(id)) continue;
      merged.add(id);
      expect(clientOf(rows.find((each) => each.id === into)?.client ?? null)).toBe(clientOf(client));
    }
    // Nobody owns, and nobody's portfolio bears, a client that only a stranger was.
    const left = `exists (select 1 from contact_client m where m.client_id = o.client_id)
      and not exists (select 1 from contact_client m where m.client_id = o.client_id and m.until is null)`;
    expect(await db.query(`select o.client_id from ownership o where o.until is null and ${left}`)).toEqual([]);
  };

  /** Everybody is of whom they were of, and what was made for a stranger is the stranger's alone. */
  const areAsBefore = async (contacts: readonly string[], people: readonly string[]): Promise<void> => {
    const rows = await db.query<{ contact: string; name: string | null; clients: string[] }>(
      `select c.id as contact, c.name, coalesce((select json_agg(cl.name order by cl.name) from contact_client m join client cl on cl.id = m.client_id
         where m.contact_id = c.id and m.until is null), '[]') as clients from contact c where c.id = any($1::text::uuid[])`,
      [`{${contacts.join(',')}}`],
    );
    for (const { contact, name, clients } of rows) {
      if (name !== null && people.includes(name)) expect([name, clients]).toEqual([name, clientsOfPerson(name)]);
      else expect(clients.length).toBeLessThanOrEqual(1);
      const shared = await db.query(
        `select 1 from contact_client m join contact_client o on o.client_id = m.client_id and o.contact_id <> m.contact_id and o.until is null
         where m.contact_id = $1::text::uuid and m.until is null`,
        [contact],
      );
      expect(shared).toEqual([]);
    }
  };
  return { of, hold, areAsBefore };
}

/** Every second one is of two. */
export function clientsOfPerson(name: string): string[] {
  const n = Number(name.slice(1));
  return n % 2 === 0 ? [name, `M${n / 2}`] : [name];
}
