import { initialTransition, transition } from 'xstate';
import type { Decision, FlowState } from '../src/domain/decision.ts';
import type { ConversationEvent, Opened } from '../src/domain/event.ts';
import type { SupportEvent } from './context.ts';
import { type Action, effectsOf } from './effects.ts';
import type { Flow } from './index.ts';
import { interpreter } from './interpret.ts';
import { supportMachine } from './machine.ts';
import { contextIn, outlineOf } from './outline.ts';
import type { Tree } from './tree.ts';
import { newestVersion, upgrade } from './upgrade.ts';

/** A conversation's life at the single window over one tree. Compiled once; the tree has passed `checkTree`. */
export function supportFlow(tree: Tree): Flow {
  const machine = supportMachine(tree);
  type Snapshot = ReturnType<typeof machine.resolveState>;

  function after(before: Snapshot, event: SupportEvent): Decision {
    const [snapshot, actions] = transition(machine, before, event);
    if (snapshot.status === 'error') throw snapshot.error;
    const state: FlowState = { value: snapshot.value, context: snapshot.context };
    return { state, outline: outlineOf(state), effects: effectsOf(actions as readonly Action[]) };
  }

  return {
    name: 'support',
    version: newestVersion,
    tree,
    open: (event: Opened) => after(initialTransition(machine, event)[0], event),
    step: (state, event) => after(machine.resolveState({ value: state.value as Snapshot['value'], context: contextIn(state) }), fed(event)),
    upgrade,
    outline: outlineOf,
    interpret: interpreter(tree),
  };
}

/** A timer comes in as the event XState asked for when it was set; XState types no such events. */
function fed(event: Exclude<ConversationEvent, Opened>): SupportEvent {
  return event.type === 'timer' ? (event.raised as SupportEvent) : event;
}
