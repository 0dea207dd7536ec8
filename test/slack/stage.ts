import type { CallLimit } from '../../scripts/support/messenger-limits.ts';
import type { ConversationId, WindowId } from '../../src/domain/ids.ts';
import { objections } from '../../src/domain/objection.ts';
import type { Submission } from '../../src/engine/submissions/submission.ts';
import { createSlackClient } from '../../src/slack/api/client.ts';
import { slackApi } from '../../src/slack/api/web-api.ts';
import { createSlackDoor, type DoorOptions, type SlackDoor } from '../../src/slack/receive/door.ts';
import { type House, house, newId } from '../http/house.ts';
import { silentLog } from '../support/log.ts';
import { type SlackApi, startSlackApi } from '../support/slack-api.ts';
import { addStaff, signingSecret } from '../support/slack-calls.ts';
import { addChannel } from '../support/slack-workspace.ts';
import { until } from '../support/until.ts';
import { conversationOf, type WorldSpec } from '../support/world.ts';
import { channel, type WorkspaceCalls, workspaceCalls } from './workspace-calls.ts';

export { channel } from './workspace-calls.ts';

/** A client's conversation with its thread. */
export interface Thread {
  readonly conversation: ConversationId;
  readonly window: WindowId;
  readonly root: string;
}

export interface Stage extends WorkspaceCalls {
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
  /** a client writes and is served by this specialist, in a thread */
  thread(specialist: string, text?: string): Promise<Thread>;
  /** what only this user was told, the newest last */
  told(user: string): readonly Readonly<Record<string, unknown>>[];
  /** resolves when the user was told something that fits */
  hears(user: string, fits: RegExp): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** The Slack door before a workspace of its own, behind HTTP; nothing posts in threads here. */
export async function stage(
  spec: WorldSpec,
  options: Partial<DoorOptions> = {},
  { limits, before }: { readonly limits?: CallLimit; readonly before?: (slack: SlackApi) => void } = {},
): Promise<Stage> {
  const slack = await startSlackApi(limits === undefined ? {} : { limits });
  before?.(slack);
  const { workspace } = slack;
  addChannel(workspace, channel);
  addStaff(workspace, spec.specialists);
  let door: SlackDoor | null = null;
  const home = await house(spec, { slack: { receiveCall: (call) => (door as SlackDoor).receiveCall(call) } });
  const behind = watchedDeps(home, slack);
  door = await createSlackDoor(behind.deps, { signingSecret, retryMs: 50, marksMs: 20, homesMs: 20, ...options });
  door.start();
  await until('the workspace is reached', () => door?.connection() ?? undefined);
  const isStaffKnown = async () => {
    const rows = await home.world.db.query<{ n: number }>('select count(*)::int as n from specialist where slack_user is not null');
    return rows[0]?.n === spec.specialists.length;
  };
  await until('the staff is known', isStaffKnown, 40_000);
  await home.engine.reload();
  const told = (user: string) => workspace.ephemerals.filter((each) => each.user === user).map((each) => each.args);
  return {
    ...workspaceCalls(home, slack),
    ...behind.seen,
    house: home,
    slack,
    door,
    thread: (specialist, text = 'Hello') => servedThread(home, slack, specialist, text),
    told,
    hears: (user, fits) => until(`${user} is told ${fits}`, () => told(user).find((each) => fits.test(JSON.stringify(each)))),
    async close() {
      await door?.stop();
      await home.close();
      await slack.close();
    },
  };
}

/** What the door stands on, and what it was seen to do with it. */
function watchedDeps(home: House, slack: SlackApi) {
  const { world } = home;
  const submitted: Submission[] = [];
  const rebuilt: { id: string; why: string }[] = [];
  const alarms: string[] = [];
  const responses: { url: string; message: Readonly<Record<string, unknown>> }[] = [];
  let first: (() => Promise<unknown>) | null = null;
  const deps: Parameters<typeof createSlackDoor>[0] = {
    db: world.db,
    now: () => world.clock.at,
    newId,
    log: silentLog,
    live: home.live,
    submit: async (submission) => {
      const work = first;
      first = null;
      await work?.();
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
  };
  const meanwhile = (work: () => Promise<unknown>) => {
    first = work;
  };
  return { deps, seen: { submitted, rebuilt, alarms, responses, meanwhile } };
}

async function servedThread(home: House, { workspace }: SlackApi, specialist: string, text: string): Promise<Thread> {
  const { world, engine } = home;
  const client = world.stranger();
  const opened = await engine.submit({
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
  const taken = await engine.submit({
    type: 'desk',
    key: newId(),
    conversation,
    actor: world.specialist(specialist),
    command: { type: 'take', knowingly: objections },
  });
  // Whoever has it already is refused, and has it.
  if (taken.type === 'refused' && taken.code !== 'already-in-charge') throw new Error(`${specialist} could not take it: ${taken.code}`);
  const root = workspace.nextTs();
  workspace.channels.get(channel)?.messages.push({ ts: root, channel, bot_id: workspace.botId, text: 'card', reactions: new Map() });
  await keepThread(home, { conversation, root });
  return { conversation, window: client.window, root };
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
