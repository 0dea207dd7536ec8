import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetTeller } from '../../../../src/clients/tell-met.ts';
import type { ProposalShown } from '../../../../src/http/desk/work/proposal.ts';
import type { Hint, Live } from '../../../../src/live/live.ts';
import { json, refusal } from '../../house.ts';
import { type GivenShown, type Giving, hour, openGiving } from './giving.ts';

let g: Giving;
beforeAll(async () => {
  g = await openGiving();
});
beforeEach(() => g.begin());
afterAll(() => g.close());

describe('R8: across departments an owner is proposed, and accepted by the receiving head', () => {
  it('who sees it on their list with the reason and the deadline; the client moves over', async () => {
    const before = (await g.badge('Hugo')) ?? 0;
    const id = await g.proposed('Olga', { instead: 'client' });
    expect(await g.owners()).toEqual({ client: 'Olga' });
    const { proposals } = await json<{ proposals: ProposalShown[] }>(await g.hand('Hugo').get('/proposals'));
    expect(proposals.find((each) => each.id === id)).toMatchObject({
      kind: 'owner',
      status: 'asked',
      by: { name: 'Olga' },
      reason: 'knows their trade',
      instead: { key: 'client' },
      dueAt: new Date(g.home.world.clock.at.getTime() + 8 * hour).toISOString(),
      may: { decide: true, withdraw: false },
    });
    expect([await g.badge('Hugo'), await g.badge('Olga'), await g.badge('Hanna'), await g.badge('Dina')]).toEqual([before + 1, 0, 0, 0]);
    // Who is asked may look at what they are asked about.
    expect((await g.hand('Hugo').get(`/clients/${g.client}`)).status).toBe(200);
    expect(await refusal(await g.decide('Olga', id, 'accept'))).toEqual([403, 'forbidden']);
    expect((await g.decide('Hugo', id, 'accept')).status).toBe(200);
    expect(await g.owners()).toEqual({ sales: 'Ivan' });
    expect(await g.badge('Hugo')).toBe(before);
    expect(await refusal(await g.decide('Hugo', id, 'accept'))).toEqual([409, 'not-proposed']);
  });

  it('the accepted move is undone by the head it went to, and the client is back', async () => {
    const id = await g.proposed('Olga', { instead: 'client' });
    await g.decide('Hugo', id, 'accept');
    const [change] = await g.home.world.db.query<{ id: string }>('select id from owner_change where proposal_id = $1::text::uuid', [id]);
    // Nobody of the client department has anything to do with it any more.
    expect(await refusal(await g.hand('Hanna').post(`/clients/${g.client}/owner/${change?.id}/undo`, undefined))).toEqual([
      404,
      'client-not-found',
    ]);
    expect((await g.hand('Hugo').post(`/clients/${g.client}/owner/${change?.id}/undo`, undefined)).status).toBe(204);
    expect(await g.owners()).toEqual({ client: 'Olga' });
  });

  it('refused with a reason, the director decides, and their no is the last', async () => {
    const id = await g.proposed();
    expect((await g.decide('Hugo', id, 'decline', { reason: 'three tenders' })).status).toBe(200);
    expect(await g.statusOf(id)).toBe('raised');
    expect(await refusal(await g.decide('Hugo', id, 'accept'))).toEqual([409, 'not-proposed']);
    const shown = await json<ProposalShown>(await g.decide('Dina', id, 'decline', { reason: 'it stays' }));
    expect(shown).toMatchObject({
      status: 'refused',
      words: [
        { kind: 'refused', by: 'Hugo' },
        { kind: 'refused', by: 'Dina' },
      ],
    });
    expect(await g.owners()).toEqual({ client: 'Olga' });
  });

  it('not decided within the working hours of the policy, the director is asked', async () => {
    const id = await g.proposed();
    await g.lapse();
    expect(await g.statusOf(id)).toBe('raised');
    expect((await g.decide('Dina', id, 'accept')).status).toBe(200);
    expect(await g.owners()).toEqual({ client: 'Olga', sales: 'Ivan' });
  });

  it('withdrawn by whoever wished it, there is nothing to accept; a second wish meanwhile is refused', async () => {
    const id = await g.proposed();
    expect(await refusal(await g.give('Olga', 'Sveta', 'sales'))).toEqual([409, 'already-proposed']);
    expect((await g.decide('Hanna', id, 'withdraw')).status).toBe(404);
    expect((await g.decide('Olga', id, 'withdraw')).status).toBe(200);
    expect(await refusal(await g.decide('Hugo', id, 'accept'))).toEqual([409, 'not-proposed']);
  });

  it('set by hand meanwhile, the wish is met', async () => {
    const id = await g.proposed();
    await g.give('Dina', 'Ivan', 'sales');
    expect(await g.statusOf(id)).toBe('met');
    expect(await g.owners()).toEqual({ client: 'Olga', sales: 'Ivan' });
  });

  it('theirs by another way meanwhile, such as an undo, the wish is met', async () => {
    await g.give('Dina', 'Ivan', 'sales');
    const { change } = await json<GivenShown>(await g.give('Dina', 'Sveta', 'sales'));
    const id = await g.proposed();
    expect((await g.hand('Hugo').post(`/clients/${g.client}/owner/${change}/undo`, undefined)).status).toBe(204);
    expect(await g.statusOf(id)).toBe('met');
    expect(await refusal(await g.decide('Hugo', id, 'accept'))).toEqual([409, 'not-proposed']);
  });

  it('to move over from a department, it is met once that one owns it no more', async () => {
    const id = await g.proposed('Olga', { instead: 'client' });
    await g.give('Dina', 'Ivan', 'sales');
    expect(await g.statusOf(id)).toBe('asked');
    const gone = await g.hand('Dina').post(`/people/${g.person('Olga')}/portfolio/move`, { reason: 'She is ill' });
    expect([gone.status, await g.statusOf(id)]).toEqual([200, 'asked']);
    await g.give('Dina', 'Ivan', 'sales', { instead: 'client' });
    expect([await g.statusOf(id), await g.owners()]).toEqual(['met', { sales: 'Ivan' }]);
  });

  it('the owner of before has changed meanwhile: what stands when it is accepted counts', async () => {
    const id = await g.proposed('Olga', { instead: 'client' });
    await g.give('Hanna', 'Pavel', 'client');
    expect((await g.decide('Hugo', id, 'accept')).status).toBe(200);
    expect(await g.owners()).toEqual({ sales: 'Ivan' });
  });

  it('nobody owns it any more where it was to end: there is nothing to move, which is said', async () => {
    const id = await g.proposed('Olga', { instead: 'client' });
    await g.home.world.db.query(`update ownership set until = now() where client_id = $1::text::uuid and until is null`, [g.client]);
    await g.home.world.db.query(`update specialist_load set portfolio_units = portfolio_units - 40 where specialist_id = $1::text::uuid`, [
      g.person('Olga'),
    ]);
    expect(await refusal(await g.decide('Hugo', id, 'accept'))).toEqual([409, 'not-owned-there']);
    expect((await g.decide('Hugo', id, 'decline', { reason: 'gone' })).status).toBe(200);
  });

  it('accepted twice, refused and withdrawn at once: one word counts', async () => {
    const id = await g.proposed();
    const said = await Promise.all([
      g.decide('Hugo', id, 'accept'),
      g.decide('Hugo', id, 'accept'),
      g.decide('Dina', id, 'decline', { reason: 'no' }),
      g.decide('Olga', id, 'withdraw'),
    ]);
    expect(said.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const words = await g.home.world.db.query('select 1 from proposal_word where proposal_id = $1::text::uuid', [id]);
    expect(words).toHaveLength(1);
  });

  it('that comes true by another way is told at once to whoever wished it, and once', async () => {
    const { db, clock, engine } = g.home.world;
    const heard: string[] = [];
    const live = { publish: (hints: readonly Hint[]) => void heard.push(...hints.map(({ topic }) => topic)) } as unknown as Live;
    const tell = createMetTeller({ db, now: () => clock.at, company: engine.company, live });
    await tell();
    heard.length = 0;
    await g.proposed();
    await tell();
    expect(heard).toEqual([]);
    expect(await json(await g.give('Dina', 'Ivan', 'sales', { instead: 'client' }))).toMatchObject({ type: 'given' });
    await tell();
    expect(heard).toContain(`specialist:${g.person('Olga')}`);
    const times = heard.length;
    await tell();
    expect(heard).toHaveLength(times);
  });

  it('the head of the receiving department asks nobody, and neither does the director', async () => {
    expect(await json(await g.give('Dina', 'Ivan', 'sales', { instead: 'client' }))).toMatchObject({ type: 'given' });
    expect(await g.owners()).toEqual({ sales: 'Ivan' });
  });
});
