import { assertNever } from '../../domain/never.ts';
import type { Problem } from './api.ts';
import { emptyList, joined } from './conversations/list.ts';
import { accepted, delayed, dropped, refused, retried, settled, withoutFiles } from './conversations/outgoing.ts';
import { emptyThread, refreshed, type Thread, withChanged, withOlder } from './conversations/thread.ts';
import type { Upload } from './conversations/uploads.ts';
import { type Address, sameList } from './frame/address.ts';
import type { Action, OutgoingAction, State, ThreadAction, UploadAction } from './state.ts';

const keptThreads = 20;

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
    composer: sameThread ? state.composer : { mode: 'reply', turn: 0, quote: null },
    notice: sameThread ? state.notice : null,
    dialog: sameThread ? state.dialog : null,
  };
}

const phaseOf = (problem: Problem): Thread['phase'] =>
  problem.status === 403 ? 'forbidden' : problem.status === 404 || problem.status === 400 ? 'missing' : 'failed';

/** Takes the thread away on a refusal; a refresh that fails for lack of a connection leaves it as it was. */
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
    case 'past':
      return { ...state, past: action.progress };
    case 'went':
      return gone(state, action.address);
    case 'listed':
      return { ...state, list: { ...joined(action.pages), phase: 'ready' } };
    case 'list-failed':
      return state.list.phase === 'ready' ? state : { ...state, list: { ...state.list, phase: 'failed' } };
    case 'filter':
      return { ...state, filter: action.filter };
    case 'compose':
      return { ...state, composer: { ...state.composer, mode: action.mode, turn: state.composer.turn + 1 } };
    case 'quote':
      return { ...state, composer: { ...state.composer, quote: action.seq, turn: state.composer.turn + 1 } };
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
    default:
      return reduceContent(state, action);
  }
}

function reduceContent(state: State, action: ThreadAction | OutgoingAction | UploadAction): State {
  switch (action.type) {
    case 'viewed':
    case 'view-failed':
    case 'older-asked':
    case 'older':
    case 'older-failed':
    case 'changed':
      return withThread(state, action.id, (thread) => reduceThread(thread, action));
    case 'sending':
    case 'accepted':
    case 'refused':
    case 'delayed':
    case 'files-lost':
    case 'retried':
    case 'dropped':
      return reduceOutgoing(state, action);
    case 'upload-added':
    case 'upload-changed':
    case 'upload-removed': {
      const uploads = reduceUploads(state.uploads[action.editor] ?? [], action);
      return { ...state, uploads: { ...state.uploads, [action.editor]: uploads } };
    }
    default:
      return assertNever(action);
  }
}

function reduceThread(thread: Thread, action: ThreadAction): Thread {
  switch (action.type) {
    case 'viewed':
      return refreshed(thread, action.view);
    case 'view-failed':
      return viewFailed(thread, action.problem);
    case 'older-asked':
      return { ...thread, loadingOlder: true };
    case 'older':
      return withOlder(thread, action.messages, action.more);
    case 'older-failed':
      return { ...thread, loadingOlder: false };
    case 'changed':
      return withChanged(thread, action.messages);
    default:
      return assertNever(action);
  }
}

function reduceOutgoing(state: State, action: OutgoingAction): State {
  const { outgoing } = state;
  switch (action.type) {
    case 'sending':
      return { ...state, outgoing: [...outgoing, action.outgoing] };
    case 'accepted': {
      const sent = { ...state, outgoing: accepted(outgoing, action.key, action.seq) };
      return withThread(sent, conversationOf(state, action.key), (thread) => thread);
    }
    case 'refused':
      return { ...state, outgoing: refused(outgoing, action.key, action.problem) };
    case 'delayed':
      return { ...state, outgoing: delayed(outgoing, action.key, action.problem) };
    case 'files-lost':
      return { ...state, outgoing: withoutFiles(outgoing, action.key, action.files) };
    case 'retried':
      return { ...state, outgoing: retried(outgoing, action.key) };
    case 'dropped':
      return { ...state, outgoing: dropped(outgoing, action.key) };
    default:
      return assertNever(action);
  }
}

function reduceUploads(uploads: readonly Upload[], action: UploadAction): readonly Upload[] {
  switch (action.type) {
    case 'upload-added':
      return [...uploads, action.upload];
    case 'upload-changed':
      return uploads.map((each) => (each.key === action.key ? { ...each, ...action.next } : each));
    case 'upload-removed':
      return uploads.filter((each) => each.key !== action.key);
    default:
      return assertNever(action);
  }
}

const conversationOf = (state: State, key: string): string =>
  state.outgoing.find((each) => each.key === key)?.conversation ?? state.address.conversation ?? '';
