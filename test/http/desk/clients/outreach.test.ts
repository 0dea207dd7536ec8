import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutreachInput, OutreachList } from '../../../../src/http/desk/clients/outreach.ts';
import type { AuditPage } from '../../../../src/http/desk/reports/audit.ts';
import { type DeskHand, type House, house, json, newId, refusal } from '../../house.ts';

describe('R5: cold calls at the desk', () => {
  let home: House;
  let sonia: DeskHand;
  let boris: DeskHand;
  let olga: DeskHand;
  let hugo: DeskHand;
  beforeAll(async () => {
    home = await house({
      specialists: [
        { name: 'Sonia', department: 'sales' },
        { name: 'Boris', department: 'sales' },
        { name: 'Hugo', department: 'sales', role: 'head' },
        { name: 'Olga' },
      ],
      heads: { sales: 'Hugo' },
    });
    [sonia, boris, olga, hugo] = await Promise.all([home.signIn('Sonia'), home.signIn('Boris'), home.signIn('Olga'), home.signIn('Hugo')]);
  });
  afterAll(() => home.close());

  const tell = (hand: DeskHand, more: Partial<OutreachInput>) =>
    hand.post('/outreach', { key: newId(), at: home.world.clock.at.toISOString(), means: 'call', ...more });
  const list = async (hand: DeskHand, of = 'mine') => json<OutreachList>(await hand.get(`/outreach?of=${of}`));

  it('are seen by who called and by who goes on with them, and by a head, but by nobody else', async () => {
    const answer = await tell(sonia, {
      newcomer: { organisation: 'Blue Garden' },
      closer: home.world.specialist('Boris'),
      note: 'on Thursday',
    });
    expect(answer.status).toBe(200);
    for (const hand of [sonia, boris]) {
      expect((await list(hand)).records).toMatchObject([
        {
          newcomer: { organisation: 'Blue Garden' },
          by: { name: 'Sonia' },
          closer: { name: 'Boris' },
          note: 'on Thursday',
          state: 'waits',
        },
      ]);
    }
    expect(await list(hugo)).toMatchObject({ records: [], seesAll: true });
    expect((await list(hugo, 'all')).records).toHaveLength(1);
    expect(await list(olga, 'all')).toMatchObject({ records: [], tells: false, seesAll: false });
    expect(await refusal(await tell(olga, { newcomer: { organisation: 'Red Garden' } }))).toEqual([409, 'not-sales']);
  });

  it('are put right once, stay who called’s, and show what came of them', async () => {
    const [{ id, at } = { id: '', at: '' }] = (await list(sonia)).records;
    const stranger = home.world.stranger();
    await stranger.taps('who', 'contacted');
    await stranger.taps('contacted-for', 'organisation');
    await stranger.says('blue garden');
    await stranger.taps('contacted-manager', 'skip');
    const [conversation] = await home.world.conversations(stranger.window);
    expect(conversation?.specialistId).toBe(home.world.specialist('Boris'));
    expect((await list(boris)).records).toMatchObject([{ state: 'came', conversation: conversation?.id }]);
    const righted = { newcomer: { organisation: 'Blue Garden', phone: '8 921 555-00-11' }, at, corrects: id };
    expect((await tell(boris, righted)).status).toBe(200);
    expect((await list(sonia)).records).toMatchObject([
      { by: { name: 'Sonia' }, newcomer: { phone: '+79215550011' }, at, state: 'came', conversation: conversation?.id },
    ]);
    expect(await refusal(await tell(boris, { ...righted, note: 'again' }))).toEqual([409, 'outreach-corrected']);
  });

  it('are taken back by who may put them right, with words in what is on record', async () => {
    const [{ id } = { id: '' }] = (await list(sonia)).records;
    expect((await hugo.post(`/outreach/${id}/withdraw`, { key: newId() })).status).toBe(200);
    expect((await list(sonia)).records).toEqual([]);
    const { entries } = await json<AuditPage>(await hugo.get('/audit?action=outreach.withdrawn'));
    expect(entries.map(({ words }) => words)).toEqual([expect.stringContaining('taken back')]);
  });
});
