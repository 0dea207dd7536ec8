import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

let company: Called;
beforeAll(async () => {
  company = await api();
});
afterAll(() => company.home.close());

describe('nobody speaks in the name of somebody who left', () => {
  it('neither an answer, nor a note, nor a first word, nor other words in what they wrote', async () => {
    const { world } = company.home;
    const olga = world.specialist('Olga');
    const conversation = await company.opened();
    const note = { text: 'Order 1042 was paid today.', specialistId: olga };
    expect((await company.all.post(`/conversations/${conversation}/notes`, note)).status).toBe(201);
    const { seq } = await json<{ seq: number }>(await company.all.post(`/conversations/${conversation}/messages`, { text: 'It is paid.' }));
    const adam = await company.home.signIn('Adam');
    const { version } = await json<{ version: string }>(await adam.get(`/staff/${olga}`));
    expect((await adam.post(`/staff/${olga}/leave`, { version })).status).toBe(200);
    await expect.poll(() => company.home.engine.company().people.get(olga)?.hasLeft).toBe(true);

    const contactId = await company.id('contact', 'Anna');
    const unknown = [422, 'unknown-specialist'];
    expect(await refusal(await company.all.post(`/conversations/${conversation}/notes`, note))).toEqual(unknown);
    expect(await refusal(await company.all.post(`/conversations/${conversation}/messages`, note))).toEqual(unknown);
    expect(await refusal(await company.all.post('/conversations', { contactId, text: 'Hello', specialistId: olga }))).toEqual(unknown);
    const said = `/conversations/${conversation}/messages/${seq}`;
    expect(await refusal(await company.all.send('PATCH', said, { text: 'It is not.' }))).toEqual(unknown);
    expect(await refusal(await company.all.send('DELETE', said))).toEqual(unknown);
    // The engine says no by itself, whichever door a word came through.
    const action = { type: 'desk', key: 'left-and-writes', actor: olga } as const;
    const outcome = await company.home.engine.submit({
      ...action,
      conversation: conversation as never,
      command: { type: 'note', text: 'x' },
    });
    expect(outcome).toEqual({ type: 'refused', code: 'unknown-specialist' });
  });
});
