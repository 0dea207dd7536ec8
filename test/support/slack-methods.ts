import { SlackFault } from './slack-faults.ts';
import {
  type Args,
  findMessage,
  openChannel,
  type SlackMessage,
  type SlackUser,
  shown,
  shownFile,
  type Workspace,
} from './slack-workspace.ts';

type Answer = (workspace: Workspace, args: Args) => Record<string, unknown>;

/** How the methods Okno calls answer when nothing is wrong, without `ok`. */
export const answers: Readonly<Record<string, Answer>> = {
  'auth.test': (w) => ({ url: w.url, team: 'Okno', team_id: w.team, user: 'okno', user_id: w.botUser, bot_id: w.botId, app_id: w.appId }),
  'chat.postMessage': (w, args) => {
    const channel = openChannel(w, args['channel']);
    const message: SlackMessage = {
      ts: w.nextTs(),
      channel: channel.id,
      user: w.botUser,
      bot_id: w.botId,
      text: text(args),
      reactions: new Map(),
      ...optional(args),
    };
    // A reply to a root that is gone silently lands in the channel.
    const root = channel.messages.find((each) => each.ts === args['thread_ts']);
    if (root !== undefined) message.thread_ts = root.thread_ts ?? root.ts;
    channel.messages.push(message);
    return { channel: channel.id, ts: message.ts, message: shown(message, w) };
  },
  'chat.update': (w, args) => {
    const channel = openChannel(w, args['channel']);
    const message = findMessage(channel, args['ts']);
    if (message.bot_id !== w.botId) throw new SlackFault('cant_update_message');
    message.text = text(args);
    delete message.blocks;
    delete message.metadata;
    Object.assign(message, optional(args), { edited: { user: w.botUser, ts: w.nextTs() } });
    return { channel: channel.id, ts: message.ts, text: message.text, message: shown(message, w) };
  },
  'chat.delete': (w, args) => {
    const channel = openChannel(w, args['channel']);
    const message = findMessage(channel, args['ts']);
    if (message.bot_id !== w.botId) throw new SlackFault('cant_delete_message');
    channel.messages.splice(channel.messages.indexOf(message), 1);
    return { channel: channel.id, ts: message.ts };
  },
  'chat.postEphemeral': (w, args) => {
    openChannel(w, args['channel']);
    w.ephemerals.push({ channel: String(args['channel']), user: String(args['user']), args });
    return { message_ts: w.nextTs() };
  },
  'chat.getPermalink': (w, args) => {
    const channel = openChannel(w, args['channel']);
    findMessage(channel, args['message_ts']);
    return { channel: channel.id, permalink: `${w.url}archives/${channel.id}/p${String(args['message_ts']).replace('.', '')}` };
  },
  'conversations.replies': (w, args) => {
    const channel = openChannel(w, args['channel']);
    const replies = channel.messages.filter((each) => each.ts === args['ts'] || each.thread_ts === args['ts']);
    if (replies.length === 0) throw new SlackFault('thread_not_found');
    return page(w, replies, args);
  },
  'conversations.history': (w, args) =>
    page(
      w,
      openChannel(w, args['channel'])
        .messages.filter((each) => each.thread_ts === undefined && Number(each.ts) >= Number(args['oldest'] ?? 0))
        .toReversed(),
      args,
    ),
  'conversations.info': (w, args) => {
    const channel = w.channels.get(String(args['channel']));
    if (channel === undefined) throw new SlackFault('channel_not_found');
    return { channel: shownChannel(channel) };
  },
  'conversations.list': (w, args) => ({
    channels: [...w.channels.values()].filter((each) => args['exclude_archived'] !== 'true' || !each.archived).map(shownChannel),
    response_metadata: { next_cursor: '' },
  }),
  'conversations.join': (w, args) => {
    const channel = w.channels.get(String(args['channel']));
    if (channel === undefined) throw new SlackFault('channel_not_found');
    if (channel.archived) throw new SlackFault('is_archived');
    if (channel.private) throw new SlackFault('method_not_supported_for_channel_type');
    channel.joined = true;
    return { channel: shownChannel(channel) };
  },
  'conversations.members': (w, args) => ({ members: [...openChannel(w, args['channel']).members], response_metadata: { next_cursor: '' } }),
  'conversations.open': (w, args) => ({ channel: { id: openChannel(w, args['users']).id } }),
  'reactions.add': (w, args) => {
    const { reactions } = findMessage(openChannel(w, args['channel']), args['timestamp']);
    const users = reactions.get(String(args['name'])) ?? new Set();
    if (users.has(w.botUser)) throw new SlackFault('already_reacted');
    reactions.set(String(args['name']), users.add(w.botUser));
    return {};
  },
  'reactions.remove': (w, args) => {
    const { reactions } = findMessage(openChannel(w, args['channel']), args['timestamp']);
    const users = reactions.get(String(args['name']));
    if (users?.delete(w.botUser) !== true) throw new SlackFault('no_reaction');
    if (users.size === 0) reactions.delete(String(args['name']));
    return {};
  },
  'users.info': (w, args) => {
    const user = w.users.get(String(args['user']));
    if (user === undefined) throw new SlackFault('user_not_found');
    return { user: shownUser(user, w) };
  },
  'users.lookupByEmail': (w, args) => {
    const user = [...w.users.values()].find((each) => each.email === args['email'] && each.deleted !== true);
    if (user === undefined) throw new SlackFault('users_not_found');
    return { user: shownUser(user, w) };
  },
  'users.list': (w) => ({ members: [...w.users.values()].map((each) => shownUser(each, w)), response_metadata: { next_cursor: '' } }),
  'views.open': view('views.open'),
  'views.push': view('views.push'),
  'views.update': view('views.update'),
  'views.publish': (w, args) => {
    w.homes.set(String(args['user_id']), args['view'] as Record<string, unknown>);
    return { view: { id: w.nextId('V'), ...(args['view'] as object) } };
  },
  'files.getUploadURLExternal': (w, args) => {
    const id = w.nextId('F');
    const name = String(args['filename']);
    w.files.set(id, { id, name, title: name, size: Number(args['length']), bytes: null, shares: new Map() });
    return { file_id: id, upload_url: `${w.url}upload/${id}` };
  },
  'files.completeUploadExternal': (w, args) => {
    const wanted = args['files'] as readonly { id: string; title?: string }[];
    const files = wanted.map(({ id, title }) => {
      const file = w.files.get(id);
      if (file?.bytes == null) throw new SlackFault('file_not_found');
      file.title = title ?? file.name;
      return file;
    });
    if (args['channel_id'] !== undefined) {
      const channel = openChannel(w, args['channel_id']);
      const root = channel.messages.find((each) => each.ts === args['thread_ts']);
      if (args['thread_ts'] !== undefined && root === undefined) throw new SlackFault('invalid_thread_ts');
      const ts = w.nextTs();
      for (const file of files) file.shares.set(channel.id, ts);
      channel.messages.push({
        ts,
        channel: channel.id,
        user: w.botUser,
        bot_id: w.botId,
        text: String(args['initial_comment'] ?? ''),
        reactions: new Map(),
        files,
        ...(root === undefined ? {} : { thread_ts: root.ts }),
      });
    }
    return { files: files.map(shownFile) };
  },
  'files.info': (w, args) => {
    const file = w.files.get(String(args['file']));
    if (file === undefined) throw new SlackFault('file_not_found');
    return { file: { ...shownFile(file), url_private_download: file.url ?? `${w.url}files/${file.id}` } };
  },
  'files.delete': (w, args) => {
    if (!w.files.delete(String(args['file']))) throw new SlackFault('file_not_found');
    return {};
  },
  'apps.connections.open': (w) => ({ url: w.socketUrl }),
};

