import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueTimers } from '../../../../src/db/turns/due.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import { conversationOf } from '../../../support/world.ts';
import { type House, house, json, newId, refusal } from '../../house.ts';

let home: House;
beforeAll(async () => {
  home = await house({
    specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Hanna', role: 'head', serves: false }],
    clients: [{ name: 'Mill', owner: { client: 'Anna' } }],
    heads: { client: 'Hanna' },
  });
});
afterAll(() => home.close());

describe('R13: who was late, at the desk', () => {
  it('is offered no button that would be refused, until the head hands it back', async () => {
    const { world } = home;
    const id = conversationOf(await world.contact('Mill').says('Good morning'));
    world.clock.at = new Date(world.clock.at.getTime() + 4 * 60_000);
    for (const each of await dueTimers(world.db, world.clock.at, 10)) await world.engine.submit({ type: 'timer-due', ...each });
    const [anna, boris, hanna] = [await home.signIn('Anna'), await home.signIn('Boris'), await home.signIn('Hanna')];
    const seen = async (hand: typeof anna) => (await json<ConversationView>(await hand.get(`/conversations/${id}`))).conversation;
    expect(await seen(anna)).toMatchObject({ specialist: { name: 'Boris' }, takenOver: { from: { name: 'Anna' } }, may: { take: false } });

    const handOn = { key: newId(), department: 'client', reason: 'not mine' };
    expect((await boris.post(`/conversations/${id}/transfer`, handOn)).status).toBe(200);
    expect(await seen(anna)).toMatchObject({ status: 'queued', specialist: null, takenOver: null, may: { take: false } });
    expect(await seen(boris)).toMatchObject({ may: { take: true } });
    expect(await refusal(await anna.post(`/conversations/${id}/take`, { key: newId() }))).toEqual([409, 'stand-in-finishes']);

    expect((await boris.post(`/conversations/${id}/take`, { key: newId() })).status).toBe(200);
    const shown = await seen(boris);
    expect(shown).toMatchObject({ takenOver: { from: { name: 'Anna' } }, standIn: null });
    expect((await seen(hanna)).why.at(-1)?.sentences).toContain('Anna was late with the answer here, so somebody else finishes.');
    expect((await hanna.post(`/conversations/${id}/hand-back`, { key: newId(), reason: 'it is her client' })).status).toBe(200);
    expect(await seen(anna)).toMatchObject({ specialist: { name: 'Anna' }, takenOver: null });
  });
});
