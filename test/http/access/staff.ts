import type { Kind } from '../../support/database.ts';
import type { House } from '../house.ts';
import { type DeskHand, house, json, posting } from '../house.ts';

export interface StaffHand extends DeskHand {
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Response>;
}

/**
 * Olga and Pavel serve in the client department, which Hanna heads; Sveta in sales and Fedor in finance, both headed by Gleb,
 * who works in finance. Dina directs, Ada administers and works in the client department.
 */
export async function staffedHouse(kind: Kind = 'pglite'): Promise<House> {
  const home = await house(
    {
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel' },
        { name: 'Sveta', department: 'sales' },
        { name: 'Fedor', department: 'finance' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Gleb', role: 'head', department: 'finance', serves: false },
        { name: 'Dina', role: 'director', serves: false },
        { name: 'Ada', role: 'admin', serves: false },
      ],
    },
    { heartbeatMs: 60_000 },
    kind,
  );
  await home.world.db.query(
    `update department set head_id = (select id from specialist where name = 'Gleb') where key in ('finance', 'sales')`,
  );
  return home;
}

/** Somebody signed in, with every method at hand. */
export async function enter(home: House, name: string): Promise<StaffHand> {
  return withMethods(home, await home.signIn(name));
}

export function withMethods(home: House, hand: DeskHand): StaffHand {
  const headers = { cookie: hand.cookie, 'x-csrf-token': hand.csrf };
  return {
    ...hand,
    send: (method, path, body) =>
      home.request(`/desk/api${path}`, body === undefined ? { method, headers } : { ...posting(body, headers), method }),
  };
}

export async function member<Member extends { version: string }>(hand: DeskHand, id: string): Promise<Member> {
  return json<Member>(await hand.get(`/staff/${id}`));
}
