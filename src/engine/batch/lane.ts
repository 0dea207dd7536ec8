import type { Submission } from '../submissions/submission.ts';

/** Whose turn it is part of: what shares a key is carried out in order. */
export function laneKey(submission: Submission): string {
  switch (submission.type) {
    case 'inbound':
    case 'inbound-edit':
    case 'inbound-reaction':
    case 'rating':
    case 'seen':
    case 'offer-answer':
      return `${submission.account} ${submission.address}`;
    case 'opening':
      return `opening ${submission.contact}`;
    case 'undelivered':
    case 'fetched':
      return submission.window;
    case 'timer-due':
    case 'retry':
    case 'not-there':
      return `own ${submission.conversation}`;
    default:
      return submission.conversation;
  }
}

/** What time itself brings about: nobody waits for the outcome. */
export function isOwn({ type }: Submission): boolean {
  return type === 'timer-due' || type === 'retry' || type === 'not-there';
}
