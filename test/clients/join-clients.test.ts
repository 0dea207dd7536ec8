import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { optionOf } from '../../flows/client-choice.ts';
import { attach } from '../../src/clients/attach.ts';
import { type Join, joinStranger } from '../../src/db/clients/join.ts';
import { joinsOf, undoJoin } from '../../src/db/clients/undo-join.ts';
import { dueTimers } from '../../src/db/turns/due.ts';
import { clientQuestion } from '../../src/domain/content.ts';
import type { AccountId, ClientId, ContactId, ConversationId, NewId } from '../../src/domain/ids.ts';
import { recount } from '../../src/engine/recount.ts';
import { databases } from '../support/database.ts';
import { replayAll } from '../support/replay.ts';
import { type ClientHand, conversationOf, type World, type WorldSpec, world } from '../support/world.ts';

const newId = v7 as NewId;

/** Vera keeps the books of two companies, Gleb is of one; strangers meet Kira, who has no client yet. */
const company: WorldSpec = {
  specialists: [
    { name: 'Anna' },
    { name: 'Boris' },
    { name: 'Kira' },
    { name: 'Sonya', department: 'sales' },
    { name: 'Dina', role: 'director', serves: false },
  ],
  clients: [
    { name: 'Alfa', owner: { client: 'Anna' }, contacts: ['Vera'] },
    { name: 'Beta', owner: { sales: 'Sonya' }, stage: 'initial', contacts: ['Vera'] },
    { name: 'Gamma', owner: { client: 'Boris' }, contacts: ['Gleb'] },
  ],
};