function text(args: Args): string {
  if (args['text'] === undefined && args['blocks'] === undefined) throw new SlackFault('no_text');
  return String(args['text'] ?? '');
}

function optional(args: Args): Partial<SlackMessage> {
  const taken = ['blocks', 'metadata', 'username'].filter((name) => args[name] !== undefined);
  return Object.fromEntries(taken.map((name) => [name, args[name]]));
}

function page(w: Workspace, messages: readonly SlackMessage[], args: Args): Record<string, unknown> {
  const limit = Number(args['limit'] ?? 100);
  const from = Number(args['cursor'] ?? 0);
  const rows = messages.slice(from, from + limit).map((each) => shown(each, w));
  const withMetadata = args['include_all_metadata'] === 'true';
  const more = from + limit < messages.length;
  return {
    messages: withMetadata ? rows : rows.map(({ metadata: _, ...rest }) => rest),
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + limit) : '' },
  };
}

function view(method: string): Answer {
  return (w, args) => {
    const id = String(args['view_id'] ?? w.nextId('V'));
    w.views.push({ id, method, view: args['view'] as Record<string, unknown>, args });
    return { view: { id, ...(args['view'] as object) } };
  };
}

function shownChannel({ id, name, archived, joined, private: isPrivate }: ReturnType<typeof openChannel>): Record<string, unknown> {
  return { id, name, is_channel: true, is_archived: archived, is_member: joined, is_private: isPrivate };
}

function shownUser({ id, name, email, tz, ...flags }: SlackUser, w: Workspace): Record<string, unknown> {
  return {
    id,
    team_id: w.team,
    name,
    real_name: name,
    deleted: false,
    is_bot: false,
    ...flags,
    tz: tz ?? 'UTC',
    profile: { real_name: name, display_name: name, ...(email === undefined ? {} : { email }) },
  };
}
