import type { WebClient } from '@slack/web-api';

/** Names of the metadata by which a post of ours says which message it shows; unseen by people. */
export const messageEvent = 'okno_message';
export const cardEvent = 'okno_card';
export const questionEvent = 'okno_question';
export const proposalEvent = 'okno_proposal';
export const summaryEvent = 'okno_summary';

export interface Standing {
  /** ts of the posts that show the message, by part */
  readonly parts: ReadonlyMap<number, string>;
  /** names of files that stand right behind them */
  readonly files: readonly { readonly id: string; readonly title: string }[];
}

interface Found {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: Readonly<Record<string, unknown>> };
  readonly files?: readonly { readonly id?: string; readonly title?: string | null }[];
}

const perPage = 200;
const mostPages = 25;

/** Finds what of a message stands in the thread already: after an answer that was lost, only Slack knows whether it was posted. */
export async function findPosted(
  client: WebClient,
  { channel, rootTs }: { readonly channel: string; readonly rootTs: string },
  { window, seq }: { readonly window: string; readonly seq: number },
): Promise<Standing> {
  const parts = new Map<number, string>();
  const files: { id: string; title: string }[] = [];
  let isOurs = false;
  for await (const message of messagesOf(client, 'conversations.replies', { channel, ts: rootTs })) {
    const payload = message.metadata?.event_type === messageEvent ? message.metadata.event_payload : undefined;
    if (payload !== undefined) {
      isOurs = payload['window'] === window && payload['seq'] === seq;
      if (isOurs && message.ts !== undefined) parts.set(Number(payload['part'] ?? 0), message.ts);
    } else if (isOurs && message.bot_id !== undefined) {
      for (const { id, title } of message.files ?? []) if (id !== undefined) files.push({ id, title: title ?? '' });
    }
  }
  return { parts, files };
}

/** Finds posts of ours with this event that stand in a channel, by what their payload says of `name`. */
export async function findRoots(
  client: WebClient,
  channel: string,
  since: Date,
  event: string,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  // Slack's clock may be behind ours.
  const oldest = String(Math.floor(since.getTime() / 1000) - 60);
  for await (const message of messagesOf(client, 'conversations.history', { channel, oldest })) {
    const { event_type: type, event_payload: payload } = message.metadata ?? {};
    if (type === event && message.ts !== undefined) found.set(String(payload?.[name]), message.ts);
  }
  return found;
}

/** Finds a reply of ours with this event and payload; null when there is none. */
export async function findReply(
  client: WebClient,
  { channel, rootTs }: { readonly channel: string; readonly rootTs: string },
  event: string,
  payload: Readonly<Record<string, string>>,
): Promise<string | null> {
  for await (const message of messagesOf(client, 'conversations.replies', { channel, ts: rootTs })) {
    const { event_type: type, event_payload: found } = message.metadata ?? {};
    const isIt = type === event && Object.entries(payload).every(([name, value]) => found?.[name] === value);
    if (isIt && message.ts !== undefined) return message.ts;
  }
  return null;
}

/** Reads what stands in a thread or a channel, page by page. */
export async function* messagesOf(client: WebClient, method: string, args: Readonly<Record<string, string>>): AsyncGenerator<Found> {
  let cursor = '';
  for (let page = 0; page < mostPages; page++) {
    const answer = await client.apiCall(method, {
      ...args,
      include_all_metadata: true,
      limit: perPage,
      ...(cursor === '' ? {} : { cursor }),
    });
    const messages = 'messages' in answer && Array.isArray(answer.messages) ? (answer.messages as readonly Found[]) : [];
    yield* messages;
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return;
  }
}
