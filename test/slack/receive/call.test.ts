import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockAllowance } from '../../../src/domain/clock.ts';
import { house, json, refusal } from '../../http/house.ts';
import { signatureOf, signingSecret, slackUserOf } from '../../support/slack-calls.ts';
import { channel, type Stage, stage } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }] });
});
afterAll(() => on.close());

const seconds = () => Math.floor(on.house.world.clock.at.getTime() / 1000);
const body = () =>
  JSON.stringify({
    type: 'event_callback',
    team_id: on.slack.workspace.team,
    api_app_id: on.slack.workspace.appId,
    event_id: 'EvForged',
    event: { type: 'message', channel, user: slackUserOf('Olga'), text: 'Forged', ts: '1.1', thread_ts: '1.0' },
  });

describe('a call in the name of Slack', () => {
  it('answers the question by which Slack gets to know the address', async () => {
    const answer = await on.calls(JSON.stringify({ type: 'url_verification', token: 't', challenge: 'a riddle' }));
    expect([answer.status, await json(answer)]).toEqual([200, { challenge: 'a riddle' }]);
  });

  it.each([
    ['without a signature', { signature: '' }],
    ['with one that is no signature', { signature: 'v0=zz' }],
    ['signed by somebody else', { signature: signatureOf(1_772_442_000, '{}', 'another secret') }],
  ])('%s is refused', async (_, change) => {
    expect(await refusal(await on.calls(body(), change))).toEqual([401, 'slack-signature']);
  });

  it('signed rightly for another body is refused', async () => {
    expect(await refusal(await on.calls(body(), { signature: signatureOf(seconds(), `${body()} `, signingSecret) }))).toEqual([
      401,
      'slack-signature',
    ]);
  });

  it.each([
    ['older than five minutes', -301, 401],
    ['five minutes old', -300, 200],
    ['ahead by what clocks may differ', clockAllowance, 200],
    ['from the future', clockAllowance + 1, 401],
  ])('%s', async (_, off, status) => {
    const answer = await on.calls(JSON.stringify({ type: 'url_verification', challenge: 'x' }), { at: seconds() + off });
    expect(answer.status).toBe(status);
  });

  it.each([
    [{ type: 'event_callback', event: null }],
    [{ type: 'event_callback' }],
    [{ type: 'event_callback', event: { type: 7 } }],
    [{ type: 'event_callback', event: [] }],
    [{ type: 'block_actions', actions: null }],
    [{ type: 'block_actions', actions: [] }],
    [{ type: 'block_actions', actions: [null] }],
    [{ type: 'view_submission', view: 'x' }],
    [{ type: 'view_closed' }],
  ])('that promises what is not there is refused: %j', async (broken) => {
    const { team, appId } = on.slack.workspace;
    expect(await refusal(await on.calls(JSON.stringify({ ...broken, team_id: team, api_app_id: appId })))).toEqual([400, 'bad-json']);
  });

  it.each(['okno_send', 'okno_keep', 'okno_retry', 'okno_late', 'okno_take', 'okno_more'])(
    'of a button %s that carries nothing, or nothing of ours, changes nothing',
    async (action) => {
      const { team, appId } = on.slack.workspace;
      for (const value of [undefined, '', 'x', '00000000-0000-0000', '{}', '\u0000']) {
        const tapped = { action_id: action, action_ts: '1.1', ...(value === undefined ? {} : { value }) };
        const payload = { type: 'block_actions', user: { id: slackUserOf('Olga') }, team_id: team, api_app_id: appId, actions: [tapped] };
        const answer = await on.calls(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), {
          type: 'application/x-www-form-urlencoded',
        });
        expect([value, answer.status]).toEqual([value, 200]);
      }
      expect(on.submitted).toEqual([]);
    },
  );

  it.each(['okno_late_view', 'okno_log_view', 'okno_transfer_view'])(
    'of a view %s about nothing of ours changes nothing',
    async (callback) => {
      const { team, appId } = on.slack.workspace;
      const select = (value: string) => ({ type: 'static_select', selected_option: { value } });
      const about = { conversation: 'x', channel: null, threadTs: null, more: 'x/y' };
      for (const metadata of [JSON.stringify(about), JSON.stringify({ ...about, conversation: '' }), '{', '']) {
        const state = {
          values: { text: { text: { value: 'Late' } }, caller: { okno_caller: select('x') }, kind: { kind: select('call') } },
        };
        const view = { id: 'V1', type: 'modal', callback_id: callback, private_metadata: metadata, blocks: [], state };
        const payload = { type: 'view_submission', user: { id: slackUserOf('Olga') }, team_id: team, api_app_id: appId, view };
        const answer = await on.calls(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), {
          type: 'application/x-www-form-urlencoded',
        });
        expect([metadata, answer.status]).toEqual([metadata, 200]);
      }
      expect(on.submitted).toEqual([]);
    },
  );

  it('of another app or another workspace is refused', async () => {
    const foreign = async (change: Record<string, unknown>) => refusal(await on.event({ type: 'message', ts: '1.1' }, 'EvForeign', change));
    expect(await foreign({ api_app_id: 'A0OTHER' })).toEqual([401, 'slack-app']);
    expect(await foreign({ team_id: 'T0OTHER' })).toEqual([401, 'slack-app']);
  });

  it('copied from one that was taken is refused, unless Slack says that it repeats its event', async () => {
    const { team, appId } = on.slack.workspace;
    const copied = JSON.stringify({
      type: 'event_callback',
      team_id: team,
      api_app_id: appId,
      event_id: 'EvCopied',
      event: { type: 'none' },
    });
    expect((await on.calls(copied)).status).toBe(200);
    expect(await refusal(await on.calls(copied))).toEqual([401, 'slack-signature']);
    expect((await on.calls(copied, { headers: { 'x-slack-retry-num': '1' } })).status).toBe(200);
    const typed = new URLSearchParams({ command: '/okno', text: 'back', user_id: slackUserOf('Olga'), team_id: team, api_app_id: appId });
    const form = { type: 'application/x-www-form-urlencoded' };
    expect((await on.calls(typed.toString(), form)).status).toBe(200);
    expect((await on.calls(typed.toString(), { ...form, headers: { 'x-slack-retry-num': '1' } })).status).toBe(401);
  });

  it('that is no JSON, or nothing Slack would send, is refused', async () => {
    expect(await refusal(await on.calls('{'))).toEqual([400, 'bad-json']);
    expect(await refusal(await on.calls('<xml/>', { type: 'text/xml' }))).toEqual([400, 'bad-json']);
  });

  it('leaves nothing behind when it is refused', async () => {
    const keys = await on.house.world.db.query(`select external_id from inbound_key where external_id like 'event:%'`);
    expect(keys).toEqual([]);
    expect(on.submitted).toEqual([]);
  });

  it('larger than anything Slack sends is refused', async () => {
    expect(await refusal(await on.calls('x'.repeat(4 * 1024 * 1024 + 1)))).toEqual([413, 'too-large']);
  });
});

describe('without Slack', () => {
  it('Slack is asked to come again while the workspace was not reached', async () => {
    const home = await house(
      { specialists: [{ name: 'Olga' }] },
      { slack: { receiveCall: async () => ({ type: 'refused', code: 'not-ready' }) } },
    );
    const answer = await home.request('/slack/events', { method: 'POST', body: '{}' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await home.close();
  });

  it('there is nothing at its address', async () => {
    const home = await house({ specialists: [{ name: 'Olga' }] });
    const answer = await home.request('/slack/events', { method: 'POST', body: '{}' });
    expect(await refusal(answer)).toEqual([404, 'not-found']);
    await home.close();
  });
});
