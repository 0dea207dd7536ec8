/** Says ms to wait before one more of this key is taken, 0 when it is taken now. */
type Limit = (key: string, at: number) => number;

/** At most so many of a key in any span of that length. */
function atMostIn(most: number, spanMs: number): Limit {
  const taken = new Map<string, number[]>();
  return (key, at) => {
    const recent = (taken.get(key) ?? []).filter((each) => each > at - spanMs);
    taken.set(key, recent);
    const [oldest] = recent;
    if (recent.length >= most && oldest !== undefined) return oldest + spanMs - at;
    recent.push(at);
    return 0;
  };
}

/** What a messenger's limits answer to a call: seconds to wait, as it says them; null when the call is taken. */
export type CallLimit = (method: string, about: string, at: number) => number | null;

const seconds = (waitMs: number) => (waitMs === 0 ? null : Math.max(1, Math.ceil(waitMs / 1000)));

const slackMinutes: Readonly<Record<string, number>> = {
  'users.list': 20,
  'chat.update': 50,
  'chat.delete': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'reactions.add': 50,
  'users.lookupByEmail': 50,
  'chat.postEphemeral': 100,
  'users.info': 100,
  'views.publish': 100,
};

/** Slack's limits as published: about one post a second in a channel with a few at once, and every method by its tier. `about`: the channel. */
export function slackLimits(): CallLimit {
  const posts = atMostIn(5, 5000);
  const minutes = Object.fromEntries(Object.entries(slackMinutes).map(([method, most]) => [method, atMostIn(most, 60_000)]));
  return (method, about, at) => {
    if (method === 'chat.postMessage') return seconds(posts(about, at));
    return seconds(minutes[method]?.('', at) ?? 0);
  };
}

const isMessage = /^(send(?!ChatAction)|editMessage|copyMessage|forwardMessage)/;

/** Telegram's limits as published: 30 messages a second for a bot, one a second in a chat with a few at once. `about`: the chat. */
export function telegramLimits(): CallLimit {
  const [all, chats] = [atMostIn(30, 1000), atMostIn(3, 3000)];
  return (method, about, at) => {
    if (!isMessage.test(method)) return null;
    return seconds(chats(about, at)) ?? seconds(all('', at));
  };
}
