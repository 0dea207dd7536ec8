import { afterEach, describe, expect, it } from 'vitest';
import { optionOf } from '../../../flows/client-choice.ts';
import { clientQuestion } from '../../../src/domain/content.ts';
import type { ClientId, ContactId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { databases } from '../../support/database.ts';
import { conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';

let w: World;
afterEach(async () => {
  expect(await recount(w.db, w.engine.company())).toEqual([]);
  await w.close();
});

/** Vera keeps the books of two companies; the second one is still with sales. */
const company: WorldSpec = {
  specialists: [
    { name: 'Anna' },
    { name: 'Boris' },
    { name: 'Sonya', department: 'sales' },
    { name: 'Fedor', department: 'finance' },
    { name: 'Dina', role: 'director', serves: false },
  ],
  clients: [
    { name: 'Alfa', owner: { client: 'Anna' }, contacts: ['Vera'] },
    { name: 'Beta', owner: { sales: 'Sonya' }, stage: 'initial', contacts: ['Vera'] },
    { name: 'Gamma', owner: { client: 'Boris' }, contacts: ['Gleb'] },
  ],
};

async function idOf(table: 'client' | 'contact', name: string): Promise<string> {
  const [row] = await w.db.query<{ id: string }>(`select id from ${table} where name = $1`, [name]);
  if (row === undefined) throw new Error(`no ${table} ${name}`);
  return row.id;
}
const clientIn = async (name: string) => (await idOf('client', name)) as ClientId;
const vera = () => w.contact('Vera');
const taps = async (name: string) => vera().taps(clientQuestion, optionOf(await clientIn(name)));
const chooses = async (name: string) => w.engine.submit({ type: 'choose-client', window: vera().window, client: await clientIn(name) });
const rows = async () => {
  const names = new Map(
    (await w.db.query<{ id: string; name: string }>('select id, name from client')).map((each) => [each.id, each.name]),
  );
  const people = new Map(
    (await w.db.query<{ id: string; name: string }>('select id, name from specialist')).map((each) => [each.id, each.name]),
  );
  return (await w.conversations(vera().window)).map(({ clientId, specialistId, status }) => [
    names.get(clientId ?? '') ?? null,
    people.get(specialistId ?? '') ?? null,
    status,
  ]);
};
const lastTold = async () => (await w.thread(vera().window)).findLast((each) => each.author === 'system')?.body;

describe.each(databases())('R6, R15: a contact of several clients, on %s', (kind) => {
  it('is asked for which of them, by the names of their own alone, and the owner of the one they tap has it', async () => {
    w = await world(kind, company);
    await vera().says('Good morning');
    expect(await rows()).toEqual([[null, null, 'asking']]);
    const asked = await lastTold();
    expect(asked).toMatchObject({ key: 'whose-client', text: 'Which company is this about?' });
    expect(asked?.question?.options.map(({ label }) => label)).toEqual(['Alfa', 'Beta']);
    await taps('Beta');
    expect(await rows()).toEqual([['Beta', 'Sonya', 'waiting-on-us']]);
    expect((await w.thread(vera().window)).filter((each) => each.author === 'client').map((each) => each.body.text)).toEqual([
      'Good morning',
      'Beta',
    ]);
  });

  it('is understood when they type its name, or its number', async () => {
    w = await world(kind, company);
    await vera().says('Good morning');
    await vera().says('2');
    expect(await rows()).toEqual([['Beta', 'Sonya', 'waiting-on-us']]);
  });

  it('R10: goes to finance with a matter of money, though they never say which of them it is about', async () => {
    w = await world(kind, company);
    const { address, window } = vera();
    const sent = { account: 'webchat', externalId: 'tapped', address, window, language: 'en', topic: 'invoice' } as const;
    const contact = (await idOf('contact', 'Vera')) as ContactId;
    await w.engine.submit({ type: 'inbound', ...sent, contact, content: { text: 'An invoice' }, occurredAt: w.clock.at });
    expect(await rows()).toEqual([[null, null, 'asking']]);
    await vera().says('operator');
    expect(await rows()).toEqual([[null, 'Fedor', 'waiting-on-us']]);
  });

  it('is asked once more when that tells nothing, and then a person comes, to whom no client belongs by that', async () => {
    w = await world(kind, company);
    await vera().says('Another thing');
    expect(await lastTold()).toMatchObject({ key: 'whose-client', params: { reason: 'asked' } });
    await vera().says('it does not print');
    expect(await lastTold()).toMatchObject({ key: 'whose-client', params: { reason: 'not-understood' } });
    const before = await w.db.query('select id from ownership where until is null');
    await vera().says('it does not print at all');
    const [second] = await rows();
    expect(second?.[0]).toBeNull();
    expect(second?.[2]).toBe('waiting-on-us');
    expect(await w.db.query('select id from ownership where until is null')).toHaveLength(before.length);
    expect(await w.db.query('select id from client')).toHaveLength(3);
  });
});

describe('R6, R10, R15: what tells whose a matter is', () => {
  it('one chosen before is asked nothing, and may run beside the other; a reply goes to whoever wrote last', async () => {
    w = await world('pglite', company);
    await chooses('Alfa');
    const alfa = conversationOf(await vera().says('The licence'));
    expect(await rows()).toEqual([['Alfa', 'Anna', 'waiting-on-us']]);
    await w.does('Anna', alfa, { type: 'reply', text: 'Which one?' });
    await chooses('Beta');
    const beta = conversationOf(await vera().says('A price, please'));
    expect(beta).not.toBe(alfa);
    expect(await rows()).toEqual([
      ['Alfa', 'Anna', 'waiting-on-client'],
      ['Beta', 'Sonya', 'waiting-on-us'],
    ]);
    expect(conversationOf(await vera().says('The yearly one'))).toBe(alfa);
    await w.does('Sonya', beta, { type: 'reply', text: 'It is 40' });
    expect(conversationOf(await vera().says('Thanks'))).toBe(beta);
  });

  it('the contact who tapped the wrong one taps the other before anybody answered, and it changes hands', async () => {
    w = await world('pglite', company);
    await vera().says('Good morning');
    await taps('Alfa');
    const loads = await w.loads();
    expect(loads['Anna']?.cases).toBeGreaterThan(0);
    await chooses('Beta');
    expect(await rows()).toEqual([['Beta', 'Sonya', 'waiting-on-us']]);
    expect((await w.loads())['Anna']).toEqual({ ...loads['Anna'], cases: 0 });
    const lapsed = await w.db.query('select 1 from turn_hold where lapsed_at is not null');
    expect(lapsed).toEqual([]);
  });

  it('a colleague names the other, in one tap: whoever serves that one has it while the client waits, and who answered finishes', async () => {
    w = await world('pglite', company);
    await chooses('Alfa');
    const id = conversationOf(await vera().says('Good morning'));
    const beta = await clientIn('Beta');
    expect(await w.does('Boris', id, { type: 'client', client: beta })).toEqual({ type: 'refused', code: 'not-in-charge' });
    expect(await w.does('Anna', id, { type: 'client', client: await clientIn('Gamma') })).toEqual({
      type: 'refused',
      code: 'not-their-client',
    });
    await w.does('Anna', id, { type: 'client', client: beta });
    expect(await rows()).toEqual([['Beta', 'Sonya', 'waiting-on-us']]);
    await w.does('Sonya', id, { type: 'reply', text: 'Hello' });
    await w.does('Sonya', id, { type: 'client', client: await clientIn('Alfa') });
    expect(await rows()).toEqual([['Alfa', 'Sonya', 'waiting-on-client']]);
    const log = await w.db.query<{ type: string }>(`select type from conversation_event where type = 'client.named' order by n`);
    expect(log).toHaveLength(2);
  });

  it('somebody took it while they were asked: the tap counts all the same', async () => {
    w = await world('pglite', company);
    const id = conversationOf(await vera().says('Good morning'));
    await w.does('Boris', id, { type: 'take' });
    expect(await rows()).toEqual([[null, 'Boris', 'waiting-on-us']]);
    await taps('Alfa');
    expect(await rows()).toEqual([['Alfa', 'Anna', 'waiting-on-us']]);
    expect(await taps('Gamma')).toEqual({ type: 'refused', code: 'stale-choice' });
  });

  it('what they are at a client counts for that client alone: accountant of one, director of the other', async () => {
    const [alfa, beta, gamma] = company.clients ?? [];
    w = await world('pglite', {
      ...company,
      clients: [{ ...alfa!, roles: { Vera: 'Chief accountant' } }, { ...beta!, roles: { Vera: 'director' } }, gamma!],
    });
    await vera().says('Good morning');
    await taps('Alfa');
    expect(await rows()).toEqual([['Alfa', 'Fedor', 'waiting-on-us']]);
    await chooses('Beta');
    // Finance has not answered yet, so the tap means that very matter.
    expect(await rows()).toEqual([['Beta', 'Sonya', 'waiting-on-us']]);
  });

  it('R4: of a large newcomer, named by a tap, it is for sales, whoever owns it and whatever they are otherwise', async () => {
    const [alfa] = company.clients ?? [];
    w = await world('pglite', {
      ...company,
      clients: [alfa!, { name: 'Beta', size: 'large', stage: 'prospect', owner: { client: 'Boris' }, contacts: ['Vera'] }],
    });
    await vera().says('A small question');
    await taps('Alfa');
    expect(await rows()).toEqual([['Alfa', 'Anna', 'waiting-on-us']]);
    await chooses('Beta');
    expect(await rows()).toEqual([['Beta', 'Sonya', 'waiting-on-us']]);
    const [conversation] = await w.conversations(vera().window);
    await w.does('Sonya', conversation!.id, { type: 'reply', text: 'Here it is' });
    const meetings = await w.db.query(`select kind, specialist_id as specialist, client_id as client from task where kind = 'meeting'`);
    expect(meetings).toEqual([{ kind: 'meeting', specialist: w.specialist('Sonya'), client: await clientIn('Beta') }]);
  });

  it('finance for one company runs beside finance for the other', async () => {
    w = await world('pglite', company);
    await chooses('Alfa');
    const alfa = conversationOf(await vera().says('One'));
    await w.does('Anna', alfa, { type: 'reply', text: 'Yes?' });
    await w.does('Anna', alfa, { type: 'beside', track: 'finance', reason: 'a bill' });
    await chooses('Beta');
    const beta = conversationOf(await vera().says('Two'));
    await w.does('Sonya', beta, { type: 'beside', track: 'finance', reason: 'another bill' });
    expect((await rows()).map(([client, person]) => [client, person])).toEqual([
      ['Alfa', 'Anna'],
      ['Alfa', 'Fedor'],
      ['Beta', 'Sonya'],
      ['Beta', 'Fedor'],
    ]);
  });

  it('a specialist who writes first is asked for which, unless one of them alone is theirs', async () => {
    w = await world('pglite', company);
    const contact = (await idOf('contact', 'Vera')) as ContactId;
    const opens = (actor: string, client?: ClientId) =>
      w.engine.submit({
        type: 'opening',
        key: `${actor} ${client}`,
        actor: w.specialist(actor),
        contact,
        text: 'Hello',
        ...(client && { client }),
      });
    expect(await opens('Boris')).toEqual({ type: 'refused', code: 'client-unclear' });
    await opens('Sonya');
    await opens('Anna');
    expect(await rows()).toEqual([
      ['Beta', 'Sonya', 'waiting-on-client'],
      ['Alfa', 'Anna', 'waiting-on-client'],
    ]);
    expect(await opens('Boris', await clientIn('Gamma'))).toEqual({ type: 'refused', code: 'not-their-client' });
    expect(await opens('Boris', await clientIn('Alfa'))).toEqual({ type: 'refused', code: 'not-in-charge' });
  });

  it('who is of one client is asked nothing', async () => {
    w = await world('pglite', company);
    await w.contact('Gleb').says('Good morning');
    expect((await w.thread(w.contact('Gleb').window)).map((each) => each.body.key ?? each.body.text)).toEqual(['Good morning', 'joined']);
  });
});
