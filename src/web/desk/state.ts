import { assertNever } from '../../domain/never.ts';
import type { ConversationView } from '../../http/desk/conversations/card.ts';
import type { ConversationList } from '../../http/desk/conversations/conversation-list.ts';
import type { DeskMessage } from '../../http/desk/conversations/message.ts';
import type { PresenceOf } from '../../http/desk/people/availability.ts';
import type { Me } from '../../http/desk/people/me.ts';
import type { Problem } from './api.ts';
import type { Mode } from './conversations/drafts.ts';
import { accepted, dropped, type Outgoing, refused, retried, settled } from './conversations/outgoing.ts';
import { emptyThread, refreshed, type Thread, withChanged, withOlder } from './conversations/thread.ts';
import type { Upload } from './conversations/uploads.ts';
import { type Address, sameList } from './frame/address.ts';
import { emptyList, joined, type List } from './kit/list.ts';

export type Session =
  | { readonly type: 'loading' }
  | { readonly type: 'signed-out' }
  | { readonly type: 'unreachable' }
  | { readonly type: 'ready'; readonly me: Me };

export type Verb = 'take' | 'transfer' | 'resolve' | 'promise' | 'waive' | 'beside';
export type Dialog = 'promise' | 'waive' | 'beside' | 'transfer' | 'keys' | 'log' | 'pin' | 'switch';
/** What the server hinted at: pages read again what it concerns. */
export type Concern = 'company' | 'conversations';

/** What a verb came to, shown over the thread it was about. */
export type Notice =
  | { readonly type: 'done'; readonly verb: Verb; readonly conversation: string }
  /** a reply that stayed inside: a stand-in had taken over meanwhile (R13) */
  | { readonly type: 'kept-inside'; readonly conversation: string }
  | { readonly type: 'problem'; readonly problem: Problem; readonly conversation: string };

export interface State {
  readonly session: Session;
  readonly link: 'connecting' | 'live' | 'reconnecting';
  readonly address: Address;
  readonly list: List;
  readonly filter: string;
  /** threads opened lately, by conversation: going back to one shows it at once */
  readonly threads: Readonly<Record<string, Thread>>;
  readonly outgoing: readonly Outgoing[];
  /** `turn` grows whenever the composer should take the focus */
  readonly composer: { readonly mode: Mode; readonly turn: number };
  readonly dialog: Dialog | null;
  readonly doing: Verb | null;
  readonly notice: Notice | null;
  /** how often the server hinted at a change of each: a page that shows such things reads again when it grows */
  readonly changes: Readonly<Record<Concern, number>>;
  /** whether I take conversations now; null before it is known */
  readonly presence: PresenceOf | null;
  /** files of messages being written, by conversation and mode */
  readonly uploads: Readonly<Record<string, readonly Upload[]>>;
}

export type Action =
  | { readonly type: 'session'; readonly session: Session }
  | { readonly type: 'link'; readonly link: State['link'] }
  | { readonly type: 'went'; readonly address: Address }
  | { readonly type: 'listed'; readonly pages: readonly ConversationList[] }
  | { readonly type: 'list-failed' }
  | { readonly type: 'filter'; readonly filter: string }
  | { readonly type: 'viewed'; readonly id: string; readonly view: ConversationView }
  | { readonly type: 'view-failed'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'older-asked'; readonly id: string }
  | { readonly type: 'older'; readonly id: string; readonly messages: readonly DeskMessage[]; readonly more: boolean }
  | { readonly type: 'older-failed'; readonly id: string }
  | { readonly type: 'changed'; readonly id: string; readonly messages: readonly DeskMessage[] }
  | { readonly type: 'sending'; readonly outgoing: Outgoing }
  | { readonly type: 'accepted'; readonly key: string; readonly seq: number | null }
  | { readonly type: 'refused'; readonly key: string; readonly problem: Problem }
  | { readonly type: 'retried'; readonly key: string }
  | { readonly type: 'dropped'; readonly key: string }
  | { readonly type: 'compose'; readonly mode: Mode }
  | { readonly type: 'dialog'; readonly dialog: Dialog | null }
  | { readonly type: 'doing'; readonly verb: Verb | null }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  | { readonly type: 'concern-changed'; readonly concern: Concern }
  | { readonly type: 'presence'; readonly presence: PresenceOf }
  | { readonly type: 'upload-added'; readonly editor: string; readonly upload: Upload }
  | { readonly type: 'upload-changed'; readonly editor: string; readonly key: string; readonly next: Partial<Upload> }
  | { readonly type: 'upload-removed'; readonly editor: string; readonly key: string };

