import type { SlackApi } from './slack-api.ts';
import { commandBody, eventBody, formType, jsonType, payloadBody, signatureOf, signedCall } from './slack-calls.ts';
import type { SlackFile, SlackMessage } from './slack-workspace.ts';
import { until } from './until.ts';

/** Where Okno listens to Slack, and what Slack knows. */
export interface SlackSide {
  readonly url: string;
  readonly slack: SlackApi;
  readonly signingSecret: string;
  readonly now: () => Date;
  /** makes a new name each time */
  readonly newId: () => string;
}

export interface Thread {
  readonly channel: string;
  readonly root: string;
}

/** Somebody in the workspace: what they do reaches Okno as Slack's own signed calls. */
export interface SlackPerson {
  readonly id: string;
  writes(
    thread: Thread,
    text: string,
    more?: { readonly files?: readonly SlackFile[]; readonly blocks?: readonly object[] },
  ): Promise<string>;
  edits(thread: Thread, ts: string, text: string): Promise<void>;
  deletes(thread: Thread, ts: string): Promise<void>;
  /** a button of the card, or one of a message in the thread */
  taps(thread: Thread, action: string, value?: string): Promise<void>;
  /** an entry of the card's "More" */
  choosesMore(thread: Thread, matter: string): Promise<void>;
  /** sends off the view opened last, with what was entered; answers what Slack is told */
  sends(values: Readonly<Record<string, unknown>>): Promise<unknown>;
  opensHome(): Promise<void>;
  command(text: string, channel: string): Promise<unknown>;
  /** what only they were told, as one text each */
  told(): readonly string[];
  /** resolves with it once they were told something that fits, with the values of its buttons */
  hears(fits: RegExp): Promise<{ readonly text: string; readonly values: Readonly<Record<string, string>> }>;
  home(): string;
}

export const chosen = (value: string) => ({ value: { type: 'static_select', selected_option: { value } } });
export const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });

export function slackPerson(side: SlackSide, id: string): SlackPerson {
  const { slack, newId } = side;
  const { workspace } = slack;
  const event = (inside: Record<string, unknown>) => call(side, jsonType, eventBody(workspace, inside, `Ev${newId()}`));
  const payload = (inside: Record<string, unknown>) =>
    call(side, formType, payloadBody(workspace, { team_id: workspace.team, user: { id, team_id: workspace.team }, ...inside }));
  const messagesOf = (channel: string) => workspace.channels.get(channel)?.messages ?? [];
  const messageAt = ({ channel }: Thread, ts: string) => {
    const found = messagesOf(channel).find((each) => each.ts === ts);
    if (found === undefined) throw new Error(`nothing stands at ${ts}`);
    return found;
  };
  const act = ({ channel, root }: Thread, action: Record<string, unknown>) =>
    payload({
      type: 'block_actions',
      trigger_id: `trigger-${newId()}`,
      response_url: `${workspace.url}respond`,
      container: { type: 'message', message_ts: root, channel_id: channel, thread_ts: root },
      actions: [{ block_id: 'b', action_ts: workspace.nextTs(), ...action }],
    });
  const told = () => workspace.ephemerals.filter((each) => each.user === id).map((each) => each.args);
  return {
    id,
    async writes(thread, text, { files, blocks } = {}) {
      const ts = workspace.nextTs();
      const message: SlackMessage = { ts, channel: thread.channel, user: id, text, thread_ts: thread.root, reactions: new Map() };
      if (blocks !== undefined) message.blocks = blocks;
      if (files !== undefined) message.files = files;
      messagesOf(thread.channel).push(message);
      const shown = files?.map((each) => ({ id: each.id, name: each.name, mimetype: each.mimetype, size: each.size, mode: 'hosted' }));
      await event({
        type: 'message',
        channel: thread.channel,
        user: id,
        text,
        ts,
        thread_ts: thread.root,
        ...(blocks === undefined ? {} : { blocks }),
        ...(shown === undefined ? {} : { subtype: 'file_share', files: shown }),
      });
      return ts;
    },
    async edits(thread, ts, text) {
      const message = messageAt(thread, ts);
      const previous = { type: 'message', user: id, ts, text: message.text, thread_ts: thread.root };
      message.text = text;
      message.edited = { user: id, ts: workspace.nextTs() };
      await event({
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        channel: thread.channel,
        ts: workspace.nextTs(),
        message: { ...previous, text, edited: message.edited },
        previous_message: previous,
      });
    },
    async deletes(thread, ts) {
      const message = messageAt(thread, ts);
      messagesOf(thread.channel).splice(messagesOf(thread.channel).indexOf(message), 1);
      await event({
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        channel: thread.channel,
        ts: workspace.nextTs(),
        deleted_ts: ts,
        previous_message: { type: 'message', user: message.user, ts, text: message.text, thread_ts: thread.root },
      });
    },
    taps: (thread, action, value = '') => act(thread, { type: 'button', action_id: action, value }).then(() => undefined),
    async choosesMore(thread, matter) {
      const option = moreOf(messageAt(thread, thread.root)).find((each) => each.startsWith(`${matter}:`));
      if (option === undefined) throw new Error(`the card offers no "${matter}"`);
      await act(thread, { type: 'overflow', action_id: 'okno_more', selected_option: { value: option } });
    },
    sends(values) {
      const last = workspace.views.at(-1);
      if (last === undefined) throw new Error('no view is open');
      const { callback_id, private_metadata } = last.view;
      const view = { id: last.id, type: 'modal', callback_id, private_metadata, state: { values } };
      return payload({ type: 'view_submission', trigger_id: `trigger-${newId()}`, view });
    },
    opensHome: () => event({ type: 'app_home_opened', user: id, tab: 'home', channel: `D${id}` }).then(() => undefined),
    command: (text, channel) => {
      const answering = { trigger_id: `trigger-${newId()}`, response_url: `${workspace.url}respond` };
      return call(side, formType, commandBody(workspace, { user: id, text, channel }, answering));
    },
    told: () => told().map((each) => readable(each)),
    async hears(fits) {
      const found = await until(`${id} is told ${fits}`, () => told().find((each) => fits.test(readable(each))));
      return { text: readable(found), values: valuesIn(found['blocks']) };
    },
    home: () => readable(workspace.homes.get(id)),
  };
}

async function call({ url, signingSecret, now }: SlackSide, type: string, body: string): Promise<unknown> {
  const at = Math.floor(now().getTime() / 1000);
  const response = await fetch(`${url}/slack/events`, signedCall(body, type, at, signatureOf(at, body, signingSecret)));
  const text = await response.text();
  if (response.status !== 200) throw new Error(`Slack was answered ${response.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Every text in it, a line each, as a reader sees it. */
export function readable(value: unknown): string {
  const found: string[] = [];
  look(value, (name, each) => {
    if (name === 'text' && typeof each === 'string') found.push(each);
  });
  return found.join('\n');
}

function valuesIn(blocks: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  look({ blocks }, (_, each) => {
    if (typeof each === 'object' && each !== null && 'action_id' in each && 'value' in each)
      found[String(each.action_id)] = String(each.value);
  });
  return found;
}

function moreOf({ blocks }: SlackMessage): string[] {
  const found: string[] = [];
  look({ blocks }, (name, each) => {
    if (name === 'value' && typeof each === 'string' && /^[a-z]+:/.test(each)) found.push(each);
  });
  return found;
}

function look(value: unknown, see: (name: string, each: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    see(name, each);
    look(each, see);
  }
}
