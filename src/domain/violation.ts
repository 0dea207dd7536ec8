import type { ConversationEvent } from './event.ts';
import type { SpecialistId } from './ids.ts';

/** Who was late with which hold of which turn, both numbered from 1. */
export interface Violation {
  readonly turn: number;
  readonly hold: number;
  readonly specialist: SpecialistId;
}

/**
 * Violations as the definition has them (R13): a hold that came due while it was the open one, of the person then in charge, with no
 * answer before. Computed from the log alone; what is stored as breached holds must be the same.
 */
export function violationsOf(log: readonly ConversationEvent[]): Violation[] {
  const found: Violation[] = [];
  let inCharge: SpecialistId | null = null;
  let answered = false;
  for (const event of log) {
    switch (event.type) {
      case 'assigned':
        inCharge = event.specialist;
        answered = false;
        break;
      case 'client.message':
      case 'undelivered':
        answered = false;
        break;
      case 'replied':
      case 'waived':
      case 'resolved':
        answered = true;
        break;
      case 'lapsed': {
        const { turn, hold, specialist } = event;
        const isCounted = found.some((each) => each.turn === turn && each.hold === hold);
        if (!answered && specialist === inCharge && !isCounted) found.push({ turn, hold, specialist });
        break;
      }
      default:
        break;
    }
  }
  return found;
}
