import type { Db, Queries } from '../db/db.ts';
import { replayDelivery, replayFailed } from '../db/endpoints/deliveries.ts';
import {
  addEndpoint,
  changeEndpoint,
  type EndpointRow,
  exchangeSecret,
  lockEndpoint,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
} from '../db/endpoints/endpoints.ts';
import { addTest } from '../db/endpoints/spread.ts';
import { type AnnouncementType, testType } from '../domain/announcement.ts';
import type { NewId } from '../domain/ids.ts';
import { webhookUrl } from '../domain/public-address.ts';
import { secretOf } from '../domain/webhook-signature.ts';
import type { Company } from '../engine/company.ts';
import { endPauseTasks } from './pause.ts';
import type { Sealing } from './post.ts';
import { type EndpointActor, recordOf } from './record.ts';

export interface EndpointDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly company: () => Company;
  readonly webhooks: {
    readonly sealing: Sealing;
    /** endpoints on this machine are allowed: for development */
    readonly local: boolean;
  };
}

export type EndpointRefusal = 'unknown-webhook' | 'webhook-address';

export type EndpointDone<Value> =
  | { readonly type: 'done'; readonly value: Value }
  | { readonly type: 'refused'; readonly code: EndpointRefusal };

export interface EndpointWish {
  readonly name: string;
  readonly url: string;
  readonly types: readonly AnnouncementType[];
}

const hourMs = 3_600_000;
/** so long the secret before signs beside a new one */
const bothSignMs = 24 * hourMs;

const random = () => secretOf(crypto.getRandomValues(new Uint8Array(32)));
const done = <Value>(value: Value) => ({ type: 'done', value }) as const;
const unknown = { type: 'refused', code: 'unknown-webhook' } as const;

/** Registers an endpoint. Its secret is told here and nowhere else. */
export async function register(
  deps: EndpointDeps,
  actor: EndpointActor,
  { name, url, types }: EndpointWish,
): Promise<EndpointDone<{ readonly id: string; readonly secret: string }>> {
  const { db, now, newId, webhooks } = deps;
  const read = webhookUrl(url, webhooks);
  if (read === null) return { type: 'refused', code: 'webhook-address' };
  const [id, secret, at]: [string, string, Date] = [newId<'endpoint'>(), random(), now()];
  const begun = {
    status: 'active',
    pausedFor: null,
    pausedAt: null,
    formerSecret: null,
    formerUntil: null,
    failingSince: null,
    heldUntil: null,
  } as const;
  const sealed = await webhooks.sealing.seal(secret);
  await db.transaction(async (tx) => {
    await addEndpoint(tx, { ...begun, id, name, url: read.href, types: [...new Set(types)], secret: sealed, createdAt: at });
    await recordOf(deps, tx, actor, 'webhook.added', id);
  });
  return done({ id, secret });
}

export interface EndpointChange {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly types?: readonly AnnouncementType[] | undefined;
  readonly status?: 'active' | 'paused' | undefined;
}

/** Changes what is given of an endpoint; one that is resumed gets what waited. */
export async function change(deps: EndpointDeps, actor: EndpointActor, id: string, wish: EndpointChange): Promise<EndpointDone<null>> {
  const { name, types, status } = wish;
  const url = wish.url === undefined ? undefined : webhookUrl(wish.url, deps.webhooks);
  if (url === null) return { type: 'refused', code: 'webhook-address' };
  return about(deps, id, async (tx, row) => {
    const next = { id, name: name ?? row.name, url: url?.href ?? row.url, types: types === undefined ? row.types : [...new Set(types)] };
    const fields = (['name', 'url', 'types'] as const).filter((field) => String(next[field]) !== String(row[field]));
    if (fields.length > 0) {
      await changeEndpoint(tx, next);
      await recordOf(deps, tx, actor, 'webhook.changed', id, { fields });
    }
    if (status !== undefined) await turn(deps, tx, actor, row, status);
    return null;
  });
}

async function turn(deps: EndpointDeps, tx: Queries, actor: EndpointActor, row: EndpointRow, status: 'active' | 'paused'): Promise<void> {
  const at = deps.now();
  if (status === 'paused') {
    if (await pauseEndpoint(tx, row.id, 'hand', at)) await recordOf(deps, tx, actor, 'webhook.paused', row.id, { why: 'hand' });
    return;
  }
  if (!(await resumeEndpoint(tx, row.id, at))) return;
  await recordOf(deps, tx, actor, 'webhook.resumed', row.id);
  await endPauseTasks(tx, deps.company(), row, at, actor.kind === 'specialist' ? actor.id : null);
}

/** Gives an endpoint a new secret; the one before signs beside it for a day. */
export async function rotate(
  deps: EndpointDeps,
  actor: EndpointActor,
  id: string,
): Promise<EndpointDone<{ readonly secret: string; readonly formerUntil: Date }>> {
  const secret = random();
  const sealed = await deps.webhooks.sealing.seal(secret);
  return about(deps, id, async (tx) => {
    const formerUntil = new Date(deps.now().getTime() + bothSignMs);
    await exchangeSecret(tx, id, sealed, formerUntil);
    await recordOf(deps, tx, actor, 'webhook.secret-changed', id);
    return { secret, formerUntil };
  });
}

export function remove(deps: EndpointDeps, actor: EndpointActor, id: string): Promise<EndpointDone<null>> {
  return about(deps, id, async (tx, row) => {
    await removeEndpoint(tx, id);
    await recordOf(deps, tx, actor, 'webhook.removed', id);
    await endPauseTasks(tx, deps.company(), row, deps.now(), actor.kind === 'specialist' ? actor.id : null);
    return null;
  });
}

/** Sends a test event; its delivery says what came of it. */
export function test(deps: EndpointDeps, actor: EndpointActor, id: string): Promise<EndpointDone<{ readonly delivery: string }>> {
  return about(deps, id, async (tx) => {
    const { newId, now } = deps;
    const event = { id: newId<'announcement'>(), type: testType, at: now(), object: { webhook: id }, data: {} } as const;
    const delivery = await addTest(tx, newId, event, id);
    await recordOf(deps, tx, actor, 'webhook.tested', id);
    return { delivery };
  });
}

/** What is to be sent again: one delivery, or all that was given up of what has happened since. */
export type Replay = { readonly delivery: string } | { readonly since: Date };

/** Sends once more, under the ids they had; returns how many. */
export function replay(deps: EndpointDeps, actor: EndpointActor, id: string, what: Replay): Promise<EndpointDone<number>> {
  return about(deps, id, async (tx) => {
    const at = deps.now();
    const count = 'delivery' in what ? Number(await replayDelivery(tx, id, what.delivery, at)) : await replayFailed(tx, id, what.since, at);
    if (count > 0) await recordOf(deps, tx, actor, 'webhook.replayed', id, { count });
    return count;
  });
}

/** In a transaction, under the endpoint's lock. */
function about<Value>(
  { db }: EndpointDeps,
  id: string,
  work: (tx: Queries, row: EndpointRow) => Promise<Value>,
): Promise<EndpointDone<Value>> {
  return db.transaction(async (tx) => {
    const row = await lockEndpoint(tx, id);
    return row === null ? unknown : done(await work(tx, row));
  });
}
