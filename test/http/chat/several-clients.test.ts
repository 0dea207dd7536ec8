import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Overloaded, type Submit } from '../../../src/engine/submissions/submission.ts';
import type { ChatSession, OpenSession } from '../../../src/http/chat/protocol.ts';
import { sha256 } from '../../../src/http/keys.ts';
import type { WorldSpec } from '../../support/world.ts';
import { type House, house, json, newId, posting, refusal, siteSecret, visitorOf } from '../house.ts';

/** Vera keeps the books of a bakery and of a mill; Clara those of two others; Dora is of the farm alone. */
describe('R6: a contact of several clients, in the chat', () => {
  let home: House;
  let isBusy = false;
  beforeAll(async () => {
    const company: WorldSpec = {
      specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Sonya', department: 'sales' }],
      clients: [
        { name: 'Bakery', owner: { client: 'Olga' }, contacts: ['Vera', 'Clara', 'Emma'] },
        { name: 'Mill', owner: { sales: 'Sonya' }, stage: 'initial', contacts: ['Vera', 'Clara', 'Emma'] },
        { name: 'Farm', owner: { client: 'Pavel' }, contacts: ['Dora'] },
      ],
    };
    const submit: Submit = async (submission) => {
      if (isBusy) throw new Overloaded('server', 1);
      return home.engine.submit(submission);
    };
    home = await house(company, { submit });
    await home.world.db.query(`update client set external_id = 'crm-' || lower(name)`);
  });
  afterAll(() => home.close());

  const open = async (body: OpenSession) => json<ChatSession>(await home.request('/chat/v1/session', posting(body)));
  const signed = (sub: string, more: Record<string, unknown> = {}) =>
    new SignJWT(more)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(sub)
      .setExpirationTime(Math.floor(home.world.clock.at.getTime() / 1000) + 3600)
      .sign(new TextEncoder().encode(siteSecret));
  const idOf = async (table: 'client' | 'contact', name: string) =>
    (await home.world.db.query<{ id: string }>(`select id from ${table} where name = $1`, [name]))[0]?.id ?? '';
  const stands = async (contact: string) =>
    (
      await home.world.db.query<{ client: string | null; specialist: string | null }>(
        `select cl.name as client, s.name as specialist from conversation c join contact ct on ct.id = c.contact_id
         left join client cl on cl.id = c.client_id left join specialist s on s.id = c.specialist_id where ct.name = $1 order by c.id`,
        [contact],
      )
    ).map(({ client, specialist }) => [client, specialist]);

  it('is shown the choice of their own alone, and says by one tap for which they write', async () => {
    const session = await open({ identity: await signed('Vera'), language: 'en' });
    const vera = visitorOf(home.request, session);
    await vera.says('Good morning');
    expect(await stands('Vera')).toEqual([[null, null]]);
    const { state } = await open({ renewal: session.renewal });
    expect(state.clients?.options.map(({ label }) => label)).toEqual(['Bakery', 'Mill']);
    expect(await refusal(await vera.post('/client', { client: await idOf('client', 'Farm') }))).toEqual([409, 'not-their-client']);
    expect((await vera.post('/client', { client: await idOf('client', 'Mill') })).status).toBe(204);
    expect(await stands('Vera')).toEqual([['Mill', 'Sonya']]);
    // The other one, before anybody has answered, is a tap that went wrong.
    expect((await vera.post('/client', { client: await idOf('client', 'Bakery') })).status).toBe(204);
    expect(await stands('Vera')).toEqual([['Bakery', 'Olga']]);
  });

  it('a site that names the company is asked nothing more; of one that is not theirs nothing follows', async () => {
    const clara = visitorOf(home.request, await open({ identity: await signed('Clara', { okno_client: 'external:crm-mill' }) }));
    await clara.says('A price, please');
    expect(await stands('Clara')).toEqual([['Mill', 'Sonya']]);
    const dora = visitorOf(home.request, await open({ identity: await signed('Dora', { okno_client: 'external:crm-mill' }) }));
    await dora.says('Good morning');
    expect(await stands('Dora')).toEqual([['Farm', 'Pavel']]);
  });

  it('what was written before the site said who they are is for the company it names', async () => {
    const before = await open({});
    await visitorOf(home.request, before).says('operator');
    await open({ identity: await signed('Clara', { okno_client: await idOf('client', 'Bakery') }), renewal: before.renewal });
    await home.world.engine.submit({ type: 'choose-client', window: before.window as never, client: newId() as never });
    const named = await home.world.db.query(
      `select 1 from timer t join conversation c on c.id = t.conversation_id join client cl on cl.name = 'Bakery'
       where t.key = 'joined-client' and t.raised->>'client' = cl.id::text`,
    );
    expect(named).toHaveLength(1);
  });

  it('a personal link is of a membership: what is written next is for that client', async () => {
    const token = `invite ${newId()}`;
    const at = home.world.clock.at;
    await home.world.db.query(
      `insert into invite (token_hash, contact_id, client_id, created_at, expires_at)
       values ($1, $2::text::uuid, $3::text::uuid, $4::text::timestamptz, $5::text::timestamptz)`,
      [
        await sha256(token),
        await idOf('contact', 'Emma'),
        await idOf('client', 'Mill'),
        at.toISOString(),
        new Date(at.getTime() + 3_600_000).toISOString(),
      ],
    );
    // What goes wrong with it leaves the link as good as it was.
    isBusy = true;
    expect(await refusal(await home.request('/chat/v1/session', posting({ invite: token })))).toEqual([503, 'overloaded']);
    isBusy = false;
    await visitorOf(home.request, await open({ invite: token })).says('Good morning');
    expect(await stands('Emma')).toEqual([['Mill', 'Sonya']]);
  });
});
