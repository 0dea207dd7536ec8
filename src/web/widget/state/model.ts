import type { ContactDetail } from '../../../domain/contact-detail.ts';
import type { Language } from '../../../domain/language.ts';
import type { ChatSession, ChatState } from '../../../http/chat/protocol.ts';
import { emptyThread, reduceThread, type Thread, type ThreadAction } from './thread.ts';
import { reduceUploads, type Upload, type UploadAction } from './uploads.ts';

export interface Model {
  readonly language: Language;
  readonly open: boolean;
  readonly session: Pick<ChatSession, 'contact' | 'opening' | 'consent' | 'telegram' | 'lastSeq'> | null;
  /** the wording of consent the client has agreed to here */
  readonly agreed: string | null;
  /** grows when the session turns out to be another window's: what was asked before is of no use */
  readonly era: number;
  readonly chat: ChatState;
  readonly thread: Thread;
  readonly uploads: readonly Upload[];
  /** seq of the message that the next one answers; null: none */
  readonly quoting: number | null;
  /** what the client left as a way to reach them, to be shown until they go on */
  readonly left: ContactDetail | null;
  /** where the greeting stands: after this seq; null when it was not shown */
  readonly openingAfter: number | null;
  /** everything up to this seq has been on the screen */
  readonly seen: number;
  readonly loadingOlder: boolean;
  /** the desk cannot be reached, for long enough to say so */
  readonly troubled: boolean;
}

export type Action =
  | ThreadAction
  | UploadAction
  | { readonly type: 'agreed'; readonly version: string }
  /** the desk has taken a message, so nothing has to be agreed to any more */
  | { readonly type: 'consented' }
  | { readonly type: 'quoting'; readonly seq: number | null }
  | { readonly type: 'left'; readonly detail: ContactDetail }
  | { readonly type: 'panel'; readonly open: boolean }
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'session'; readonly session: ChatSession; readonly language: Language }
  | { readonly type: 'state'; readonly state: ChatState }
  | { readonly type: 'seen'; readonly seq: number }
  | { readonly type: 'loading-older'; readonly on: boolean }
  | { readonly type: 'troubled'; readonly on: boolean };

/** Before the desk has said anything; a standard of no minutes is none. */
const unknownChat: ChatState = {
  status: 'open',
  asking: null,
  person: null,
  offer: false,
  former: false,
  menu: [],
  desk: { name: '', standard: { minutes: 0 }, openNow: true, opensAt: null },
};

export function initialModel(language: Language): Model {
  return {
    language,
    open: false,
    session: null,
    agreed: null,
    era: 0,
    chat: unknownChat,
    thread: emptyThread,
    uploads: [],
    quoting: null,
    left: null,
    openingAfter: null,
    seen: 0,
    loadingOlder: false,
    troubled: false,
  };
}

export function reduce(model: Model, action: Action): Model {
  switch (action.type) {
    case 'panel':
      return { ...model, open: action.open };
    case 'language':
      return { ...model, language: action.language };
    case 'session': {
      const { contact, opening, consent, telegram, state, lastSeq } = action.session;
      return withState({ ...model, language: action.language, session: { contact, opening, consent, telegram, lastSeq } }, state, lastSeq);
    }
    case 'state':
      return withState(model, action.state, lastSeqOf(model.thread));
    case 'seen':
      return action.seq > model.seen ? { ...model, seen: action.seq } : model;
    case 'agreed':
      return { ...model, agreed: action.version };
    case 'consented':
      return model.session === null ? model : { ...model, session: { ...model.session, consent: null } };
    case 'quoting':
      return { ...model, quoting: action.seq };
    case 'left':
      return { ...model, left: action.detail, chat: { ...model.chat, offer: false } };
    case 'upload-added':
    case 'upload-moved':
    case 'upload-removed':
    case 'draft-sent':
      return { ...model, uploads: reduceUploads(model.uploads, action) };
    case 'uploaded':
    case 'files-refused':
      return { ...model, uploads: reduceUploads(model.uploads, action), thread: reduceThread(model.thread, action) };
    case 'written':
      return { ...model, left: null, quoting: null, thread: reduceThread(model.thread, action) };
    case 'loading-older':
      return { ...model, loadingOlder: action.on };
    case 'troubled':
      return { ...model, troubled: action.on };
    case 'other-window':
      return { ...model, thread: reduceThread(model.thread, action), openingAfter: null, quoting: null, seen: 0, era: model.era + 1 };
    default:
      return { ...model, thread: reduceThread(model.thread, action) };
  }
}

/** Keeps the greeting in its place once a conversation begins under it, so nothing jumps; a later one stands further down. */
function withState(model: Model, chat: ChatState, lastSeq: number): Model {
  const begins = chat.status === 'open' && (model.openingAfter === null || model.chat.status !== 'open');
  return { ...model, chat, openingAfter: begins ? lastSeq : model.openingAfter };
}

function lastSeqOf(thread: Thread): number {
  return Math.max(thread.cursor ?? 0, thread.messages.at(-1)?.seq ?? 0);
}

/** Returns what has to be agreed to before anything can be sent. */
export function consentOwed({ session, agreed }: Model): ChatSession['consent'] {
  const consent = session?.consent ?? null;
  return consent === null || consent.version === agreed ? null : consent;
}

/** Counts messages of the desk's the client has not had before their eyes. */
export function unread({ thread, seen }: Model): number {
  return thread.messages.filter((each) => each.from !== 'client' && !each.deleted && each.seq > seen).length;
}
