import type { Flow } from '../../flows/index.ts';
import type { FlowState } from '../domain/decision.ts';
import type { ConversationEvent } from '../domain/event.ts';

/**
 * The state that a conversation's log leads to: every event is given to the flow again, in order. Where an older version of the flow
 * ended, it goes on from the state that was kept then. Throws for a log that does not begin with `opened`.
 */
export function replay(flow: Flow, events: readonly ConversationEvent[]): FlowState {
  let state: FlowState | null = null;
  for (const event of events) {
    if (event.type === 'opened') state = flow.open(event).state;
    else if (event.type === 'migrated') state = event.snapshot;
    else if (state === null) throw new Error('a log begins with what opened the conversation');
    else state = flow.step(state, event).state;
  }
  if (state === null) throw new Error('an empty log');
  return state;
}
