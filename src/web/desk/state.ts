import type { ConversationView } from '../../http/desk/conversations/card-contract.ts';
import type { ConversationList } from '../../http/desk/conversations/conversation-list.ts';
import type { DeskMessage } from '../../http/desk/conversations/message.ts';
import type { PresenceOf } from '../../http/desk/people/availability.ts';
import type { Me } from '../../http/desk/people/me.ts';
import type { Problem } from './api.ts';
import type { Mode } from './conversations/drafts.ts';
import { emptyList, type List } from './conversations/list.ts';
import type { Outgoing } from './conversations/outgoing.ts';
import { emptyThread, type Thread } from './conversations/thread.ts';
import type { Upload } from './conversations/uploads.ts';
import type { Address } from './frame/address.ts';
import type { PastProgress } from './live.ts';

export type Session =
  | { readonly type: 'loading' }
  | { readonly type: 'signed-out' }
  | { readonly type: 'unreachable' }
  | { readonly type: 'ready'; readonly me: Me };

export type Verb =
  | 'take'
  | 'transfer'
  | 'resolve'
  | 'promise'
  | 'waive'
  | 'beside'
  | 'hand-back'
  | 'spoke'
  | 'same-matter'
  | 'new-matter'
  | 'client'
  | 'send-over'
  | 'topic'
  | 'ask-finance';
export type Dialog =
  | 'promise'
  | 'take'
  | 'waive'
  | 'beside'
  | 'spoke'
  | 'ask-finance'
  | 'resolve'
  | 'hand-back'
  | 'transfer'
  | 'keys'
  | 'log'
  | 'outreach'
  | 'pin'
  | 'pin-to-lock'
  | 'sessions'
  | 'summaries'
  | 'switch';
/** What the server hinted at: pages read again what it concerns. */
export type Concern = 'company' | 'conversations';

/** What a verb came to, shown over the thread it was about. */
export type Notice =
  | { readonly type: 'done'; readonly verb: Verb; readonly conversation: string }
  /** a reply that stayed inside: a stand-in had taken over meanwhile (R13) */
  | { readonly type: 'kept-inside'; readonly conversation: string }
  /** a message went without these files */
  | { readonly type: 'files-lost'; readonly names: readonly string[]; readonly conversation: string }
  | { readonly type: 'problem'; readonly problem: Problem; readonly conversation: string };

export interface State {
  readonly session: Session;
  readonly link: 'connecting' | 'live' | 'reconnecting';
  /** while the demo company's past is made */
  readonly past: PastProgress | null;
  readonly address: Address;
  readonly list: List;
  readonly filter: string;
  /** threads opened lately, by conversation: going back to one shows it at once */
  readonly threads: Readonly<Record<string, Thread>>;
  readonly outgoing: readonly Outgoing[];
  /** `turn` grows whenever the composer should take the focus; `quote`: seq of the message that is answered */
  readonly composer: { readonly mode: Mode; readonly turn: number; readonly quote: number | null };
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
  | { readonly type: 'past'; readonly progress: PastProgress | null }
  | { readonly type: 'went'; readonly address: Address }
  | { readonly type: 'listed'; readonly pages: readonly ConversationList[] }
  | { readonly type: 'list-failed' }
  | { readonly type: 'filter'; readonly filter: string }
  | { readonly type: 'compose'; readonly mode: Mode }
  | { readonly type: 'quote'; readonly seq: number | null }
  | { readonly type: 'dialog'; readonly dialog: Dialog | null }
  | { readonly type: 'doing'; readonly verb: Verb | null }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  | { readonly type: 'concern-changed'; readonly concern: Concern }
  | { readonly type: 'presence'; readonly presence: PresenceOf }
  | ThreadAction
  | OutgoingAction
  | UploadAction;

export type ThreadAction =
  | { readonly type: 'viewed'; readonly id: string; readonly view: ConversationView }
  | { readonly type: 'view-failed'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'older-asked'; readonly id: string }
  | { readonly type: 'older'; readonly id: string; readonly messages: readonly DeskMessage[]; readonly more: boolean }
  | { readonly type: 'older-failed'; readonly id: string }
  | { readonly type: 'changed'; readonly id: string; readonly messages: readonly DeskMessage[] };

export type OutgoingAction =
  | { readonly type: 'sending'; readonly outgoing: Outgoing }
  | { readonly type: 'accepted'; readonly key: string; readonly seq: number | null }
  | { readonly type: 'refused'; readonly key: string; readonly problem: Problem }
  | { readonly type: 'delayed'; readonly key: string; readonly problem: Problem }
  /** ids of files the server does not have: the message goes without them */
  | { readonly type: 'files-lost'; readonly key: string; readonly files: readonly string[] }
  | { readonly type: 'retried'; readonly key: string }
  | { readonly type: 'dropped'; readonly key: string };

export type UploadAction =
  | { readonly type: 'upload-added'; readonly editor: string; readonly upload: Upload }
  | { readonly type: 'upload-changed'; readonly editor: string; readonly key: string; readonly next: Partial<Upload> }
  | { readonly type: 'upload-removed'; readonly editor: string; readonly key: string };

export function startState(address: Address, outgoing: readonly Outgoing[]): State {
  return {
    session: { type: 'loading' },
    link: 'connecting',
    past: null,
    address,
    list: emptyList,
    filter: '',
    threads: {},
    outgoing,
    composer: { mode: 'reply', turn: 0, quote: null },
    dialog: null,
    doing: null,
    notice: null,
    changes: { company: 0, conversations: 0 },
    presence: null,
    uploads: {},
  };
}

export const threadOf = (state: State, id: string): Thread => state.threads[id] ?? emptyThread;