describe.each(databases())('R6, R12, R15: a stranger who turns out to be somebody’s contact, on %s', (kind) => {
  let w: World;
  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    expect((await replayAll(w.db)).differ).toEqual([]);
    await w.close();
  });

  const contactOf = (name: string) => w.contact(name).address.slice('site:'.length) as ContactId;
  const clientIn = async (name: string) =>
    (await w.db.query<{ id: ClientId }>('select id from client where name = $1', [name]))[0]?.id as ClientId;
  const later = (ms: number) => {
    w.clock.at = new Date(w.clock.at.getTime() + ms);
  };
  const due = async () => {
    for (const each of await dueTimers(w.db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...each });
  };
  const join = async ({ address }: ClientHand, name: string, more: Partial<Pick<Join, 'client'>> = {}) => {
    later(1000);
    const account = w.engine.company().accounts.get('webchat') as AccountId;
    const joined = await joinStranger(w.db, {
      account,
      address,
      contact: contactOf(name),
      proof: 'invite',
      at: w.clock.at,
      newId,
      ...more,
    });
    expect(joined.type).toBe('joined');
    await due();
  };
  const undo = async (name: string) => {
    later(1000);
    const [newest] = await joinsOf(w.db, [contactOf(name)]);
    const undone = await undoJoin(w.db, {
      contact: contactOf(name),
      join: newest?.id ?? '',
      by: w.specialist('Dina'),
      at: w.clock.at,
      newId,
    });
    expect(undone).toMatchObject({ type: 'undone', again: false });
    await due();
  };
  /** whose a conversation is, who has it, and how it stands */
  const stands = async (conversation: ConversationId) =>
    (
      await w.db.query<{ client: string | null; specialist: string | null; status: string }>(
        `select cl.name as client, s.name as specialist, c.status from conversation c left join client cl on cl.id = c.client_id
         left join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid`,
        [conversation],
      )
    )[0];
  const owners = () =>
    w.db.query<{ client: string; specialist: string }>(
      `select cl.name as client, s.name as specialist from ownership o join client cl on cl.id = o.client_id
       join specialist s on s.id = o.specialist_id where o.until is null order by 1, 2`,
    );
  const clientsOf = async (contact: string) =>
    (
      await w.db.query<{ name: string }>(
        `select cl.name from contact_client m join client cl on cl.id = m.client_id where m.contact_id = $1::text::uuid and m.until is null order by 1`,
        [contact],
      )
    ).map((each) => each.name);
  const strangerOf = async (conversation: ConversationId) =>
    (
      await w.db.query<{ contact: ContactId }>('select contact_id as contact from conversation where id = $1::text::uuid', [conversation])
    )[0]?.contact as ContactId;
  const known = [
    { client: 'Alfa', specialist: 'Anna' },
    { client: 'Beta', specialist: 'Sonya' },
    { client: 'Gamma', specialist: 'Boris' },
  ];
  const kiras = { client: '', specialist: 'Kira' };

  it('is for that client from then on: its owner has what waits, the client made for them is no more; undone, all of it is back', async () => {
    w = await world(kind, company);
    const stranger = w.stranger();
    const id = conversationOf(await stranger.says('operator'));
    const self = await strangerOf(id);
    expect(await stands(id)).toEqual({ client: '', specialist: 'Kira', status: 'waiting-on-us' });
    expect(await owners()).toEqual([kiras, ...known]);
    const loads = await w.loads();
    await join(stranger, 'Gleb');
    expect(await stands(id)).toEqual({ client: 'Gamma', specialist: 'Boris', status: 'waiting-on-us' });
    expect(await owners()).toEqual(known);
    expect((await w.loads())['Kira']).toEqual({ cases: 0, portfolio: 0 });
    expect([await clientsOf(self), await clientsOf(contactOf('Gleb'))]).toEqual([[], ['Gamma']]);
    await undo('Gleb');
    expect(await stands(id)).toEqual({ client: '', specialist: 'Kira', status: 'waiting-on-us' });
    expect(await owners()).toEqual([kiras, ...known]);
    expect(await w.loads()).toEqual(loads);
    expect([await clientsOf(self), await clientsOf(contactOf('Gleb'))]).toEqual([[''], ['Gamma']]);
  });

  it('who was answered already goes on with whoever answered', async () => {
    w = await world(kind, company);
    const stranger = w.stranger();
    const id = conversationOf(await stranger.says('operator'));
    await w.does('Kira', id, { type: 'reply', text: 'Hello' });
    await join(stranger, 'Gleb');
    expect(await stands(id)).toEqual({ client: 'Gamma', specialist: 'Kira', status: 'waiting-on-client' });
    await undo('Gleb');
    expect(await stands(id)).toEqual({ client: '', specialist: 'Kira', status: 'waiting-on-client' });
  });

  it('is answered in what was open already, and has waited since they wrote, with a deadline from then on (R13, R28)', async () => {
    w = await world(kind, company);
    const open = conversationOf(await w.contact('Gleb').says('Good morning'));
    await w.does('Boris', open, { type: 'reply', text: 'Good morning' });
    later(60_000);
    const wrote = w.clock.at;
    const stranger = w.stranger();
    await stranger.says('operator');
    await join(stranger, 'Gleb');
    const last = await w.db.query(
      `select t.opened_at as opened, h."from" from turn t join turn_hold h on h.turn_id = t.id
        where t.conversation_id = $1::text::uuid and t.n = 2`,
      [open],
    );
    expect(last).toEqual([{ opened: wrote, from: w.clock.at }]);
  });

  it('of two clients: what was said for one is never merged into what is open for the other, and whose it is has to be said', async () => {
    w = await world(kind, company);
    await w.engine.submit({ type: 'choose-client', window: w.contact('Vera').window, client: await clientIn('Alfa') });
    const alfa = conversationOf(await w.contact('Vera').says('The licence'));
    const stranger = w.stranger();
    const id = conversationOf(await stranger.says('operator'));
    await join(stranger, 'Vera');
    expect(await stands(alfa)).toEqual({ client: 'Alfa', specialist: 'Anna', status: 'waiting-on-us' });
    expect(await stands(id)).toEqual({ client: null, specialist: 'Kira', status: 'waiting-on-us' });
    expect(await owners()).toEqual(known);
    await w.does('Kira', id, { type: 'client', client: await clientIn('Beta') });
    expect(await stands(id)).toEqual({ client: 'Beta', specialist: 'Sonya', status: 'waiting-on-us' });
    await undo('Vera');
    expect(await stands(id)).toEqual({ client: '', specialist: 'Kira', status: 'waiting-on-us' });
    expect(await stands(alfa)).toEqual({ client: 'Alfa', specialist: 'Anna', status: 'waiting-on-us' });
    expect(await owners()).toEqual([kiras, ...known]);
  });

  it.each([
    ['Alfa', ['Alfa Anna waiting-on-us', ' null closed']],
    ['Beta', ['Alfa Anna waiting-on-us', 'Beta Sonya waiting-on-us']],
  ])('who proves it by a link for %s: what they wrote is for that one', async (name, expected) => {
    w = await world(kind, company);
    await w.engine.submit({ type: 'choose-client', window: w.contact('Vera').window, client: await clientIn('Alfa') });
    const alfa = conversationOf(await w.contact('Vera').says('The licence'));
    const stranger = w.stranger();
    const id = conversationOf(await stranger.says('operator'));
    await join(stranger, 'Vera', { client: await clientIn(name) });
    const shown = async (each: ConversationId) => {
      const row = await stands(each);
      return row?.status === 'closed' ? ' null closed' : `${row?.client} ${row?.specialist} ${row?.status}`;
    };
    expect([await shown(alfa), await shown(id)]).toEqual(expected);
  });

  it('while they are being asked they are asked no more, but for which of theirs they write', async () => {
    w = await world(kind, company);
    const [first, second] = [w.stranger(), w.stranger()];
    const [one, two] = [conversationOf(await first.says('Good morning')), conversationOf(await second.says('Good morning'))];
    expect((await stands(one))?.status).toBe('asking');
    await join(first, 'Gleb');
    expect(await stands(one)).toEqual({ client: 'Gamma', specialist: 'Boris', status: 'waiting-on-us' });
    await join(second, 'Vera');
    expect(await stands(two)).toEqual({ client: null, specialist: null, status: 'asking' });
    expect((await w.thread(second.window)).at(-1)?.body).toMatchObject({ key: 'whose-client', params: { reason: 'asked' } });
    await second.taps(clientQuestion, optionOf(await clientIn('Beta')));
    expect(await stands(two)).toEqual({ client: 'Beta', specialist: 'Sonya', status: 'waiting-on-us' });
  });

  it('whom a colleague had attached elsewhere is of both, until it is undone', async () => {
    w = await world(kind, company);
    const stranger = w.stranger();
    const id = conversationOf(await stranger.says('operator'));
    const self = await strangerOf(id);
    const {
      policy: { data: policy, version: policyVersion },
      calendar,
    } = w.engine.company();
    const to = { client: await clientIn('Alfa') };
    await w.db.transaction((tx) =>
      attach(
        { tx, now: w.clock.at, newId, policy, policyVersion, calendar, actor: { kind: 'system', id: null } },
        { contact: self, to, role: 'director', reason: 'she said so' },
      ),
    );
    await join(stranger, 'Gleb');
    expect([await clientsOf(self), await clientsOf(contactOf('Gleb'))]).toEqual([[], ['Alfa', 'Gamma']]);
    expect((await stands(id))?.client).toBe('Alfa');
    await undo('Gleb');
    expect([await clientsOf(self), await clientsOf(contactOf('Gleb'))]).toEqual([['Alfa'], ['Gamma']]);
    expect((await stands(id))?.client).toBe('Alfa');
  });
});
