import { announcementTypes } from '../../../src/domain/announcement.ts';
import { after, day, type Fields, type Journey, type Road } from './road.ts';

interface Delivery {
  readonly id: string;
  readonly status: string;
}

/** An endpoint from its first event to its end, as one of two doors has it. */
interface WebhookDoor {
  readonly path: string;
  /** of the endpoint, in an address */
  readonly name: string;
  readonly who?: string;
  readonly listed: 'items' | 'deliveries';
}

const wish = (road: Road): Fields => ({ name: `CRM ${road.dice.word(5)}`, url: road.receiver, types: announcementTypes });

async function webhooks(road: Road, { path, name, who, listed }: WebhookDoor): Promise<void> {
  const as = who === undefined ? {} : { who };
  await road.go(`GET ${path}`, { ...as, query: {} });
  const made = await road.go<{ id: string }>(`POST ${path}`, { ...as, body: wish(road) });
  if (made === null) return;
  const one = `${path}/{${name}}`;
  const params = { [name]: made.id };
  if (listed === 'items') await road.go(`GET ${one}`, { ...as, params });
  for (const body of [{ name: `ERP ${road.dice.word(5)}` }, { status: 'paused' }, { status: 'active' }])
    await road.go(`PATCH ${one}`, { ...as, params, body });
  await road.go(`POST ${one}/secret`, { ...as, params });
  const tested = await road.go<Delivery>(`POST ${one}/test`, { ...as, params });
  for (let tries = 0; tested !== null && tries < 40; tries += 1) {
    const log = await road.go<Readonly<Record<string, Delivery[]>>>(`GET ${one}/deliveries`, { ...as, params, query: {} });
    const sent = log?.[listed]?.find(({ id }) => id === tested.id);
    // What is being sent at this moment cannot be sent again.
    if (sent?.status !== 'sent' && tries < 39) await road.wait(100);
    else if ((await road.go(`POST ${one}/deliveries/{delivery}/replay`, { ...as, params: { ...params, delivery: tested.id } })) !== null)
      break;
  }
  await road.go(`POST ${one}/replay`, { ...as, params, body: { since: after(road, -day) } });
  await road.go(`DELETE ${one}`, { ...as, params });
}

export const webhooksByKey: Journey = (road) => webhooks(road, { path: '/api/v1/webhooks', name: 'webhook', listed: 'items' });

export const webhooksByDesk: Journey = (road) =>
  webhooks(road, { path: '/desk/api/webhooks', name: 'id', who: road.director, listed: 'deliveries' });

/** What the company says of itself is read, and said once more. */
export const companyItself: Journey = async (road) => {
  const { director: who } = road;
  const company = await road.go<Fields>('GET /desk/api/company', { who });
  if (company === null) return;
  const { version, timeZone, currency, language } = company;
  const body = { version, name: `Acme ${road.dice.word(5)}`, timeZone, currency, language };
  await road.go('PUT /desk/api/company', { who, body });
};
