import type { Kind } from '../../support/database.ts';
import { api, type Called } from '../api/company.ts';
import type { Deed } from './deeds.ts';
import type { Cast } from './hands.ts';
import { comesOut, holds } from './holds.ts';
import { happens } from './play.ts';

/** A client that has bought twice goes where the policy's table says. */
const lines = {
  productLines: {
    subscription: { handover: { payment: { kind: 'monthly', nth: 2 } }, commission: { fullPercent: 10, bonusPercent: 2 } },
  },
  serving: [{ size: 'small', deals: 2, department: 'sales' }] as const,
};

const staff = ['Olga', 'Pavel', 'Petra', 'Sonia', 'Sava', 'Fedor'] as const;

/** Three serve clients, two sell, one does finance, with few places each; the director may do everything. */
export async function castOf(kind: Kind): Promise<Cast> {
  const company: Called = await api(
    kind,
    {},
    {
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel', capacity: 0.5 },
        { name: 'Petra', deputy: 'Olga' },
        { name: 'Sonia', department: 'sales' },
        { name: 'Sava', department: 'sales' },
        { name: 'Fedor', department: 'finance' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Dina', role: 'director', serves: false },
      ],
      clients: [
        { name: 'Romashka', size: 'medium', owner: { client: 'Olga' }, contacts: ['Anna', 'Boris'] },
        { name: 'Vasilek', contacts: ['Vera', 'Anna'] },
        { name: 'Granit', size: 'large', stage: 'prospect', owner: { client: 'Petra' }, contacts: ['Gleb'] },
        { name: 'Dub', size: 'small', stage: 'initial', owner: { sales: 'Sava' }, contacts: ['Darya'] },
      ],
      heads: { client: 'Hanna' },
      policy: (policy) => ({ ...policy, ...lines, conversations: { ...policy.conversations, limit: { client: 3, sales: 3, finance: 3 } } }),
    },
  );
  const { world } = company.home;
  const people = await Promise.all(
    staff.map(async (name) => {
      const id = world.specialist(name);
      return {
        name,
        id,
        department: company.home.engine.company().people.get(id)?.department ?? '',
        hand: await company.home.signIn(name),
      };
    }),
  );
  const clients = [world.stranger(), world.stranger(), world.stranger(), ...['Anna', 'Boris', 'Vera', 'Gleb', 'Darya'].map(world.contact)];
  return { company, director: await company.home.signIn('Dina'), head: await company.home.signIn('Hanna'), staff: people, clients };
}

/** Plays a story in a company of its own, and looks after every deed whether all is right. */
export async function play(kind: Kind, story: readonly Deed[]): Promise<void> {
  const cast = await castOf(kind);
  try {
    for (const deed of story) {
      await happens(cast, deed);
      await holds(cast);
    }
    await comesOut(cast);
  } finally {
    // A world that closes takes every decision again, and finds no difference.
    await cast.company.home.close();
  }
}
