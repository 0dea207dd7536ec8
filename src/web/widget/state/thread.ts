import type { ChatFile, ChatMessage } from '../../../http/chat/protocol.ts';
import type { Pending, PendingFile } from './pending.ts';

export interface Thread {
  /** by seq, each once */
  readonly messages: readonly ChatMessage[];
  /** in the order they were written */
  readonly pending: readonly Pending[];
  /** everything up to this seq has been read; null before the first page */
  readonly cursor: number | null;
  /** there are messages before the first one here */
  readonly older: boolean;
}

export type ThreadAction =
  /** the newest page, or one after the cursor: `cursor` is what it proves to be read */
  | { readonly type: 'read'; readonly messages: readonly ChatMessage[]; readonly cursor: number; readonly older?: boolean }
  | { readonly type: 'read-older'; readonly messages: readonly ChatMessage[]; readonly older: boolean }
  /** `synced`: nothing before it can have been missed */
  | { readonly type: 'live'; readonly message: ChatMessage; readonly synced: boolean }
  | { readonly type: 'written'; readonly pending: Pending }
  | { readonly type: 'sent'; readonly pending: Pending; readonly seq: number; readonly at: string }
  | { readonly type: 'pending'; readonly id: string; readonly state: Pending['state']; readonly why?: Pending['why'] | undefined }
  | { readonly type: 'dropped'; readonly id: string }
  /** a file of a message on its way is with the desk */
  | { readonly type: 'uploaded'; readonly key: string; readonly file: ChatFile }
  /** what was sent up is not there any more: it has to go up again */
  | { readonly type: 'files-gone'; readonly id: string }
  /** a message goes without them */
  | { readonly type: 'files-refused'; readonly id: string; readonly keys: readonly string[] }
  /** the same file with a fresh link */
  | { readonly type: 'file'; readonly file: ChatFile }
  | { readonly type: 'other-window' };

export const emptyThread: Thread = { messages: [], pending: [], cursor: null, older: false };

export function reduceThread(thread: Thread, action: ThreadAction): Thread {
  switch (action.type) {
    case 'read': {
      const older = action.older ?? thread.older;
      return { ...merged(thread, action.messages, false), cursor: Math.max(thread.cursor ?? 0, action.cursor), older };
    }
    case 'read-older':
      return { ...merged(thread, action.messages, false), older: action.older };
    case 'live': {
      const cursor = action.synced ? Math.max(thread.cursor ?? 0, action.message.seq) : thread.cursor;
      return { ...merged(thread, [action.message], true), cursor };
    }
    case 'written':
      return thread.pending.some((each) => each.id === action.pending.id) || knows(thread, action.pending.id)
        ? thread
        : { ...thread, pending: [...thread.pending, action.pending] };
    case 'sent':
      return merged(thread, [ownMessage(action.pending, action.seq, action.at)], false);
    case 'pending':
      return { ...thread, pending: thread.pending.map((each) => (each.id === action.id ? withState(each, action) : each)) };
    case 'dropped':
      return { ...thread, pending: thread.pending.filter((each) => each.id !== action.id) };
    case 'uploaded':
      return withFiles(thread, ({ files = [] }) => files.map((each) => (each.key === action.key ? { ...each, file: action.file } : each)));
    case 'files-gone':
      return withFiles(thread, ({ id, files = [] }) => (id === action.id ? files.map((each) => ({ ...each, file: null })) : files));
    case 'files-refused':
      return withFiles(thread, ({ id, files = [] }) =>
        id === action.id ? files.filter((each) => !action.keys.includes(each.key)) : files,
      );
    case 'file':
      return { ...thread, messages: thread.messages.map((each) => withLink(each, action.file)) };
    case 'other-window':
      return { ...emptyThread, pending: thread.pending };
  }
}

function withState(
  { why: _, ...pending }: Pending,
  { state, why }: { readonly state: Pending['state']; readonly why?: Pending['why'] | undefined },
): Pending {
  return { ...pending, state, ...(why === undefined ? {} : { why }) };
}

function withFiles(thread: Thread, filesOf: (pending: Pending) => readonly PendingFile[]): Thread {
  return { ...thread, pending: thread.pending.map((each) => (each.files === undefined ? each : { ...each, files: filesOf(each) })) };
}

function withLink(message: ChatMessage, file: ChatFile): ChatMessage {
  if (!message.files?.some((each) => each.id === file.id)) return message;
  return { ...message, files: message.files.map((each) => (each.id === file.id ? file : each)) };
}

function knows(thread: Thread, id: string): boolean {
  return thread.messages.some((each) => each.from === 'client' && each.id === id);
}

/** Puts messages in their places. A page may be older than what came live meanwhile, so it fills gaps and never takes an edit back. */
function merged(thread: Thread, arriving: readonly ChatMessage[], live: boolean): Thread {
  if (arriving.length === 0) return thread;
  const messages = [...thread.messages];
  for (const message of arriving) {
    const at = positionOf(messages, message.seq);
    const known = messages[at];
    if (known?.seq !== message.seq) messages.splice(at, 0, message);
    else if (revisionOf(message) > revisionOf(known) || (live && revisionOf(message) === revisionOf(known))) messages[at] = message;
  }
  const confirmed = new Set(arriving.flatMap((each) => (each.from === 'client' && each.id !== undefined ? [each.id] : [])));
  return { ...thread, messages, pending: thread.pending.filter((each) => !confirmed.has(each.id)) };
}

function revisionOf({ edited, deleted }: ChatMessage): number {
  return deleted ? 2 : edited ? 1 : 0;
}

/** Returns the index of `seq`, or where it belongs; it looks from the end, where nearly everything arrives. */
function positionOf(messages: readonly ChatMessage[], seq: number): number {
  let at = messages.length;
  while (at > 0 && (messages[at - 1]?.seq ?? 0) >= seq) at -= 1;
  return at;
}

function ownMessage({ id, text, choice, quote, files = [] }: Pending, seq: number, at: string): ChatMessage {
  const sent = files.flatMap((each) => each.file ?? []);
  const more = { ...(choice && { choice }), ...(quote !== undefined && { quote }), ...(sent.length > 0 && { files: sent }) };
  return { seq, id, from: 'client', text, ...more, at, edited: false, deleted: false };
}
