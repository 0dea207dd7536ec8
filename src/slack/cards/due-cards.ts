import type { Db } from '../../db/db.ts';
import { cardPosted, claimCards, dropCard, keepCard, markEndedThreads, postponeCard, wakeThread } from '../../db/slack/cards.ts';
import type { Company } from '../../engine/company.ts';
import { readCardFacts } from './facts.ts';
import type { DueCards } from './post.ts';

interface DueDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
}

/** How long a card is one process's business. */
const claimMs = 60_000;
/** How long a card waits for replies in its thread at most. */
const patienceMs = 15_000;
/** A card changes about once in this time at most. */
const restMs = 3000;

/** Keeps in the database which cards are due, and what became of them. */
export function createDueCards({ db, now, company }: DueDeps): DueCards {
  const after = (ms: number) => new Date(now().getTime() + ms);
  return {
    async claim(limit) {
      const account = company().accounts.get('slack');
      if (account === undefined) return [];
      return claimCards(db, {
        account,
        holder: db.self,
        now: now(),
        until: after(claimMs),
        patience: after(-patienceMs),
        rested: after(-restMs),
        limit,
      });
    },
    keep: ({ id }) => keepCard(db, { id, holder: db.self, until: after(claimMs) }),
    readFacts: (thread) => readCardFacts({ db, company }, thread),
    async recordPosted({ id, wanted, rootTs: before }, posted) {
      await cardPosted(db, { ...posted, id, wanted, now: now() });
      if (before !== null) return;
      await wakeThread(db, id, company().accounts.get('slack') ?? '', now());
      await markEndedThreads(db, id, now());
    },
    postpone: ({ id }, ms, lost) => postponeCard(db, id, after(ms), lost),
    drop: ({ id, wanted }) => dropCard(db, id, wanted),
  };
}
