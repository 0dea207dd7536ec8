import type { SeekPerson } from '../../domain/effect.ts';
import type { SearchFacts } from '../../domain/search.ts';
import { type ConversationDraft, clientOf, outreachFor } from '../batch/draft.ts';

/** Gathers all that the search for a person is decided on. */
export function factsOf(conversation: ConversationDraft, seek: SeekPerson): SearchFacts {
  const { row, window } = conversation;
  const client = clientOf(conversation);
  const outreach = outreachFor(conversation);
  return {
    seek,
    track: row.track,
    client: client === null ? null : { size: client.size, dedicated: client.dedicated, stage: client.stage, deals: client.deals },
    owners: Object.fromEntries(client?.owners ?? []),
    outreach: outreach?.specialist ?? null,
    ...(outreach !== null && { outreachAt: outreach.at }),
    ...(client === null && window.clients.length > 0 && { isUnclear: true }),
    isKnown: window.isKnown,
    isLetIn: row.overPortfolioBy !== null,
    isFirstTurn: row.turns === 1 && row.openTurnId !== null,
    language: window.contact.language,
  };
}
