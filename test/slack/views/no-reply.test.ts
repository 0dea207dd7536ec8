import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackUserOf } from '../../support/slack-calls.ts';
import { channel, type Stage, stage } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }] });
});
afterAll(() => on.close());

const olga = slackUserOf('Olga');

interface View {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly { readonly block_id: string; readonly element: { readonly options?: readonly { readonly value: string }[] } }[];
}

const opened = () => on.slack.workspace.views.at(-1)?.view as unknown as View;

async function reasonsAre(...noReplyReasons: readonly { readonly ru: string; readonly en: string }[]): Promise<void> {
  const { world, engine } = on.house;
  await world.db.query(`update policy set data = data || $1::text::jsonb`, [JSON.stringify({ noReplyReasons })]);
  await engine.reload();
}

describe('R13: why no answer is needed', () => {
  it('is what was read and tapped, also when the list changed while the view stood open', async () => {
    const [thanks, holiday] = [
      { ru: 'Поблагодарили', en: 'They said thank you' },
      { ru: 'Поздравили', en: 'They wished us well' },
    ];
    await reasonsAre(thanks, holiday);
    const thread = await on.thread('Olga');
    const under = { container: { channel_id: channel, message_ts: thread.root } };
    await on.taps(olga, { action_id: 'okno_resolve', value: '' }, under);
    const view = opened();
    const offered = view.blocks.find((each) => each.block_id === 'usual')?.element.options ?? [];
    await reasonsAre(holiday);
    const state = { values: { usual: { value: { selected_option: offered[0] } } } };
    await on.sends(olga, { callback_id: view.callback_id, private_metadata: view.private_metadata, state });
    expect(on.submitted.at(-1)).toMatchObject({ command: { type: 'resolve', reason: thanks.en } });
    expect((await on.house.world.conversations(thread.window))[0]?.status).toBe('resolved');
  });
});
