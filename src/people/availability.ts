import { cutOngoingOf } from '../db/people/engagements.ts';
import { setAvailability as store } from '../db/people/person.ts';
import { keepWord } from '../db/people/presence.ts';
import { wordCountsUntil } from '../domain/presence.ts';
import type { Availability } from '../domain/specialist.ts';
import type { Deps } from '../engine/deps.ts';
import { type Actor, mayAbout } from './access.ts';
import { type Answered, announce, done, note, type PeopleDeps, refused } from './deps.ts';
import { seePerson } from './see.ts';

/**
 * Sets whether somebody takes conversations, oneself or one of one's people. It counts at once: loads are read under lock. What is in
 * their charge stays there. Their own "available" also says that they are here, for a while (R16).
 */
export async function setAvailability(
  deps: PeopleDeps & Pick<Deps, 'company'>,
  actor: Actor,
  id: string,
  wish: { readonly availability: Availability; readonly awayUntil: Date | null },
): Promise<Answered<null>> {
  const row = await seePerson(deps, actor, id);
  if (row === null) return refused('unknown-person');
  if (!mayAbout(actor, 'person.steer', row)) return refused('forbidden');
  if (row.leftAt !== null) return refused('has-left');
  if (wish.awayUntil !== null && wish.awayUntil <= deps.now()) return refused('not-ahead');
  await deps.db.transaction(async (tx) => {
    await store(tx, id, wish.availability, wish.awayUntil);
    const at = deps.now();
    const until = wish.availability === 'available' ? wordCountsUntil(deps.company().policy.data, at) : wish.awayUntil;
    // Whoever says that they are available is back, however long the meeting or the call was to be.
    if (wish.availability === 'available' && id === actor.id) await cutOngoingOf(tx, id, at);
    await keepWord(tx, { id: deps.newId(), specialist: id, says: wish.availability, by: actor.id, at, until });
    if (id !== actor.id) {
      await note(deps, tx, actor, 'availability-set', { kind: 'specialist', id }, { availability: wish.availability });
    }
  });
  announce(deps);
  return done(null);
}
