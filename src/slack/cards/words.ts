import type { Queries } from '../../db/db.ts';
import { carriedByCard, type LaneMessage, waitingForCard } from '../../db/slack/words-on-card.ts';
import type { Marked } from '../../domain/marks.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import type { CardThread } from './facts.ts';

/** Characters of a client's words on a card: it has to stay below what Slack takes in one post. */
const longest = 2500;

/** A message on a card, and what is under it. */
export type CarriedMessage = Marked & Pick<Dispatch, 'reactions'>;

/** The client's first words, which stand on the card itself: one post brings both. */
export interface CarriedWords {
  readonly words: readonly CarriedMessage[];
  /** the last of these messages; null: there are none */
  readonly carriedTo: number | null;
}

/** Reads what of the client's words a card is to show: what waits as it is posted first, and later the same, as it reads by then. */
export async function readCarriedWords(
  db: Queries,
  account: string,
  { id, rootTs, carriedTo }: Pick<CardThread, 'id' | 'rootTs' | 'carriedTo'>,
): Promise<CarriedWords> {
  if (rootTs === null) return firstWords(await waitingForCard(db, id, account));
  if (carriedTo === null) return { words: [], carriedTo };
  return { words: carriable(await carriedByCard(db, id, account, carriedTo)).map(messageOf), carriedTo };
}

/** Says whether a message stands on the card still; what was edited into something a card cannot carry comes as a reply. */
export async function standsOnCard(db: Queries, account: string, { id, carriedTo }: Carrying, seq: number): Promise<boolean> {
  if (carriedTo === null || seq > carriedTo) return false;
  return carriable(await carriedByCard(db, id, account, carriedTo)).some((each) => each.seq === seq);
}

type Carrying = Pick<CardThread, 'id' | 'carriedTo'>;

/** Picks what a card goes on carrying of the words it was posted with: those edited to be more than it can bear leave it, the longest first. */
export function carriable(carried: readonly LaneMessage[]): LaneMessage[] {
  const kept = carried.filter(isPlain);
  const leaving = kept.filter((each) => each.isEdited).sort((a, b) => a.body.text.length - b.body.text.length);
  const total = () => kept.reduce((sum, { body }) => sum + body.text.length, 0);
  for (let last = leaving.pop(); last !== undefined && total() > longest; last = leaving.pop()) kept.splice(kept.indexOf(last), 1);
  return kept;
}

/**
 * Takes the client's messages that a card can carry, without passing over one of theirs: plain words, before anybody of the staff has said
 * something, and not too many. Everything else comes as a reply.
 */
export function firstWords(waiting: readonly LaneMessage[]): CarriedWords {
  const words: CarriedMessage[] = [];
  let carriedTo: number | null = null;
  let left = longest;
  for (const message of waiting) {
    if (message.author === 'system') continue;
    if (message.author !== 'client' || !isPlain(message) || message.body.text.length > left) break;
    words.push(messageOf(message));
    carriedTo = message.seq;
    left -= message.body.text.length;
  }
  return { words, carriedTo };
}

const plainFields: ReadonlySet<string> = new Set(['text', 'marks', 'language']);

function isPlain({ body }: LaneMessage): boolean {
  return body.text.trim() !== '' && Object.entries(body).every(([field, value]) => plainFields.has(field) || value == null);
}

const messageOf = ({ body, reactions }: LaneMessage): CarriedMessage => ({
  text: body.text,
  marks: body.marks ?? [],
  ...(reactions === null ? {} : { reactions }),
});
