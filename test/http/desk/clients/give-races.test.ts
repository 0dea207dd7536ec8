import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inMidst } from '../../../support/in-midst.ts';
import { json, refusal } from '../../house.ts';
import { type GivenShown, type Giving, openGiving } from './giving.ts';

let g: Giving;
beforeAll(async () => {
  g = await openGiving('postgres');
  await g.begin();
});
afterAll(() => g.close());

describe('R12: a client goes to nobody who leaves just then', () => {
  it('by a change that is undone in the midst of it', async () => {
    const { change } = await json<GivenShown>(await g.give('Hanna', 'Pavel', 'client'));
    const olga = g.person('Olga');
    const { version } = await json<{ version: string }>(await g.hand('Dina').get(`/staff/${olga}`));
    let undone: Response | undefined;
    await inMidst(
      g.home.world.db,
      () => g.hand('Dina').post(`/staff/${olga}/leave`, { version, clients: 'give' }),
      async () => {
        undone = await g.hand('Hanna').post(`/clients/${g.client}/owner/${change}/undo`, undefined);
      },
    );
    expect(undone && (await refusal(undone))).toEqual([409, 'has-left']);
    expect(await g.owners()).toEqual({ client: 'Pavel' });
  });
});
