import { lockToWipe } from '../../db/erasure/begin.ts';
import {
  dueErasures,
  type ErasureRow,
  endReached,
  erasureOf,
  isLeaving,
  leftOutside,
  lockErasure,
  moveErasure,
  postponeErasure,
} from '../../db/erasure/erasures.ts';
import { calledAs, clientsOfErased, maskMentions, renameClients } from '../../db/erasure/mentions.ts';
import { notePlaces } from '../../db/erasure/places.ts';
import { scopeOf } from '../../db/erasure/scope.ts';
import { wipeContact } from '../../db/erasure/wipe.ts';
import { addAudit } from '../../db/reports/audit.ts';
import { mentionPattern } from '../../domain/erasure.ts';
import type { Deps } from '../../engine/deps.ts';
import { type ReachDeps, reachPlaces } from './reach.ts';

/** What it takes inside the house … */
export type GoOnDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'submit' | 'live'>;

/** … and outside. */
export type ErasureDeps = GoOnDeps & ReachDeps & Pick<Deps, 'log'>;

/** What cannot be done now is tried again after so long. */
const againMs = 5000;

/** Ends what is open with the contact, by the engine's own way: each conversation's log says why. Answers whether nothing is open any more. */
async function close({ db, submit }: GoOnDeps, { contact }: ErasureRow): Promise<boolean> {
  const { open } = await scopeOf(db, contact);
  for (const conversation of open) await submit({ type: 'end-erased', conversation });
  return (await scopeOf(db, contact)).open.length === 0;
}

/** One transaction: where it stands outside is noted, then everything is gone inside. Answers whether it was done. */
function wipe({ db, now, newId }: GoOnDeps, { id, contact }: ErasureRow): Promise<boolean> {
  return db.transaction(async (tx) => {
    const at = now();
    if ((await lockErasure(tx, id, 'wipe')) === null) return true;
    const before = await scopeOf(tx, contact);
    await lockToWipe(tx, before.contacts);
    const scope = await scopeOf(tx, contact);
    // Something was opened, or is leaving just now: it ends, or comes to stand somewhere, first.
    if (scope.open.length > 0) {
      await moveErasure(tx, { id, step: 'wipe' }, 'close', at);
      return true;
    }
    if (await isLeaving(tx, scope, at)) return false;
    const { names, addresses } = await calledAs(tx, scope.contacts);
    const pattern = mentionPattern(names, addresses);
    const clients = await clientsOfErased(tx, scope.contacts, pattern);
    await notePlaces(tx, id, scope, at);
    const left = await leftOutside(tx, scope);
    if (pattern !== null) await maskMentions(tx, { ...scope, clients: clients.map((each) => each.id) }, pattern);
    await wipeContact(tx, scope, at);
    await renameClients(
      tx,
      clients.flatMap((each) => (each.isPerson ? [each.id] : [])),
    );
    await moveErasure(tx, { id, step: 'wipe' }, 'reach', at, left);
    const object = { objectKind: 'contact', objectId: contact };
    await addAudit(tx, { id: newId(), at, actorKind: 'system', actorId: null, action: 'contact.erased', ...object, data: { erasure: id } });
    return true;
  });
}

/** Brings one erasure as far as it comes inside the house. Every step is begun again where a process ended in its midst, and done once. */
export async function goOnErasing(deps: GoOnDeps, erasure: ErasureRow): Promise<ErasureRow> {
  const { db, now, live } = deps;
  let [current, isMoving] = [erasure, true];
  while (isMoving && current.wipedAt === null) {
    isMoving = await step(deps, current);
    current = (await erasureOf(db, current.contact)) ?? current;
  }
  if (current.wipedAt === null) await postponeErasure(db, current.id, new Date(now().getTime() + againMs));
  else live.publish([{ topic: 'all' }]);
  return current;
}

async function step(deps: GoOnDeps, erasure: ErasureRow): Promise<boolean> {
  switch (erasure.step) {
    case 'close':
      if (!(await close(deps, erasure))) return false;
      await moveErasure(deps.db, erasure, 'wipe', deps.now());
      return true;
    case 'wipe':
      return wipe(deps, erasure);
    default:
      return false;
  }
}

const atOnce = 20;

/** Goes on with what is due, and with places outside; where none is left, it is done. Returns whether there may be more now. */
export async function eraseDue(deps: ErasureDeps): Promise<boolean> {
  const due = await dueErasures(deps.db, deps.now(), atOnce);
  for (const each of due) {
    await goOnErasing(deps, each).catch((error: unknown) => {
      deps.log.warn({ erasure: each.id, err: error instanceof Error ? error.name : 'unknown' }, 'an erasure goes on later');
    });
  }
  const more = await reachPlaces(deps);
  await endReached(deps.db, deps.now());
  return more;
}
