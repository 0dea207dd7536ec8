import type { Content, QuestionId, Says } from '../src/domain/content.ts';
import type { Decision, FlowState, Outline } from '../src/domain/decision.ts';
import type { ConversationEvent, Opened } from '../src/domain/event.ts';
import type { Language } from '../src/domain/language.ts';
import type { Tree } from './tree.ts';

/** What a client's content means where the flow stands; a tap on a button that never was, or counts no more, is no message. */
export type Heard = Says | { readonly kind: 'unknown-choice' } | { readonly kind: 'stale-choice' };

/** One flow at one version over one tree: everything about a conversation that can be decided without asking anybody. Pure. */
export interface Flow {
  readonly name: string;
  readonly version: number;
  readonly tree: Tree;
  open(event: Opened): Decision;
  step(state: FlowState, event: Exclude<ConversationEvent, Opened>): Decision;
  /** reads a stored state without deciding anything */
  outline(state: FlowState): Outline;
  /** `asking`: the question now open; null when none is */
  hear(asking: QuestionId | null, content: Content, language: Language): Heard;
}
