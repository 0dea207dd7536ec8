import type { ContactId, NewId, SpecialistId, WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Db, Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { addAudit } from '../reports/audit.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Moved } from './join-record.ts';
import { lockContactsAndWindows, showCards } from './joined-contacts.ts';
import { meetNewcomer } from './meet-newcomer.ts';
import { oweParted } from './owe-parted.ts';
import { answerAsBefore, forgetMerging, keepHeldInside } from './part-answers.ts';
import { returnHistory, returnLinks } from './part-history.ts';
import { withholdFromEachOther } from './withhold.ts';

export interface UndoJoin {
  readonly contact: ContactId;
  readonly join: string;
  readonly by: SpecialistId;
  readonly at: Date;
  readonly newId: NewId;
}

export type JoinUndone =
  | { readonly type: 'unknown' }
  | { readonly type: 'undone'; readonly windows: readonly WindowId[]; readonly again: boolean };

/** A join under the locks of everybody concerned. */
export interface Parting {
  readonly join: string;
  /** null: nobody had written from the address before */
  readonly from: ContactId | null;
  readonly into: ContactId;
  readonly moved: Moved;
  readonly joinedAt: Date;
  readonly at: Date;
  readonly newId: NewId;
}

/**
 * Two who were taken for one person are two again: what had changed hands goes back, each is answered at their own addresses, and
 * neither is shown what was said to the other meanwhile. A conversation that ended with the join stays so, and becomes a task if its client
 * waits for an answer.
 */
export function undoJoin(db: Db, undo: UndoJoin): Promise<JoinUndone> {
  return db.transaction(async (tx): Promise<JoinUndone> => {
    const found = await lockJoin(tx, undo);
    if (found === null) return { type: 'unknown' };
    const { parting, undone } = found;
    if (undone) return { type: 'undone', windows: parting.moved.windows, again: true };
    const { from, into } = parting;
    await returnHistory(tx, parting);
    await returnLinks(tx, parting);
    const concerned = from === null ? [into] : [from, into];
    const withheld = await withholdFromEachOther(tx, parting, concerned);
    const both = from === null && withheld.ofClients ? [...(await meetNewcomer(tx, parting)), into] : concerned;
    await answerAsBefore(tx, parting, both);
    await forgetMerging(tx, both);
    await keepHeldInside(tx, parting, both);
    await oweParted(tx, parting, both);
    await showCards(tx, both, undo.at);
    await endJoin(tx, [undo.join, undo.at.toISOString(), undo.by]);
    await addAudit(tx, {
      id: undo.newId(),
      at: undo.at,
      actorKind: 'specialist',
      actorId: undo.by,
      action: 'contact.join-undone',
      objectKind: 'contact',
      objectId: into,
      data: { stranger: from, join: undo.join },
    });
    return { type: 'undone', windows: await windowsOf(tx, both), again: false };
  });
}

const cj = named(schema.contactJoin, 'cj');
const i = named(schema.identity, 'i');
const w = named(schema.window, 'w');
const l = named(schema.identityLink, 'l');
const b = bare(schema.contactJoin);

const endJoin = statement(
  `update ${b} set ${b.undoneAt} = $2::text::timestamptz, ${b.undoneBy} = $3::text::uuid where ${b.id} = $1::text::uuid`,
);

const among = 'in (select unnest($1::text::uuid[]))';
const listWindows = statement<{ id: WindowId }>(`select ${columns({ id: w.id })} from ${w} where ${w.contactId} ${among}`);

async function windowsOf(tx: Queries, contacts: readonly string[]): Promise<WindowId[]> {
  return (await listWindows(tx, [uuids(contacts)])).map((each) => each.id);
}

const joinShape = {
  from: expression<ContactId | null>(cj.fromContactId),
  joinedAt: cj.at,
  moved: expression<Omit<Moved, 'identities' | 'targets' | 'joins' | 'consents'> & Partial<Moved>>(cj.moved),
  /** of a join that did not name them: what was linked to the stranger up to it */
  linked: expression<readonly string[] | null>(
    `(select json_agg(${l.identityId}) from ${l} where ${l.contactId} = ${cj.fromContactId} and ${l.until} = ${cj.at})`,
  ),
};

const findJoin = statement<RowOf<typeof joinShape>>(
  `select ${columns(joinShape)} from ${cj} where ${cj.id} = $1::text::uuid and ${cj.intoContactId} = $2::text::uuid`,
);

const lockIdentities = statement(`select 1 from ${i} where ${i.id} ${among} order by ${i.id} for no key update`);

const readUndone = statement<{ undone: boolean }>(
  `select ${columns({ undone: `${cj.undoneAt} is not null` })} from ${cj} where ${cj.id} = $1::text::uuid and ${cj.intoContactId} = $2::text::uuid`,
);

/** In the order of all locks: identities, contacts, windows. */
async function lockJoin(tx: Queries, { contact, join, at, newId }: UndoJoin): Promise<{ parting: Parting; undone: boolean } | null> {
  const [row] = await findJoin(tx, [join, contact]);
  if (row === undefined) return null;
  const { from, joinedAt, linked } = row;
  const moved: Moved = { targets: [], joins: [], consents: [], ...row.moved, identities: row.moved.identities ?? linked ?? [] };
  await lockIdentities(tx, [uuids(moved.identities)]);
  await lockContactsAndWindows(tx, from === null ? [contact] : [from, contact]);
  const [again] = await readUndone(tx, [join, contact]);
  if (again === undefined) return null;
  return { parting: { join, from, into: contact, moved, joinedAt, at, newId }, undone: again.undone };
}

const listedShape = { id: cj.id, contact: expression<ContactId>(cj.intoContactId), at: cj.at, proof: cj.proof };

export type JoinListed = RowOf<typeof listedShape>;

const standing = statement<JoinListed>(
  `select ${columns(listedShape)} from ${cj} where ${cj.intoContactId} ${among} and ${cj.undoneAt} is null order by ${cj.at} desc, ${cj.id} desc`,
);

/** Joins of these contacts that still stand, the newest first. */
export function joinsOf(db: Queries, contacts: readonly string[]): Promise<JoinListed[]> {
  return contacts.length === 0 ? Promise.resolve([]) : standing(db, [uuids(contacts)]);
}
