import type { ContactId, NewId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Db, Queries } from '../db.ts';
import { addAudit } from '../reports/audit.ts';
import type { Moved } from './join-open.ts';

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

/** Two who were taken for one person are two again: what had changed hands goes back. A conversation that ended with the join stays so. */
export function undoJoin(db: Db, undo: UndoJoin): Promise<JoinUndone> {
  return db.transaction(async (tx): Promise<JoinUndone> => {
    const found = await lockJoin(tx, undo);
    if (found === null) return { type: 'unknown' };
    const { moved, from } = found;
    if (found.undone) return { type: 'undone', windows: moved.windows, again: true };
    const when = undo.at.toISOString();
    const lists = [JSON.stringify(moved.windows), from];
    const inList = 'in (select json_array_elements_text($1::text::json)::uuid)';
    await tx.query(`update "window" set contact_id = $2::text::uuid where id ${inList}`, lists);
    await tx.query(`update conversation set contact_id = $2::text::uuid, version = version + 1 where window_id ${inList}`, lists);
    await tx.query(`update contact_detail set contact_id = $2::text::uuid where id ${inList}`, [JSON.stringify(moved.details), from]);
    await tx.query(`update task set contact_id = $2::text::uuid where id ${inList}`, [JSON.stringify(moved.tasks), from]);
    await tx.query(
      `update contact set window_id = $3::text::uuid where id = $2::text::uuid
        and window_id in (select json_array_elements_text($1::text::json)::uuid)`,
      [JSON.stringify(moved.windows), undo.contact, moved.current],
    );
    await tx.query('update identity_link set until = $2::text::timestamptz where identity_id = $1::text::uuid and until is null', [
      moved.identity,
      when,
    ]);
    await tx.query(
      `insert into identity_link (id, identity_id, contact_id, "from", until, proof)
       values ($1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text::timestamptz, null, 'join-undone')`,
      [undo.newId(), moved.identity, from, when],
    );
    await tx.query('update contact_join set undone_at = $2::text::timestamptz, undone_by = $3::text::uuid where id = $1::text::uuid', [
      undo.join,
      when,
      undo.by,
    ]);
    await addAudit(tx, {
      id: undo.newId(),
      at: undo.at,
      actorKind: 'specialist',
      actorId: undo.by,
      action: 'contact.join-undone',
      objectKind: 'contact',
      objectId: undo.contact,
      data: { stranger: from, join: undo.join },
    });
    return { type: 'undone', windows: [...moved.windows, moved.current], again: false };
  });
}

/** In the order of all locks: identity, contacts, windows. */
async function lockJoin(tx: Queries, { contact, join }: UndoJoin) {
  const [row] = await tx.query<{ from: ContactId; moved: Moved }>(
    'select from_contact_id as "from", moved from contact_join where id = $1::text::uuid and into_contact_id = $2::text::uuid',
    [join, contact],
  );
  if (row === undefined) return null;
  await tx.query('select 1 from identity where id = $1::text::uuid for no key update', [row.moved.identity]);
  await tx.query('select 1 from contact where id in ($1::text::uuid, $2::text::uuid) order by id for no key update', [row.from, contact]);
  await tx.query(`select 1 from "window" where contact_id = $1::text::uuid or id = $2::text::uuid order by id for no key update`, [
    contact,
    row.moved.current,
  ]);
  const [again] = await tx.query<{ undone: boolean }>(
    'select undone_at is not null as undone from contact_join where id = $1::text::uuid',
    [join],
  );
  return again === undefined ? null : { ...row, undone: again.undone };
}

export interface JoinListed {
  readonly id: string;
  readonly contact: ContactId;
  readonly at: Date;
  readonly proof: string;
}

/** Joins of these contacts that still stand, the newest first. */
export function joinsOf(db: Queries, contacts: readonly string[]): Promise<JoinListed[]> {
  if (contacts.length === 0) return Promise.resolve([]);
  return db.query(
    `select id, into_contact_id as contact, at, proof from contact_join
     where into_contact_id in (select json_array_elements_text($1::text::json)::uuid) and undone_at is null order by at desc`,
    [JSON.stringify(contacts)],
  );
}
