import type { ClientId, WindowId } from '../../domain/ids.ts';
import { nameClient } from '../assign/name-client.ts';
import { type ConversationDraft, clientOf } from '../batch/draft.ts';
import { done, refused } from '../batch/outcome.ts';
import { askedForClient, currentOf } from './current.ts';
import type { Kind } from './kind.ts';

/** A contact of several clients says for which of them they write, by a tap, a personal link or the site's login. */
export interface ChooseClient {
  readonly type: 'choose-client';
  /** where the contact's messages go now, as the door found it: they may not have written yet */
  readonly window: WindowId;
  readonly client: ClientId;
  /** it came by itself, by a link or the site's login: what they have written already stays what it is about */
  readonly onlyNext?: true;
}

/**
 * Names the client of the matter nobody has answered yet, else of what they write next: a matter somebody has answered stays what it is about,
 * and another one may go on beside it.
 */
export const chooseClient: Kind<ChooseClient> = {
  lane: ({ window }) => `choice ${window}`,
  window: ({ window }) => window,
  notFound: 'contact-not-found',
  handle(batch, window, { submission }) {
    const client = window.clients.find(({ id }) => id === submission.client);
    if (client === undefined) return refused('not-their-client');
    const asked = askedForClient(window);
    const current = asked ?? currentOf(window);
    if (
      current !== undefined &&
      (current === asked || (!submission.onlyNext && isUnanswered(current) && clientOf(current)?.id !== client.id))
    ) {
      nameClient(batch, current, client, { by: 'contact' });
      return done(current);
    }
    window.row.chosenClientId = window.clients.length > 1 ? client.id : null;
    return { type: 'done', conversation: null, seq: null };
  },
};

function isUnanswered({ row }: ConversationDraft): boolean {
  return row.turns === 1 && row.openTurnId !== null;
}
