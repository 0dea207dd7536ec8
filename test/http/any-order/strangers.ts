import { newId } from '../house.ts';
import type { Called, Deed, ManagerKnown } from './deeds.ts';
import { among, type Cast, clientOf, contactOf, type Doing, query } from './hands.ts';

/* Whom sales called first, and strangers who say that they were called (R5). */

const phone = '+7 921 555-00-11';
const organisation = 'Green Garden';

const known: Readonly<Record<ManagerKnown, string>> = { name: 'Сава', phone: '8 (921) 555-00-11', record: 'Sonia', nothing: 'не помню' };

async function toWhom(cast: Cast, whom: Called, deed: Deed) {
  if (whom === 'contact') return { contact: await contactOf(cast, deed) };
  if (whom === 'client') return { client: await clientOf(cast, deed) };
  return { newcomer: whom === 'phone' ? { phone, person: 'Ivan' } : { organisation } };
}

export const strangerDoings: { readonly [Type in 'names-manager' | 'is-called']: Doing<Type> } = {
  'names-manager': async ({ clients }, { who, by, forOrganisation }) => {
    const client = among(clients, who);
    await client?.taps('who', 'contacted');
    await client?.taps('contacted-for', forOrganisation ? 'organisation' : 'myself');
    if (forOrganisation) await client?.says(by === 'record' ? 'ООО Green Garden' : 'Blue Garden');
    return client?.says(known[by]);
  },
  'is-called': async (cast, deed) => {
    const by = among(cast.staff, deed.who);
    const records = await query<{ id: string }>(cast, 'select id from outreach order by id');
    const former = among(records, deed.what)?.id;
    if (deed.record === 'withdraws')
      return former === undefined ? undefined : by?.hand.post(`/outreach/${former}/withdraw`, { key: newId() });
    const corrects = deed.record === 'corrects' ? (former ?? null) : null;
    const at = new Date(cast.company.home.world.clock.at.getTime() - (deed.what % 3) * 20 * 86_400_000).toISOString();
    const closer = deed.to % 2 === 0 ? null : among(cast.staff, deed.to)?.id;
    return by?.hand.post('/outreach', { key: newId(), at, means: 'call', closer, corrects, ...(await toWhom(cast, deed.whom, deed)) });
  },
};
