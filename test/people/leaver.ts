import { expect } from 'vitest';
import { staffRow } from '../../src/db/people/staff.ts';
import { objections } from '../../src/domain/objection.ts';
import { leave, rehire } from '../../src/people/administer.ts';
import { haveBack } from '../../src/people/come-back.ts';
import { settleLeavings } from '../../src/people/settle-leavings.ts';
import type { Trade } from '../clients/company.ts';
import { conversationOf, type WorldSpec } from '../support/world.ts';

/** Olga has two clients, and whoever else is named works beside her. */
export const company = (specialists: WorldSpec['specialists'] = []): WorldSpec => ({
  specialists: [{ name: 'Olga' }, { name: 'Hanna', role: 'head', serves: false }, { name: 'Dina', role: 'director' }, ...specialists],
  clients: [
    { name: 'Romashka', owner: { client: 'Olga' }, contacts: ['Anna'] },
    { name: 'Lipa', owner: { client: 'Olga' }, contacts: ['Boris'] },
  ],
  heads: { client: 'Hanna' },
});

export const depsOf = (own: Trade) => ({ ...own.deps, submit: own.world.engine.submit });
export const directorOf = ({ world }: Trade) =>
  ({ id: world.specialist('Dina'), role: 'director' as const, department: null, heads: [] }) as never;

async function person({ world }: Trade, name: string) {
  const row = await staffRow(world.db, world.clock.at, world.specialist(name));
  if (row === null) throw new Error(`no ${name}`);
  return row;
}

/** Somebody leaves, Olga unless another is named, and what they had is looked after, once. */
export async function leaves(own: Trade, asksHead: boolean, name = 'Olga'): Promise<void> {
  const row = await person(own, name);
  expect(await leave(depsOf(own), directorOf(own), row, row.version, asksHead)).toMatchObject({ type: 'done' });
  expect(await settleLeavings(depsOf(own), 10)).toBe(1);
  expect(await settleLeavings(depsOf(own), 10)).toBe(0);
}

/** Olga comes back. Returns how many of her clients did. */
export async function comesBack(own: Trade): Promise<number | undefined> {
  const { world } = own;
  const row = await person(own, 'Olga');
  expect(await rehire(depsOf(own), directorOf(own), row, row.version, {})).toMatchObject({ type: 'done' });
  const dina = { kind: 'specialist', id: world.specialist('Dina') } as const;
  const had = await own.act((ctx) => haveBack({ ...ctx, actor: dina }, world.engine.company(), world.specialist('Olga'), undefined));
  return had?.clients;
}

/** A client's matter is answered and settled, at night too. */
export async function isServed({ world }: Trade, name: string, by: string): Promise<void> {
  const told = conversationOf(await world.contact(name).says('Good morning'));
  await world.does(by, told, { type: 'take', knowingly: objections });
  expect(await world.does(by, told, { type: 'reply', text: 'Good morning' })).toMatchObject({ type: 'accepted' });
  expect(await world.does(by, told, { type: 'resolve' })).toMatchObject({ type: 'accepted' });
}

/** How many introductions stand in somebody's window. */
export async function introduced({ world }: Trade, name: string): Promise<number> {
  return (await world.thread(world.contact(name).window)).filter(({ body }) => body.key === 'introduced').length;
}

/** Who owns which client. */
export const ownersNow = (own: Trade) =>
  own.all<{ client: string; name: string }>(
    `select c.name as client, s.name from ownership o join client c on c.id = o.client_id join specialist s on s.id = o.specialist_id
     where o.until is null order by c.name`,
  );

/** What is to be done, by whom. */
export const openTasks = (own: Trade) =>
  own.all<{ kind: string; name: string | null }>(
    `select kind, s.name from task t left join specialist s on s.id = t.specialist_id where done_at is null order by kind, s.name`,
  );
