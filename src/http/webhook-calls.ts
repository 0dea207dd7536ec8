import { type DeliveryState, deliveryLog, findDelivery } from '../db/endpoints/deliveries.ts';
import type { EndpointActor } from '../endpoints/record.ts';
import { change, type EndpointChange, type EndpointWish, register, remove, replay, rotate, test } from '../endpoints/verbs.ts';
import type { Http } from './deps.ts';
import { HttpError } from './errors.ts';
import { reply } from './operation.ts';
import { idIn, outcomeOf, showDelivery, shownWebhook } from './webhook-shape.ts';

/* What the API and the desk do with webhook endpoints, worded alike. */

export async function registerWebhook(http: Http, actor: EndpointActor, wish: EndpointWish, under: string) {
  const { id, secret } = outcomeOf(await register(http, actor, wish));
  const shown = await shownWebhook(http, id);
  return reply({ ...shown, secret }, { headers: { location: `${under}/${id}` }, repeated: { ...shown, secret: null } });
}

export async function changeWebhook(http: Http, actor: EndpointActor, name: string, wish: EndpointChange) {
  const id = idIn(name, 'unknown-webhook');
  outcomeOf(await change(http, actor, id, wish));
  return shownWebhook(http, id);
}

export async function removeWebhook(http: Http, actor: EndpointActor, name: string) {
  const id = idIn(name, 'unknown-webhook');
  const shown = await shownWebhook(http, id);
  outcomeOf(await remove(http, actor, id));
  return shown;
}

export async function changeSecret(http: Http, actor: EndpointActor, name: string) {
  const { secret, formerUntil } = outcomeOf(await rotate(http, actor, idIn(name, 'unknown-webhook')));
  const formerSecretUntil = formerUntil.toISOString();
  return reply({ secret, formerSecretUntil }, { repeated: { secret: null, formerSecretUntil } });
}

export async function testWebhook(http: Http, actor: EndpointActor, name: string) {
  const id = idIn(name, 'unknown-webhook');
  const { delivery } = outcomeOf(await test(http, actor, id));
  return shownDelivery(http, id, delivery);
}

export async function replayOne(http: Http, actor: EndpointActor, name: string, deliveryName: string) {
  const id = idIn(name, 'unknown-webhook');
  const delivery = idIn(deliveryName, 'unknown-delivery');
  await shownWebhook(http, id);
  await shownDelivery(http, id, delivery);
  if (outcomeOf(await replay(http, actor, id, { delivery })) === 0) throw new HttpError('being-sent');
  return shownDelivery(http, id, delivery);
}

export async function replaySince(http: Http, actor: EndpointActor, name: string, since: Date) {
  return { replayed: outcomeOf(await replay(http, actor, idIn(name, 'unknown-webhook'), { since })) };
}

export interface DeliveriesAsked {
  readonly state?: DeliveryState | undefined;
  readonly type?: string | undefined;
  readonly limit: number;
}

/** One row more than asked for, of deliveries before `before`. */
export async function deliveriesOf(http: Http, name: string, { state, type, limit }: DeliveriesAsked, before: number | null) {
  const id = idIn(name, 'unknown-webhook');
  await shownWebhook(http, id);
  return deliveryLog(http.db, { endpoint: id, state: state ?? null, type: type ?? null, before, limit: limit + 1 });
}

async function shownDelivery({ db }: Http, endpoint: string, id: string) {
  const row = await findDelivery(db, endpoint, id);
  if (row === null) throw new HttpError('unknown-delivery');
  return showDelivery(row);
}
