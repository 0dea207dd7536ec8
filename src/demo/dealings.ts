import type { PortfolioDeps } from '../clients/deps.ts';
import type { Past } from '../db/demo/history.ts';
import type { ClientId } from '../domain/ids.ts';
import { type Booked, keepBooks, lose, noteOutreach, priceOf } from './books.ts';
import { happens, pick } from './chance.ts';
import { saying } from './happenings.ts';
import { day, type Life } from './life.ts';

/** a stranger who became a client of sales decides within so many days; so many of them buy */
const [decidesIn, buys] = [[1.5, 6], 0.5] as const;
/** so often on an evening somebody of sales has called a prospect */
const called = 0.5;

/** What becomes of clients from one evening to the next: they pay, buy, are called, are lost. `planned`: what those from before buy and pay. */
export function createDealings(deps: PortfolioDeps, life: Life, past: Past, planned: readonly Booked[]) {
  const { random, memory } = life;
  const booked = [...planned];
  const lost: { readonly at: Date; readonly client: ClientId }[] = [];
  const decided = new Set<string>();
  const prospects = () =>
    [...memory.windows.values()].filter(({ client, writer }) => client?.stage === 'prospect' && writer.owners.has('sales'));

  const decide = (): void => {
    for (const { client, writer } of prospects()) {
      const seller = writer.owners.get('sales');
      if (client === null || seller === undefined || decided.has(client.id)) continue;
      decided.add(client.id);
      const at = new Date(life.at + random.between(...decidesIn) * day);
      const [amount, externalId] = [priceOf(client.size, random), `demo-past-${client.id}`];
      if (at >= past.until) continue;
      if (happens(random, buys)) booked.push({ at, client: { id: client.id }, deal: { specialist: seller }, amount, externalId });
      else lost.push({ at, client: client.id });
    }
  };

  const call = async (): Promise<void> => {
    const uncalled = prospects().filter(({ writer }) => writer.lead == null);
    if (uncalled.length === 0 || !happens(random, called)) return;
    const { client, writer } = pick(random, uncalled);
    const seller = writer.owners.get('sales');
    if (client !== null && seller !== undefined) await noteOutreach(deps, seller, client.id, saying(life, 'outreach.note'));
  };

  return async (): Promise<void> => {
    decide();
    await keepBooks(deps, takeDue(booked, life.at));
    for (const { client } of takeDue(lost, life.at)) await lose(deps, client);
    await call();
  };
}

/** Takes off a list what has come by now. */
function takeDue<T extends { readonly at: Date }>(list: T[], now: number): T[] {
  const due = list.filter(({ at }) => at.getTime() <= now);
  for (const each of due) list.splice(list.indexOf(each), 1);
  return due;
}
