import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withValue } from '../../../../src/domain/policy-data.ts';
import type { NewPolicy, PolicyView } from '../../../../src/http/desk/policy/policy.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, StaffHand>();
beforeAll(async () => {
  home = await staffedHouse();
  for (const name of ['Olga', 'Hanna', 'Dina']) hands.set(name, await enter(home, name));
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as StaffHand;
const view = async (name: string) => json<PolicyView>(await hand(name).get('/policy?language=en'));
const withMinutes = (minutes: number) =>
  withValue(home.world.engine.company().policy.data, 'reaction.laterMinutes', minutes) as NewPolicy['data'];

describe('the policy', () => {
  it('is read by heads and changed by the director, who is told what became different', async () => {
    expect(await view('Hanna')).toMatchObject({ version: 1, may: { change: false } });
    const response = await hand('Dina').post('/policy?language=en', { base: 1, data: withMinutes(45), note: 'Summer' });
    expect(response.status).toBe(201);
    const { version, may, versions } = await json<PolicyView>(response);
    expect({ version, may }).toEqual({ version: 2, may: { change: true } });
    expect(versions).toMatchObject([
      { version: 2, by: { name: 'Dina' }, note: 'Summer', restores: null },
      { version: 1, changes: [] },
    ]);
    expect(versions[0]?.changes).toHaveLength(1);
  });

  it('is kept in all its versions', async () => {
    const former = await json<PolicyView>(await hand('Hanna').get('/policy/1'));
    expect(former).toMatchObject({ version: 1, data: { reaction: { laterMinutes: expect.any(Number) } } });
    for (const version of ['9', 'x', '-1'])
      expect(await refusal(await hand('Hanna').get(`/policy/${version}`))).toEqual([404, 'not-found']);
  });

  it('409 when it was made from a version that is no longer active', async () => {
    expect(await refusal(await hand('Dina').post('/policy', { base: 1, data: withMinutes(50) }))).toEqual([409, 'changed-meanwhile']);
  });

  it('422 with what is wrong, where and in words', async () => {
    const data = withValue(home.world.engine.company().policy.data, 'conversations.limit', {});
    const response = await hand('Dina').post('/policy?language=en', { base: 2, data });
    expect(response.status).toBe(422);
    const { error } = await json<{ error: { code: string; details: { path: string; words: string }[] } }>(response);
    expect(error.code).toBe('policy-mistakes');
    expect(error.details[0]).toMatchObject({ path: expect.stringContaining('conversations.limit'), words: expect.any(String) });
  });

  it('R13: names the reasons for no answer that are one tap away', async () => {
    const before = await view('Dina');
    expect(before.noReplyReasons.length).toBeGreaterThan(0);
    const noReplyReasons = [{ ru: 'Спам', en: 'Spam' }];
    const response = await hand('Dina').post('/policy?language=en', { base: before.version, data: { ...before.data, noReplyReasons } });
    expect(response.status).toBe(201);
    expect(await view('Dina')).toMatchObject({ noReplyReasons, versions: [{ changes: ['Reasons for no answer: Spam'] }, {}, {}] });
  });

  it('403 for a specialist, and for a head who would change it', async () => {
    expect(await refusal(await hand('Olga').get('/policy'))).toEqual([403, 'forbidden']);
    expect(await refusal(await hand('Hanna').post('/policy', { base: 2, data: withMinutes(50) }))).toEqual([403, 'forbidden']);
  });
});
