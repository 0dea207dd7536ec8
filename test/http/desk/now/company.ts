import type { BehindNow, MorningNow } from '../../../../src/http/desk/now/morning-contract.ts';
import type { MorningList } from '../../../../src/reports/now/morning.ts';
import type { Kind } from '../../../support/database.ts';
import { type DeskHand, type House, house, json, newId } from '../../house.ts';

const hour = 3_600_000;
const people = ['Olga', 'Pavel', 'Sveta', 'Hanna', 'Gleb', 'Dina'] as const;

/** A company whose people look at their morning. */
export interface Mornings {
  readonly home: House;
  hand(name: string): DeskHand;
  morning(name: string): Promise<MorningNow>;
  number(name: string, list: MorningList): Promise<MorningNow['numbers'][MorningList]>;
  behind(name: string, of: string, more?: string): Promise<BehindNow>;
  /** its id */
  client(name: string): Promise<string>;
  later(hours: number): void;
  /** the director tells of something about a client */
  fact(name: string, body: object): Promise<void>;
}

/**
 * Olga and Pavel serve in the client department, which Hanna heads; Sveta in sales, which Gleb heads with finance. It is Monday 2 March,
 * 09:00. Northern Bakery is Olga's, with Anna; Southern Mill is Sveta's, with Clara.
 */
export async function mornings(kind: Kind): Promise<Mornings> {
  const home = await house(
    {
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel', availability: 'off' },
        { name: 'Sveta', department: 'sales' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Gleb', role: 'head', department: 'finance', serves: false },
        { name: 'Dina', role: 'director', serves: false },
      ],
      clients: [
        { name: 'Northern Bakery', owner: { client: 'Olga' }, contacts: ['Anna'] },
        { name: 'Southern Mill', stage: 'initial', owner: { sales: 'Sveta' }, contacts: ['Clara'] },
      ],
      heads: { client: 'Hanna', sales: 'Gleb', finance: 'Gleb' },
    },
    {},
    kind,
  );
  const hands = new Map<string, DeskHand>();
  for (const name of people) hands.set(name, await home.signIn(name));
  const hand = (name: string) => hands.get(name) as DeskHand;
  const morning = async (name: string) => json<MorningNow>(await hand(name).get('/now/morning'));
  const client = async (name: string) =>
    (await home.world.db.query<{ id: string }>('select id from client where name = $1::text', [name]))[0]?.id ?? '';
  return {
    home,
    hand,
    morning,
    client,
    number: async (name, list) => (await morning(name)).numbers[list],
    behind: async (name, of, more = '') => json<BehindNow>(await hand(name).get(`/now/behind?of=${of}&language=en${more}`)),
    later(hours) {
      home.world.clock.at = new Date(home.world.clock.at.getTime() + hours * hour);
    },
    async fact(name, body) {
      const answer = await hand('Dina').post(`/clients/${await client(name)}/facts`, { key: newId(), ...body });
      if (answer.status !== 200) throw new Error(await answer.text());
    },
  };
}
