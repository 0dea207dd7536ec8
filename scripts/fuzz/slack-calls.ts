import { createHmac } from 'node:crypto';
import type { Dice } from './dice.ts';
import type { Target } from './document.ts';
import { type Standing, slackUserOf, type Workspace } from './messengers.ts';
import { filledIn, type SlackSamples } from './slack-samples.ts';
import type { Staff } from './stage.ts';
import type { Wish } from './wish.ts';

interface Fields {
  readonly [name: string]: unknown;
}

/** What Slack calls with, made of what stands in the workspace. */
export interface SlackCalls {
  /** any of them; `isSpoiled`: bent before it is signed, as a newer Slack, or a stranger one, might */
  any(target: Target, bend: (body: string) => string): Wish;
  /** an answer in the thread of a card */
  answer(target: Target, user: string, thread: Standing, text: string): Wish;
}

interface SlackCallsDeps {
  readonly dice: Dice;
  readonly workspace: Workspace;
  readonly staff: readonly Staff[];
  readonly samples: SlackSamples;
  readonly now: () => Date;
}

export function createSlackCalls({ dice, workspace, staff, samples, now }: SlackCallsDeps): SlackCalls {
  const { team, app, channel, signingSecret, standing, views } = workspace;
  const sent: { readonly ts: string; readonly threadTs: string }[] = [];
  let n = 0;
  const ts = () => `18${String(++n).padStart(8, '0')}.000200`;
  const user = () => (dice.chance(0.9) ? slackUserOf(dice.one(staff).email) : `U${dice.word(9).toUpperCase()}`);
  const thread = (): string => dice.maybe(standing)?.threadTs ?? dice.maybe(standing)?.ts ?? ts();
  const text = () =>
    dice.one([
      'Да, сегодня поставим',
      '// это нам',
      '!! коллегам',
      '<@U0ANY> глянь',
      '*bold* _it_ `code`',
      '',
      '<https://x.example|link>',
      'x'.repeat(4100),
    ]);

  const message = (more: Fields = {}): Fields => {
    const [own, root] = [ts(), thread()];
    sent.push({ ts: own, threadTs: root });
    return { type: 'message', channel, user: user(), text: text(), ts: own, thread_ts: root, ...more };
  };
  const file = () => ({
    id: `F${dice.word(8)}`,
    name: 'a.pdf',
    mimetype: 'application/pdf',
    size: dice.one([1, 30_000_000]),
    mode: 'hosted',
  });
  const earlier = () => dice.maybe(sent) ?? { ts: ts(), threadTs: thread() };

  const events: readonly (() => Fields)[] = [
    () => message(),
    () => message(),
    () => message({ files: [file()], subtype: 'file_share' }),
    () => message({ subtype: 'thread_broadcast' }),
    () => message({ bot_id: 'B0OTHER', subtype: 'bot_message' }),
    () => message({ text: undefined, blocks: [{ type: 'rich_text', elements: [{ type: 'unknown' }] }] }),
    () => {
      const { ts: own, threadTs } = earlier();
      const changedTo = { type: 'message', user: user(), text: text(), ts: own, thread_ts: threadTs, edited: { user: user(), ts: ts() } };
      return { type: 'message', subtype: 'message_changed', channel, message: changedTo, previous_message: {}, ts: ts() };
    },
    () => {
      const { ts: own, threadTs } = earlier();
      return {
        type: 'message',
        subtype: 'message_deleted',
        channel,
        deleted_ts: own,
        previous_message: { ts: own, thread_ts: threadTs },
        ts: ts(),
      };
    },
    () => ({
      type: 'reaction_added',
      user: user(),
      reaction: 'thumbsup',
      item: { type: 'message', channel, ts: earlier().ts },
      event_ts: ts(),
    }),
    () => ({ type: 'app_home_opened', user: user(), channel: 'D0', tab: dice.one(['home', 'messages']), event_ts: ts() }),
    () => ({ type: 'app_mention', user: user(), channel, text: '<@U0BOT> help', ts: ts(), thread_ts: thread() }),
    () => ({ type: 'user_change', user: { id: user(), team_id: team, deleted: dice.chance(0.05), profile: { email: 'x@fuzz.example' } } }),
    () => ({ type: 'team_join', user: { id: user(), team_id: team } }),
    () => ({ type: 'file_deleted', file_id: `F${dice.word(8)}`, event_ts: ts() }),
    () => ({ type: 'channel_archive', channel, user: user() }),
    () => ({ type: 'member_joined_channel', channel, user: user() }),
  ];

  const tap = (): Fields => {
    const on = dice.maybe(standing);
    const offered = buttonsIn(on?.blocks);
    const button = dice.maybe(offered) ?? {
      action_id: dice.one(['okno_take', 'okno_resolve', 'okno_transfer', 'okno_send', 'okno_keep', 'okno_retry', 'okno_late']),
      value: dice.uuid(),
    };
    const container = { type: 'message', channel_id: channel, message_ts: on?.ts ?? ts(), thread_ts: on?.threadTs ?? undefined };
    return {
      type: 'block_actions',
      user: { id: user(), team_id: team },
      trigger_id: dice.word(),
      response_url: `${workspace.url}/respond`,
      container,
      actions: [{ ...button, action_ts: ts() }],
    };
  };
  const submitted = (): Fields => {
    const view = dice.maybe(views) ?? { type: 'modal', callback_id: dice.one(['okno_log', 'okno_transfer', 'okno_late']), blocks: [] };
    return {
      type: 'view_submission',
      user: { id: user(), team_id: team },
      trigger_id: dice.word(),
      view: { id: `V${dice.word(6)}`, ...view, state: { values: enteredIn(view['blocks'], dice, now()) } },
    };
  };
  const suggestion = (): Fields => ({
    type: 'block_suggestion',
    user: { id: user(), team_id: team },
    action_id: 'okno_caller',
    value: dice.one(['a', 'анн', '']),
    view: { id: 'V', private_metadata: '{}' },
  });
  const command = (): Fields => ({
    command: '/okno',
    text: dice.one(['', 'help', 'log', 'away', 'available', 'off', 'nonsense \ud83d']),
    user_id: user(),
    channel_id: channel,
    trigger_id: dice.word(),
    response_url: `${workspace.url}/respond`,
  });

  const here = {
    channel: () => channel,
    channel_id: () => channel,
    user: user,
    user_id: user,
    ts,
    thread_ts: thread,
    message_ts: thread,
    deleted_ts: () => earlier().ts,
    text,
  };

  function call(target: Target, fields: Fields, form: 'json' | 'payload' | 'fields', bend: (body: string) => string): Wish {
    const ours = { team_id: team, api_app_id: app, ...fields };
    const plain = bend(JSON.stringify(ours));
    const body = form === 'json' ? plain : form === 'payload' ? new URLSearchParams({ payload: plain }).toString() : formOf(plain);
    const at = Math.floor(now().getTime() / 1000);
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`;
    const type = form === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    const headers = { 'content-type': type, 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature };
    const kind = String((fields['event'] as Fields | undefined)?.['type'] ?? fields['type'] ?? fields['command']);
    return { target, method: 'POST', path: '/slack/events', params: {}, headers, body, by: `Slack, ${kind}`, how: 'valid' };
  }
  const envelope = (event: Fields): Fields => ({ type: 'event_callback', event_id: `Ev${dice.word()}`, event });

  return {
    any(target, bend) {
      const die = dice.next();
      const sample = dice.maybe(die < 0.1 ? samples.events : die > 0.97 ? samples.interactive : []);
      if (sample !== undefined && die < 0.5) return call(target, envelope(filledIn(sample, dice, here)), 'json', bend);
      if (sample !== undefined) return call(target, filledIn(sample, dice, here), 'payload', bend);
      if (die < 0.55) return call(target, envelope(dice.one(events)()), 'json', bend);
      if (die < 0.75) return call(target, tap(), 'payload', bend);
      if (die < 0.87) return call(target, submitted(), 'payload', bend);
      if (die < 0.92) return call(target, suggestion(), 'payload', bend);
      return call(target, command(), 'fields', bend);
    },
    answer: (target, who, { ts: root, threadTs }, words) =>
      call(target, envelope(message({ user: who, text: words, thread_ts: threadTs ?? root })), 'json', (body) => body),
  };
}

function formOf(json: string): string {
  try {
    const entries = Object.entries(JSON.parse(json) as Fields).map(([name, value]) => [name, String(value)]);
    return new URLSearchParams(Object.fromEntries(entries) as Record<string, string>).toString();
  } catch {
    return json;
  }
}

/** Everything in blocks that can be tapped, as Slack would send the tap. */
function buttonsIn(blocks: unknown): Fields[] {
  const found: Fields[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { action_id: action, value: carried, options } = value as { action_id?: unknown; value?: unknown; options?: Fields[] };
    if (typeof action === 'string' && Array.isArray(options))
      for (const each of options) found.push({ action_id: action, selected_option: each });
    else if (typeof action === 'string') found.push({ action_id: action, value: carried });
    for (const each of Object.values(value)) walk(each);
  };
  walk(blocks);
  return found;
}

/** What somebody might enter in the inputs of a view. */
function enteredIn(blocks: unknown, dice: Dice, now: Date): Fields {
  const values: Record<string, Fields> = {};
  for (const block of Array.isArray(blocks) ? (blocks as Fields[]) : []) {
    const element = (block['element'] ?? block['accessory']) as Fields | undefined;
    if (element === undefined) continue;
    const options = (element['options'] ?? []) as Fields[];
    const chosen = dice.maybe(options);
    const entered = String(element['type']).includes('datetime')
      ? { selected_date_time: Math.floor(now.getTime() / 1000) + dice.one([600, 86_400, -600, 2 ** 40]) }
      : chosen === undefined
        ? { value: dice.one(['Причина', 'x', '']) }
        : { selected_option: chosen };
    values[String(block['block_id'])] = { [String(element['action_id'])]: { type: element['type'], ...entered } };
  }
  return values;
}
