import type { ContactId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';

export interface ContactRow {
  readonly id: ContactId;
  readonly clientId: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly language: Language;
  readonly email: string | null;
  readonly phone: string | null;
  readonly siteId: string | null;
  readonly telegramId: string | null;
  readonly createdAt: Date;
}

/** Who was erased is not there any more. */
const selected = `select c.id, m.client_id as "clientId", c.name, m.role, c.language, c.email, c.phone, c.site_id as "siteId",
    c.telegram_id as "telegramId", c.created_at as "createdAt"
  from contact c left join contact_client m on m.contact_id = c.id and m.until is null where c.erased_at is null`;

export async function findContact(db: Queries, id: string): Promise<ContactRow | null> {
  const rows = await db.query<ContactRow>(`${selected} and c.id = $1::text::uuid`, [id]);
  return rows[0] ?? null;
}

/** Locks the contact's row, then reads it. */
export async function lockContact(tx: Queries, id: string): Promise<ContactRow | null> {
  await tx.query('select id from contact where id = $1::text::uuid for no key update', [id]);
  return findContact(tx, id);
}

export interface ContactFilter {
  readonly clientId?: string | undefined;
  readonly email?: string | undefined;
  readonly siteId?: string | undefined;
  readonly telegramId?: string | undefined;
}

export function listContacts(db: Queries, filter: ContactFilter, after: string | null, limit: number): Promise<ContactRow[]> {
  return db.query(
    `${selected}
       and ($1::text is null or m.client_id = $1::text::uuid) and ($2::text is null or lower(c.email) = lower($2::text))
       and ($3::text is null or c.site_id = $3::text) and ($4::text is null or c.telegram_id = $4::text)
       and ($5::text is null or c.id > $5::text::uuid)
     order by c.id limit $6::text::int`,
    [filter.clientId ?? null, filter.email ?? null, filter.siteId ?? null, filter.telegramId ?? null, after, String(limit)],
  );
}
