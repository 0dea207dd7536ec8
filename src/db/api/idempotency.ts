import type { Queries } from '../db.ts';

/** An answer as it was given, kept to be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Claim {
  readonly apiKey: string;
  readonly key: string;
  readonly requestHash: string;
}

export type Claimed =
  /** the request is new: carry it out */
  | { readonly type: 'ours' }
  /** it was carried out before */
  | { readonly type: 'answered'; readonly answer: KeptAnswer }
  /** it is being carried out */
  | { readonly type: 'in-flight' }
  /** the key was used for another request */
  | { readonly type: 'reused' };

/** The body is kept as text: a jsonb would give its fields back in an order of its own. */
interface Kept {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long an answer is kept, and after what time a request that was begun and never answered may be begun again. */
const keptFor = '24 hours';
const abandonedAfter = '1 minute';

/** Takes the key for this request; of two at once one gets it. */
export async function claim(db: Queries, { apiKey, key, requestHash }: Claim, at: Date): Promise<Claimed> {
  const taken = await db.query(
    `insert into idempotency (api_key_id, key, request_hash, created_at) values ($1::text::uuid, $2::text, $3::text, $4::text::timestamptz)
     on conflict (api_key_id, key) do update
       set request_hash = excluded.request_hash, status = null, response = null, created_at = excluded.created_at
       where idempotency.created_at <= excluded.created_at - interval '${keptFor}'
         or (idempotency.status is null and idempotency.request_hash = excluded.request_hash
             and idempotency.created_at <= excluded.created_at - interval '${abandonedAfter}')
     returning key`,
    [apiKey, key, requestHash, at.toISOString()],
  );
  if (taken.length > 0) return { type: 'ours' };
  const rows = await db.query<{ requestHash: string; status: number | null; response: Kept | null }>(
    `select request_hash as "requestHash", status, response from idempotency where api_key_id = $1::text::uuid and key = $2::text`,
    [apiKey, key],
  );
  const [found] = rows;
  if (found === undefined) return { type: 'in-flight' };
  if (found.requestHash !== requestHash) return { type: 'reused' };
  if (found.status === null || found.response === null) return { type: 'in-flight' };
  const { headers, body } = found.response;
  return { type: 'answered', answer: { status: found.status, headers, body: JSON.parse(body) } };
}

/** Keeps the answer; in the transaction of what it answers, so that neither is there without the other. */
export async function keepAnswer(tx: Queries, { apiKey, key }: Claim, { status, headers, body }: KeptAnswer): Promise<void> {
  await tx.query(
    `update idempotency set status = $3::text::int, response = $4::text::jsonb
     where api_key_id = $1::text::uuid and key = $2::text and status is null`,
    [apiKey, key, String(status), JSON.stringify({ headers, body: JSON.stringify(body) })],
  );
}

/** Nothing was done, so the key is free again. */
export async function unclaim(db: Queries, { apiKey, key }: Claim): Promise<void> {
  await db.query('delete from idempotency where api_key_id = $1::text::uuid and key = $2::text and status is null', [apiKey, key]);
}

/** Forgets answers that are kept no longer. */
export async function pruneAnswers(db: Queries, now: Date): Promise<void> {
  await db.query(`delete from idempotency where created_at <= $1::text::timestamptz - interval '${keptFor}'`, [now.toISOString()]);
}
