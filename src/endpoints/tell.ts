import { claimDeliveries, type DeliveryRow, settleDelivery } from '../db/endpoints/deliveries.ts';
import { activeEndpoints, type EndpointRow, noteTry } from '../db/endpoints/endpoints.ts';
import { spread } from '../db/endpoints/spread.ts';
import { announcementText } from '../domain/announcement.ts';
import { type Posted, type Verdict, verdictOf } from '../domain/webhook-retry.ts';
import { signedHeaders } from '../domain/webhook-signature.ts';
import type { InFlight } from '../engine/delivery/in-flight.ts';
import type { Log } from '../engine/deps.ts';
import { type PauseDeps, pauseDaysOf, pauseFor } from './pause.ts';
import type { PostWebhook, Sealing } from './post.ts';

export interface TellDeps extends PauseDeps {
  readonly log: Log;
  /** 0 to 1, of tries that fail */
  readonly random: () => number;
  readonly sealing: Sealing;
  readonly post: PostWebhook;
  /** requests that are not answered yet, under names that begin with the endpoint's */
  readonly inFlight: InFlight;
}

const spreadBatch = 500;
/** requests to one endpoint at a time: one that is slow keeps nobody else waiting */
const mostAtATime = 8;
/** longer than any request is waited for */
const leaseMs = 60_000;

/** Gives every endpoint what it asks for. Returns whether there is more at once. */
export async function spreadNew({ db, newId, now }: Pick<TellDeps, 'db' | 'newId' | 'now'>): Promise<boolean> {
  return (await spread(db, newId, now(), spreadBatch)) === spreadBatch;
}

/** Sends endpoints what is due for them, without waiting for their answers. Returns how many requests have begun. */
export async function tellOnce(deps: TellDeps): Promise<number> {
  const { db, now } = deps;
  const begun = await Promise.all((await activeEndpoints(db, now())).map((each) => tellEndpoint(deps, each)));
  return begun.reduce((sum, each) => sum + each, 0);
}

async function tellEndpoint(deps: TellDeps, endpoint: EndpointRow): Promise<number> {
  const { db, now, inFlight } = deps;
  const places = Array.from({ length: mostAtATime }, (_, i) => `${endpoint.id} ${i}`).filter((each) => !inFlight.has(each));
  if (places.length === 0) return 0;
  const at = now();
  const until = new Date(at.getTime() + leaseMs);
  const rows = await claimDeliveries(db, { endpoint: endpoint.id, holder: db.self, now: at, until, limit: places.length });
  if (rows.length === 0) return 0;
  const secrets = await secretsOf(deps, endpoint);
  rows.forEach((row, i) => {
    const place = places[i];
    if (place !== undefined) inFlight.add(place, send(deps, endpoint, row, secrets));
  });
  return rows.length;
}

/** The secret, and the one before while it is still good; null: the server's own secret is another one than it was. */
async function secretsOf(
  { sealing, now }: TellDeps,
  { secret, formerSecret, formerUntil }: EndpointRow,
): Promise<readonly string[] | null> {
  const newest = await sealing.unseal(secret);
  if (newest === null) return null;
  const former = formerSecret !== null && formerUntil !== null && formerUntil > now() ? await sealing.unseal(formerSecret) : null;
  return former === null ? [newest] : [newest, former];
}

async function send(deps: TellDeps, endpoint: EndpointRow, row: DeliveryRow, secrets: readonly string[] | null): Promise<void> {
  const { announcement: id, type, at, body } = row;
  const text = announcementText({ id, type, at, ...body });
  const begunAt = deps.now();
  const posted: Posted =
    secrets === null
      ? { type: 'failed', error: 'secret', ms: 0 }
      : await deps.post({ url: endpoint.url, headers: await signedHeaders(secrets, id, begunAt, text), body: text });
  await settle(deps, endpoint, row, posted, begunAt);
}

async function settle(deps: TellDeps, endpoint: EndpointRow, row: DeliveryRow, posted: Posted, begunAt: Date): Promise<void> {
  const { db, now, random, company, log } = deps;
  const at = now();
  const { attempts } = row;
  const tried = { attempts, failingSince: endpoint.failingSince, now: at, chance: random(), pauseDays: pauseDaysOf(company()) };
  const verdict = verdictOf(posted, tried);
  const { ms } = posted;
  const came = posted.type === 'answered' ? { code: posted.code } : { error: posted.error };
  await settleDelivery(db, db.self, {
    id: row.id,
    ...outcome(verdict, at),
    kept: { at: begunAt.toISOString(), ms, ...came },
    answer: posted.type === 'answered' ? posted.answer : null,
  });
  const arrived = verdict.type === 'sent';
  await noteTry(db, { id: endpoint.id, arrived, at, holdUntil: verdict.type === 'retry' ? verdict.holdUntil : null });
  if (arrived) return;
  log.info({ endpoint: endpoint.id, delivery: row.id, attempts, verdict: verdict.type, ...came }, 'a webhook did not arrive');
  if (verdict.pause !== null) await pauseFor(deps, endpoint.id, verdict.pause);
}

function outcome(verdict: Verdict, at: Date) {
  if (verdict.type === 'retry') return { status: 'waiting', dueAt: verdict.at, doneAt: null } as const;
  return { status: verdict.type === 'sent' ? 'sent' : 'failed', dueAt: null, doneAt: at } as const;
}
