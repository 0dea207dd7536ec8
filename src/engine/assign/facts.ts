import type { SeekPerson } from '../../domain/effect.ts';
import type { SearchFacts } from '../../domain/search.ts';
import type { ConversationDraft } from '../batch/draft.ts';

/** Gathers all that the search for a person is decided on. */
export function factsOf({ row, window }: ConversationDraft, seek: SeekPerson): SearchFacts {
  const { client } = window;
  return {
    seek,
    track: row.track,
    client: client === null ? null : { size: client.size, dedicated: client.dedicated, stage: client.stage },
    owners: Object.fromEntries(window.owners),
    outreach: window.outreach,
    isKnown: window.isKnown,
    isLetIn: row.overPortfolioBy !== null,
    isFirstTurn: row.turns === 1 && row.openTurnId !== null,
  };
}
