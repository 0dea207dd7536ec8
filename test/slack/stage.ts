import { createHmac } from 'node:crypto';
import type { ConversationId, WindowId } from '../../src/domain/ids.ts';
import type { Submission } from '../../src/engine/submissions/submission.ts';
import { createSlackClient } from '../../src/slack/api/client.ts';
import { slackApi } from '../../src/slack/api/web-api.ts';
import { createSlackDoor, type SlackDoor } from '../../src/slack/receive/door.ts';
import { type House, house, newId } from '../http/house.ts';
import { type SlackApi, startSlackApi } from '../support/slack-api.ts';
import { addChannel, type SlackMessage } from '../support/slack-workspace.ts';
import { until } from '../support/until.ts';
import { conversationOf, type WorldSpec } from '../support/world.ts';

export const signingSecret = 'the signing secret of the tests';
export const channel = 'C0CLIENTS';

/** A client's conversation with its thread. */
export interface Thread {
  readonly conversation: ConversationId;
  readonly window: WindowId;
  readonly root: string;
}

export interface Stage {
  readonly house: House;
  readonly slack: SlackApi;
  readonly door: SlackDoor;
  /** what was posted to the addresses Slack gave for answers */
  readonly responses: readonly { readonly url: string; readonly message: Readonly<Record<string, unknown>> }[];
  /** everything the door gave to the engine */
  readonly submitted: Submission[];
  /** happens once, between what the door has read and what it submits next */
  meanwhile(work: () => Promise<unknown>): void;
  /** threads that were begun anew */
  readonly rebuilt: readonly { readonly id: string; readonly why: string }[];
  /** what an administrator was told */
  readonly alarms: readonly string[];
  /** posts a signed call, whatever it carries */
  calls(body: string, change?: { type?: string; at?: number; signature?: string; headers?: Record<string, string> }): Promise<Response>;
  /** an event of the workspace; `id` is its event_id */
  event(event: Record<string, unknown>, id?: string, envelope?: Record<string, unknown>): Promise<Response>;
  /** somebody writes in a thread */
  writes(user: string, thread: Thread, text: string, more?: Record<string, unknown>): Promise<{ ts: string; answer: Response }>;
  taps(user: string, action: Record<string, unknown>, where?: Record<string, unknown>): Promise<Response>;
  sends(user: string, view: Record<string, unknown>): Promise<Response>;
  suggests(user: string, action: string, typed: string): Promise<Response>;
  command(user: string, text: string): Promise<Response>;
  /** a client writes and is served by this specialist, in a thread */
  thread(specialist: string, text?: string): Promise<Thread>;
  /** what only this user was told, the newest last */
  told(user: string): readonly Readonly<Record<string, unknown>>[];
  /** resolves when the user was told something that fits */
  hears(user: string, fits: RegExp): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** The Slack user of a specialist of the stage. */
export const slackUserOf = (name: string) => `U0${name.toUpperCase()}`;

export async function stage(spec: WorldSpec): Promise<Stage> {
  const slack = await startSlackApi();
  const { workspace } = slack;
  addChannel(workspace, channel);
  const submitted: Submission[] = [];
  let meanwhile: (() => Promise<unknown>) | null = null;
  let door: SlackDoor | null = null;
  const home = await house(spec, { slack: { receiveCall: (call) => (door as SlackDoor).receiveCall(call) } });
  const { world } = home;
  for (const { name } of spec.specialists) {
    workspace.users.set(slackUserOf(name), { id: slackUserOf(name), name, email: `${name}@world.example` });
  }
  const rebuilt: { id: string; why: string }[] = [];
  const alarms: string[] = [];
  const responses: { url: string; message: Readonly<Record<string, unknown>> }[] = [];
  door = await createSlackDoor(
    {
      db: world.db,
      now: () => world.clock.at,
      newId,
      log: silent,
      live: home.live,
      submit: async (submission) => {
        const first = meanwhile;
        meanwhile = null;
        await first?.();
        submitted.push(submission);
        return home.engine.submit(submission);
      },
      company: home.engine.company,
      api: slackApi(createSlackClient(slack.token, slack.url)),
      rebuild: async (at, why) => {
        rebuilt.push({ id: at.id, why });
        return 'begun';
      },
      alarm: async (code) => void alarms.push(code),
      publicUrl: () => 'https://desk.example',
      randomToken: () => `token-${newId()}`,
      respond: async (url, message) => void responses.push({ url, message }),
    },
    { signingSecret, retryMs: 50, marksMs: 20, homesMs: 20 },
  );
  door.start();
  await until('the workspace is reached', () => door?.connection() ?? undefined);
  await until('the staff is known', async () => {
    const rows = await world.db.query<{ n: number }>('select count(*)::int as n from specialist where slack_user is not null');
    return rows[0]?.n === spec.specialists.length ? true : undefined;
  });
  await home.engine.reload();

  const now = () => Math.floor(world.clock.at.getTime() / 1000);
  const calls: Stage['calls'] = (body, { type = 'application/json', at = now(), signature, headers = {} } = {}) =>
    home.request('/slack/events', {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': signature ?? signatureOf(at, body),
        ...headers,
      },
      body,
    });
  const { team, appId } = workspace;
  const event: Stage['event'] = (inside, id = `Ev${newId()}`, envelope = {}) =>
    calls(
      JSON.stringify({
        type: 'event_callback',
        team_id: team,
        api_app_id: appId,
        event_id: id,
        event_time: now(),
        ...envelope,
        event: inside,
      }),
    );
  const payload = (inside: Record<string, unknown>) =>
    calls(`payload=${encodeURIComponent(JSON.stringify({ team: { id: team }, api_app_id: appId, ...inside }))}`, {
      type: 'application/x-www-form-urlencoded',
    });
  const told = (user: string) => workspace.ephemerals.filter((each) => each.user === user).map((each) => each.args);
  return {
    house: home,
    responses,
    meanwhile(work) {
      meanwhile = work;
    },
    rebuilt,
    alarms,
    slack,
    door,
    submitted,
    calls,
    event,
    async writes(user, thread, text, more = {}) {
      const ts = workspace.nextTs();
      const message: SlackMessage = { ts, channel, user, text, thread_ts: thread.root, reactions: new Map() };
      workspace.channels.get(channel)?.messages.push(message);
      return { ts, answer: await event({ type: 'message', channel, user, text, ts, thread_ts: thread.root, ...more }) };
    },
    taps: (user, action, where = {}) =>
      payload({
        type: 'block_actions',
        user: { id: user },
        trigger_id: `trigger-${newId()}`,
        response_url: `${slack.url}respond`,
        actions: [{ type: 'button', block_id: 'b', action_ts: workspace.nextTs(), ...action }],
        ...where,
      }),
    sends: (user, view) =>
      payload({ type: 'view_submission', user: { id: user }, trigger_id: 't', view: { id: `V${newId()}`, type: 'modal', ...view } }),
    suggests: (user, action, typed) =>
      payload({ type: 'block_suggestion', user: { id: user }, action_id: action, block_id: 'b', value: typed }),
    command: (user, text) =>
      calls(
        new URLSearchParams({
          command: '/okno',
          text,
          user_id: user,
          team_id: team,
          api_app_id: appId,
          channel_id: channel,
          trigger_id: 't',
        }).toString(),
        { type: 'application/x-www-form-urlencoded' },
      ),
    async thread(specialist, text = 'Hello') {
      const client = world.stranger();
      const id = world.specialist(specialist);
      const opened = await home.engine.submit({
        type: 'inbound',
        account: 'webchat',
        externalId: newId(),
        address: client.address,
        window: client.window,
        language: 'en',
        content: { text },
        occurredAt: world.clock.at,
      });
      const conversation = conversationOf(opened);
      await home.engine.submit({ type: 'desk', key: newId(), conversation, actor: id, command: { type: 'take' } });
      const root = workspace.nextTs();
      workspace.channels.get(channel)?.messages.push({ ts: root, channel, bot_id: workspace.botId, text: 'card', reactions: new Map() });
      await keepThread(home, { conversation, root });
      return { conversation, window: client.window, root };
    },
    told,
    hears: (user, fits) => until(`${user} is told ${fits}`, () => told(user).find((each) => fits.test(JSON.stringify(each)))),
    async close() {
      await door?.stop();
      await home.close();
      await slack.close();
    },
  };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export function signatureOf(at: number, body: string, secret = signingSecret): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
}

/** As the channel keeps it once the card stands; nothing else posts on this stage. */
export async function keepThread(
  { world }: House,
  { conversation, root, ended = false }: { conversation: string; root: string; ended?: boolean },
) {
  await world.db.query(`update slack_thread set ended_at = now() where conversation_id = $1::text::uuid and ended_at is null`, [
    conversation,
  ]);
  await world.db.query(
    `insert into slack_thread (id, conversation_id, department_id, channel, root_ts, wanted, posted, due_at, created_at, ended_at)
     select $1::text::uuid, c.id, c.department_id, $3::text, $4::text, 1, 1, now(), now(), case when $5::text = 'yes' then now() end
       from conversation c where c.id = $2::text::uuid`,
    [newId(), conversation, channel, root, ended ? 'yes' : 'no'],
  );
}
