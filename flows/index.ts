import type { Content, Meaning, QuestionId } from '../src/domain/content.ts';
import type { Decision, FlowState, Outline } from '../src/domain/decision.ts';
import type { ConversationEvent, Opened } from '../src/domain/event.ts';
import type { Language } from '../src/domain/language.ts';
import { supportFlow } from './support.ts';
import type { Tree } from './tree.ts';
import { newestVersion } from './upgrade.ts';

export { supportFlow };

/** What a client's content means where the flow stands; a tap on a button that never was, or counts no more, is no message. */
export type Interpretation = Meaning | { readonly kind: 'unknown-choice' } | { readonly kind: 'stale-choice' };

/** One flow at one version over one tree: everything about a conversation that can be decided without asking anybody. Pure. */
export interface Flow {
  readonly name: string;
  readonly version: number;
  readonly tree: Tree;
  open(event: Opened): Decision;
  step(state: FlowState, event: Exclude<ConversationEvent, Opened>): Decision;
  /** a state that an older version stored, as this one would hold it */
  upgrade(state: FlowState, from: number): FlowState;
  /** reads a stored state without deciding anything, of this version or an older one */
  outline(state: FlowState): Outline;
  /** `asking`: the question now open; null when none is. A stranger's first message is heard as if the tree's root were asked. */
  interpret(asking: QuestionId | null, content: Content, language: Language): Interpretation;
}

/** The newest version of the flow a stored conversation goes by: states of older ones are upgraded. Throws for one this program does not have. */
export function flowOf(name: string, version: number, tree: Tree): Flow {
  if (name === 'support' && version >= 1 && version <= newestVersion) return supportFlow(tree);
  throw new Error(`unknown flow: ${name} ${version}`);
}