export function startState(address: Address, outgoing: readonly Outgoing[]): State {
  return {
    session: { type: 'loading' },
    link: 'connecting',
    address,
    list: emptyList,
    filter: '',
    threads: {},
    outgoing,
    composer: { mode: 'reply', turn: 0 },
    dialog: null,
    doing: null,
    notice: null,
    changes: { company: 0, conversations: 0 },
    presence: null,
    uploads: {},
  };
}

const keptThreads = 20;

export const threadOf = (state: State, id: string): Thread => state.threads[id] ?? emptyThread;

function withThread(state: State, id: string, change: (thread: Thread) => Thread): State {
  const { [id]: known = emptyThread, ...others } = state.threads;
  const thread = change(known);
  const kept = Object.fromEntries(Object.entries(others).slice(-keptThreads));
  const author = state.session.type === 'ready' ? state.session.me.specialist.name : '';
  return { ...state, threads: { ...kept, [id]: thread }, outgoing: settled(state.outgoing, thread.messages, author) };
}

function gone(state: State, address: Address): State {
  const kept = sameList(address, state.address);
  const sameThread = address.conversation === state.address.conversation && address.page === state.address.page;
  return {
    ...state,
    address,
    list: kept ? state.list : { ...emptyList, counts: state.list.counts },
    filter: kept ? state.filter : '',
    composer: sameThread ? state.composer : { mode: 'reply', turn: 0 },
    notice: sameThread ? state.notice : null,
    dialog: sameThread ? state.dialog : null,
  };
}

const phaseOf = (problem: Problem): Thread['phase'] =>
  problem.status === 403 ? 'forbidden' : problem.status === 404 || problem.status === 400 ? 'missing' : 'failed';

/** A refresh that fails for lack of a connection leaves the thread as it was; only a refusal takes it away. */
function viewFailed(thread: Thread, problem: Problem): Thread {
  const phase = phaseOf(problem);
  return phase === 'failed' && thread.card !== null ? thread : { ...emptyThread, phase };
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'session':
      return { ...state, session: action.session };
    case 'link':
      return { ...state, link: action.link };
    case 'went':
      return gone(state, action.address);
    case 'listed':
      return { ...state, list: { ...joined(action.pages), phase: 'ready' } };
    case 'list-failed':
      return state.list.phase === 'ready' ? state : { ...state, list: { ...state.list, phase: 'failed' } };
    case 'filter':
      return { ...state, filter: action.filter };
    case 'viewed':
      return withThread(state, action.id, (thread) => refreshed(thread, action.view));
    case 'view-failed':
      return withThread(state, action.id, (thread) => viewFailed(thread, action.problem));
    case 'older-asked':
      return withThread(state, action.id, (thread) => ({ ...thread, loadingOlder: true }));
    case 'older':
      return withThread(state, action.id, (thread) => withOlder(thread, action.messages, action.more));
    case 'older-failed':
      return withThread(state, action.id, (thread) => ({ ...thread, loadingOlder: false }));
    case 'changed':
      return withThread(state, action.id, (thread) => withChanged(thread, action.messages));
    case 'sending':
      return { ...state, outgoing: [...state.outgoing, action.outgoing] };
    case 'accepted':
      return withThread(
        { ...state, outgoing: accepted(state.outgoing, action.key, action.seq) },
        ownerOf(state, action.key),
        (thread) => thread,
      );
    case 'refused':
      return { ...state, outgoing: refused(state.outgoing, action.key, action.problem) };
    case 'retried':
      return { ...state, outgoing: retried(state.outgoing, action.key) };
    case 'dropped':
      return { ...state, outgoing: dropped(state.outgoing, action.key) };
    case 'compose':
      return { ...state, composer: { mode: action.mode, turn: state.composer.turn + 1 } };
    case 'dialog':
      return { ...state, dialog: action.dialog };
    case 'doing':
      return { ...state, doing: action.verb };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'concern-changed':
      return { ...state, changes: { ...state.changes, [action.concern]: state.changes[action.concern] + 1 } };
    case 'presence':
      return { ...state, presence: action.presence };
    case 'upload-added':
      return withUploads(state, action.editor, (all) => [...all, action.upload]);
    case 'upload-changed':
      return withUploads(state, action.editor, (all) => all.map((each) => (each.key === action.key ? { ...each, ...action.next } : each)));
    case 'upload-removed':
      return withUploads(state, action.editor, (all) => all.filter((each) => each.key !== action.key));
    default:
      return assertNever(action);
  }
}

function withUploads(state: State, editor: string, change: (all: readonly Upload[]) => readonly Upload[]): State {
  return { ...state, uploads: { ...state.uploads, [editor]: change(state.uploads[editor] ?? []) } };
}

const ownerOf = (state: State, key: string): string =>
  state.outgoing.find((each) => each.key === key)?.conversation ?? state.address.conversation ?? '';
