import type { Effect } from '../src/domain/effect.ts';

/** What XState hands out to be executed; timers are its own actions, missing from the machine's types. */
export interface Action {
  readonly type: string;
  readonly params: unknown;
}

interface Raise {
  readonly event: { readonly type: string };
  readonly id: string;
  readonly delay: number;
}

/**
 * The actions of one decision as plain effects, in order. At most one text of the desk among them (R14): the last one, and no
 * question when a person is sought in the same breath. Of several settings of one timer the last one counts.
 */
export function effectsOf(actions: readonly Action[]): readonly Effect[] {
  const all = actions.flatMap(effectOf);
  const seeks = all.some((each) => each.type === 'seek-person');
  const lastTell = all.findLast((each) => each.type === 'tell' && !(seeks && (each.key === 'question' || each.key === 'whose-client')));
  const lastOfTimer = new Map<string, Effect>();
  for (const each of all) if (each.type === 'set-timer' || each.type === 'clear-timer') lastOfTimer.set(each.key, each);
  return all.filter((each) => {
    if (each.type === 'tell') return each === lastTell;
    if (each.type === 'set-timer' || each.type === 'clear-timer') return lastOfTimer.get(each.key) === each;
    return true;
  });
}

function effectOf({ type, params }: Action): readonly Effect[] {
  switch (type) {
    case 'effect':
      return [params as Effect];
    case 'xstate.raise': {
      const { id, delay, event } = params as Raise;
      return [{ type: 'set-timer', key: timerKey(id), delay, raised: { type: event.type } }];
    }
    case 'xstate.cancel':
      return [{ type: 'clear-timer', key: timerKey((params as { readonly sendId: string }).sendId) }];
    default:
      // Anything else would be an action nobody carries out.
      throw new Error(`unexpected action: ${type}`);
  }
}

/**
 * `xstate.after.reminder.support.asking.who` is the timer `asking.reminder`: one name for all questions, since just one is
 * open at a time, so going on to the next question moves the timer instead of making another.
 */
function timerKey(id: string): string {
  const [, , delay, , state] = id.split('.');
  return `${state}.${delay}`;
}
