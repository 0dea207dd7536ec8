import type { Queries } from '../db.ts';
import { bare, columns, expression, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { idempotency } from '../schema.ts';
import { statement } from '../statement.ts';

/** An answer as it was given, kept to be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** what is given when the request comes again, where the first answer tells a secret that nobody is told twice */
  readonly repeated?: unknown;
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

const row = bare(idempotency);

const take = statement(
  `${insertSelect(idempotency, {
    apiKeyId: '$1::text::uuid',
    key: '$2::text',
    requestHash: '$3::text',
    createdAt: '$4::text::timestamptz',
  })}
   on conflict (${row.apiKeyId}, ${row.key}) do update
     set ${row.requestHash} = excluded.${row.requestHash}, ${row.status} = null, ${row.response} = null, ${row.createdAt} = excluded.${row.createdAt}
     where ${row}.${row.createdAt} <= excluded.${row.createdAt} - interval '${keptFor}'
       or (${row}.${row.status} is null and ${row}.${row.requestHash} = excluded.${row.requestHash}
           and ${row}.${row.createdAt} <= excluded.${row.createdAt} - interval '${abandonedAfter}')
   returning ${row.key}`,
);

const kept = { requestHash: row.requestHash, status: row.status, response: expression<Kept | null>(row.response) };
const ofKey = `${row.apiKeyId} = $1::text::uuid and ${row.key} = $2::text`;

const findKept = statement<RowOf<typeof kept>>(`select ${columns(kept)} from ${row} where ${ofKey}`);

/** Takes the key for this request; of two at once one gets it. */
export async function claim(db: Queries, { apiKey, key, requestHash }: Claim, at: Date): Promise<Claimed> {
  const taken = await take(db, [apiKey, key, requestHash, at.toISOString()]);
  if (taken.length > 0) return { type: 'ours' };
  const [found] = await findKept(db, [apiKey, key]);
  if (found === undefined) return { type: 'in-flight' };
  if (found.requestHash !== requestHash) return { type: 'reused' };
  if (found.status === null || found.response === null) return { type: 'in-flight' };
  const { headers, body } = found.response;
  return { type: 'answered', answer: { status: found.status, headers, body: JSON.parse(body) } };
}

const keep = statement(
  `update ${row} set ${row.status} = $3::text::int, ${row.response} = $4::text::jsonb where ${ofKey} and ${row.status} is null`,
);

/** Keeps the answer; in the transaction of what it answers, so that neither is there without the other. */
export async function keepAnswer(
  tx: Queries,
  { apiKey, key }: Claim,
  { status, headers, body, repeated = body }: KeptAnswer,
): Promise<void> {
  await keep(tx, [apiKey, key, String(status), JSON.stringify({ headers, body: JSON.stringify(repeated) })]);
}

const free = statement(`delete from ${row} where ${ofKey} and ${row.status} is null`);

/** Frees the key again, because nothing was done. */
export async function unclaim(db: Queries, { apiKey, key }: Claim): Promise<void> {
  await free(db, [apiKey, key]);
}

const prune = statement(`delete from ${row} where ${row.createdAt} <= $1::text::timestamptz - interval '${keptFor}'`);

/** Forgets answers that are kept no longer. */
export async function pruneAnswers(db: Queries, now: Date): Promise<void> {
  await prune(db, [now.toISOString()]);
}
