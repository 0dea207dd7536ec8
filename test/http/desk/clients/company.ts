import type { Kind } from '../../../support/database.ts';
import { type DeskHand, type House, house } from '../../house.ts';

/*
 * Olga and Pavel serve in the client department, Sveta in sales, Fedor in finance. Hanna heads the client department, Dina directs.
 * Northern Bakery is Olga's, with Anna and Boris; Southern Mill is Sveta's, with Clara.
 */
export interface Office {
  readonly home: House;
  hand(name: string): DeskHand;
  /** contact's or client's id by name */
  contact(name: string): Promise<string>;
  client(name: string): Promise<string>;
}

const people = ['Olga', 'Pavel', 'Sveta', 'Fedor', 'Hanna', 'Dina'] as const;

export async function office(kind: Kind): Promise<Office> {
  const home = await house(
    {
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel', availability: 'off' },
        { name: 'Sveta', department: 'sales' },
        { name: 'Fedor', department: 'finance' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Dina', role: 'director', serves: false },
      ],
      clients: [
        { name: 'Northern Bakery', owner: { client: 'Olga' }, contacts: ['Anna', 'Boris'] },
        { name: 'Southern Mill', size: 'large', stage: 'initial', owner: { sales: 'Sveta' }, contacts: ['Clara'] },
      ],
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1000, sales: 1000, finance: 1000 } } }),
    },
    {},
    kind,
  );
  const { db } = home.world;
  await db.query(`update department set head_id = (select id from specialist where name = 'Hanna') where key = 'client'`);
  await db.query(`update contact set email = lower(name) || '@client.example', phone = '+7 (921) 000-00-0' || length(name)::text`);
  const hands = new Map<string, DeskHand>();
  for (const name of people) hands.set(name, await home.signIn(name));
  const one = async (statement: string, name: string) => (await db.query<{ id: string }>(statement, [name]))[0]?.id ?? '';
  return {
    home,
    hand: (name) => {
      const found = hands.get(name);
      if (found === undefined) throw new Error(`nobody is called ${name}`);
      return found;
    },
    contact: (name) => one('select id from contact where name = $1::text', name),
    client: (name) => one('select id from client where name = $1::text order by created_at desc, id desc limit 1', name),
  };
}
