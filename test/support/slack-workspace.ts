import { SlackFault } from './slack-faults.ts';

/** Arguments of a call: objects and arrays decoded, everything else as text. */
export type Args = Readonly<Record<string, unknown>>;

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly size: number;
  bytes: Uint8Array | null;
  /** where it stands: channel -> ts of the message that shows it */
  readonly shares: Map<string, string>;
  /** of an incoming file: the kind Slack claims */
  readonly mimetype?: string;
  /** where it lies, when that is not with Slack: a file of another service */
  readonly url?: string;
}

export interface SlackMessage {
  readonly ts: string;
  readonly channel: string;
  /** of the root; absent on a root and on plain messages */
  thread_ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  username?: string;
  text: string;
  blocks?: readonly unknown[];
  metadata?: unknown;
  edited?: { readonly user: string; readonly ts: string };
  files?: readonly SlackFile[];
  readonly reactions: Map<string, Set<string>>;
}

export interface SlackChannel {
  readonly id: string;
  name: string;
  archived: boolean;
  /** whether the app is in it */
  joined: boolean;
  private: boolean;
  readonly members: Set<string>;
  readonly messages: SlackMessage[];
}

export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly team_id?: string;
  readonly enterprise_user?: { readonly teams: readonly string[] };
  readonly tz?: string;
}

/** What the fake remembers of the workspace. */
export interface Workspace {
  readonly team: string;
  readonly appId: string;
  readonly botUser: string;
  readonly botId: string;
  readonly url: string;
  readonly channels: Map<string, SlackChannel>;
  readonly users: Map<string, SlackUser>;
  readonly files: Map<string, SlackFile>;
  /** what only one person was shown */
  readonly ephemerals: { readonly channel: string; readonly user: string; readonly args: Args }[];
  /** what was sent to the address an action came with */
  readonly responses: Args[];
  /** modals opened, pushed or updated, in order */
  readonly views: { readonly id: string; readonly method: string; readonly view: Record<string, unknown>; readonly args: Args }[];
  /** App Home by user: the newest one published */
  readonly homes: Map<string, Record<string, unknown>>;
  /** the token is no good any more */
  revoked: boolean;
  /** what apps.connections.open answers */
  socketUrl: string;
  /** scopes of the token, as Slack tells them in x-oauth-scopes */
  scopes: readonly string[];
  nextTs(): string;
  nextId(prefix: string): string;
}

export function newWorkspace(url: string): Workspace {
  let last = Date.now() * 1000;
  let number = 0;
  return {
    team: 'T0OKNOTEST',
    appId: 'A0OKNOAPP',
    botUser: 'U0OKNOBOT',
    botId: 'B0OKNOBOT',
    url,
    channels: new Map(),
    users: new Map(),
    files: new Map(),
    ephemerals: [],
    responses: [],
    views: [],
    homes: new Map(),
    revoked: false,
    socketUrl: 'ws://127.0.0.1:9/',
    scopes: [],
    nextTs() {
      last = Math.max(last + 1, Date.now() * 1000);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
    nextId(prefix) {
      number += 1;
      return `${prefix}0${String(number).padStart(8, '0')}`;
    },
  };
}

export function addChannel(workspace: Workspace, id: string, more: Partial<SlackChannel> = {}): SlackChannel {
  const channel: SlackChannel = {
    id,
    name: id.toLowerCase(),
    archived: false,
    joined: true,
    private: false,
    members: new Set(),
    messages: [],
    ...more,
  };
  workspace.channels.set(id, channel);
  return channel;
}

/** A channel the app may write in; throws as Slack does otherwise. */
export function openChannel(workspace: Workspace, id: unknown): SlackChannel {
  const asked = String(id ?? '');
  // A direct message is opened by its user's id.
  if (workspace.users.has(asked)) return workspace.channels.get(`D${asked}`) ?? addChannel(workspace, `D${asked}`);
  const channel = workspace.channels.get(asked);
  if (channel === undefined) throw new SlackFault('channel_not_found');
  if (channel.archived) throw new SlackFault('is_archived');
  if (!channel.joined) throw new SlackFault('not_in_channel');
  return channel;
}

export function findMessage(channel: SlackChannel, ts: unknown): SlackMessage {
  const found = channel.messages.find((each) => each.ts === ts);
  if (found === undefined) throw new SlackFault('message_not_found');
  return found;
}

/** As Slack shows a message to whoever reads the channel. */
export function shown(message: SlackMessage, workspace: Workspace): Record<string, unknown> {
  const { reactions, files, channel: _, bot_id, ...rest } = message;
  return {
    type: 'message',
    ...rest,
    ...(bot_id === undefined ? {} : { bot_id, app_id: workspace.appId }),
    ...(files === undefined ? {} : { files: files.map(shownFile) }),
    ...(reactions.size === 0 ? {} : { reactions: [...reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })) }),
  };
}

export function shownFile(file: SlackFile): Record<string, unknown> {
  const shares = Object.fromEntries([...file.shares].map(([channel, ts]) => [channel, [{ ts }]]));
  return { id: file.id, name: file.name, title: file.title, size: file.size, mimetype: file.mimetype, shares: { public: shares } };
}
