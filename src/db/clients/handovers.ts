import type { HandoverStatus, HandoverWhy, WaitsFor } from '../../domain/handover.ts';
import type { ContactId, ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { Queries } from '../db.ts';

export interface DueHandover {
  readonly id: string;
  readonly client: string;
}

export function dueHandovers(db: Queries, now: Date, limit: number): Promise<DueHandover[]> {
  return db.query(
    `select id, client_id as client from handover where status in ('due', 'put-off') and try_at <= $1::text::timestamptz
     order by try_at, id limit $2::text::int`,
    [now.toISOString(), String(limit)],
  );
}

export interface HandoverRow {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly productLine: string;
  readonly status: HandoverStatus;
  readonly why: HandoverWhy | null;
  readonly tryAt: Date | null;
  readonly isProject: boolean;
  readonly documentsAt: Date | null;
  readonly fromId: SpecialistId | null;
}

/** A handover as it stands; the client's row is locked by the caller, and is the lock of it. */
export async function readHandover(tx: Queries, id: string): Promise<HandoverRow | null> {
  const rows = await tx.query<HandoverRow>(
    `select h.id, h.client_id as "clientId", c.name as "clientName", h.product_line as "productLine", h.status, h.why, h.try_at as "tryAt",
       h.is_project as "isProject", h.documents_at as "documentsAt", h.from_id as "fromId"
     from handover h join client c on c.id = h.client_id where h.id = $1::text::uuid`,
    [id],
  );
  return rows[0] ?? null;
}

export async function postpone(tx: Queries, id: string, waitsFor: WaitsFor, tryAt: Date): Promise<void> {
  await tx.query(`update handover set waits_for = $2::text, try_at = $3::text::timestamptz where id = $1::text::uuid`, [
    id,
    waitsFor,
    tryAt.toISOString(),
  ]);
}

/** What a handover finds at its client: somebody talks with it (what is resolved is over, though a word could bring it back), who owns it now, what else is with sales or to be done. */
export interface Circumstances {
  readonly isTalking: boolean;
  readonly sales: SpecialistId | null;
  readonly client: SpecialistId | null;
  readonly otherLines: number;
  readonly tasks: number;
}

export async function circumstances(tx: Queries, handover: string, client: string): Promise<Circumstances> {
  const [row] = await tx.query<Circumstances>(
    `select exists (select 1 from contact_client l join conversation c on c.contact_id = l.contact_id and c.status not in ('resolved', 'closed')
         where l.client_id = $2::text::uuid and l.until is null) as "isTalking",
       (select o.specialist_id from ownership o join department d on d.id = o.department_id and d.key = 'sales'
         where o.client_id = $2::text::uuid and o.until is null) as sales,
       (select o.specialist_id from ownership o join department d on d.id = o.department_id and d.key = 'client'
         where o.client_id = $2::text::uuid and o.until is null) as client,
       (select count(*)::int from handover h where h.client_id = $2::text::uuid and h.id <> $1::text::uuid and h.status <> 'done') as "otherLines",
       (select count(*)::int from task t where t.client_id = $2::text::uuid and t.done_at is null) as tasks`,
    [handover, client],
  );
  return row ?? { isTalking: false, sales: null, client: null, otherLines: 0, tasks: 0 };
}

/** What is resolved closes now and not a day later: whatever the client says next is a new matter, and goes to whom they were told of. */
export async function closeResolved(tx: Queries, client: string, now: Date): Promise<void> {
  await tx.query(
    `update timer t set due_at = $2::text::timestamptz from contact_client l join conversation c on c.contact_id = l.contact_id and c.status = 'resolved'
     where l.client_id = $1::text::uuid and l.until is null and t.conversation_id = c.id and t.key = 'resolved.reopen' and t.due_at > $2::text::timestamptz`,
    [client, now.toISOString()],
  );
}

export async function markDone(
  tx: Queries,
  done: { id: string; from: string | null; to: string; rule: string; explanation: unknown; at: Date },
): Promise<void> {
  await tx.query(
    `update handover set status = 'done', waits_for = null, try_at = null, from_id = coalesce($2::text::uuid, from_id), to_id = $3::text::uuid,
       rule = $4::text, explanation = $5::text::jsonb, done_at = $6::text::timestamptz where id = $1::text::uuid`,
    [done.id, done.from, done.to, done.rule, JSON.stringify(done.explanation), done.at.toISOString()],
  );
}

/** Ends an ownership of a client in a department. */
export async function endOwnership(tx: Queries, client: string, department: string, at: Date): Promise<void> {
  await tx.query(
    `update ownership o set until = $3::text::timestamptz from department d
     where d.id = o.department_id and d.key = $2::text and o.client_id = $1::text::uuid and o.until is null`,
    [client, department, at.toISOString()],
  );
}

/** Where a contact of a client is told something although nobody talks with them: their newest conversation, wherever it was. */
export interface Reachable {
  readonly windowId: WindowId;
  readonly contactId: ContactId;
  readonly language: Language;
  readonly lastSeq: number;
  readonly conversationId: ConversationId;
  readonly target: string;
  readonly version: number;
  readonly department: string;
}

/** Everybody of the client who ever talked with us, their windows locked by the caller. A call or a visit is nowhere a message can go. */
export function reachableContacts(tx: Queries, client: string): Promise<Reachable[]> {
  return tx.query(
    `select w.id as "windowId", ct.id as "contactId", ct.language, w.last_seq as "lastSeq", c.id as "conversationId", c.target, c.version, d.key as department
     from contact_client l join contact ct on ct.id = l.contact_id and ct.erased_at is null join "window" w on w.id = ct.window_id
     join lateral (select c.* from conversation c where c.window_id = w.id and c.channel not in ('call', 'visit') order by c.opened_at desc, c.id desc limit 1) c on true
     join department d on d.id = c.department_id
     where l.client_id = $1::text::uuid and l.until is null order by w.id`,
    [client],
  );
}

/** A text of the desk in a window where nobody talks: the next one of the desk does not take its place. */
export async function sayInWindow(tx: Queries, said: { at: Reachable; id: string; body: MessageBody; now: Date }): Promise<void> {
  const { at, id, body, now } = said;
  const seq = String(at.lastSeq + 1);
  const when = now.toISOString();
  await tx.query(`update "window" set last_seq = $2::text::bigint where id = $1::text::uuid`, [at.windowId, seq]);
  await tx.query(
    `insert into message (window_id, seq, id, conversation_id, author, audience, body, changed, occurred_at, received_at)
     values ($1::text::uuid, $2::text::bigint, $3::text::uuid, $4::text::uuid, 'system', 'client', $5::text::jsonb, $2::text::bigint,
       $6::text::timestamptz, $6::text::timestamptz)`,
    [at.windowId, seq, id, at.conversationId, JSON.stringify(body), when],
  );
  await tx.query(
    `insert into outbox (window_id, target, n, verb, audience, seq, urgent, status, attempts, due_at)
     values ($1::text::uuid, $2::text, $3::text::bigint, 'send', 'client', $3::text::bigint, true, 'waiting', 0, $4::text::timestamptz)`,
    [at.windowId, at.target, seq, when],
  );
  await tx.query(
    `update conversation set version = version + 1, last_message_at = $2::text::timestamptz, preview = left($3::text, 120), tell_seq = null
     where id = $1::text::uuid`,
    [at.conversationId, when, body.text],
  );
}

/** Where a handover stands from now on. One that is due is tried at once, one put off when its time comes. */
export async function standing(
  tx: Queries,
  to: { id: string; status: HandoverStatus; at: Date; putOffUntil: Date | null; hasDocuments: boolean },
): Promise<void> {
  await tx.query(
    `update handover set status = $2::text,
       why = case when $2::text = 'due' then coalesce(why, 'asked') else why end,
       due_at = case when $2::text = 'due' then coalesce(due_at, $3::text::timestamptz) else due_at end,
       put_off_until = case when $2::text = 'put-off' then coalesce($4::text::timestamptz, put_off_until) end,
       try_at = case $2::text when 'due' then $3::text::timestamptz when 'put-off' then coalesce($4::text::timestamptz, put_off_until) end,
       waits_for = null,
       documents_at = case when $5::text::boolean then $3::text::timestamptz else documents_at end
     where id = $1::text::uuid`,
    [to.id, to.status, to.at.toISOString(), to.putOffUntil?.toISOString() ?? null, String(to.hasDocuments)],
  );
}

export async function addWord(
  tx: Queries,
  word: { id: string; handover: string; kind: string; by: string; reason: string; until: Date | null; at: Date },
): Promise<void> {
  await tx.query(
    `insert into handover_word (id, handover_id, kind, by, reason, until, at)
     values ($1::text::uuid, $2::text::uuid, $3::text, $4::text::uuid, $5::text, $6::text::timestamptz, $7::text::timestamptz)`,
    [word.id, word.handover, word.kind, word.by, word.reason, word.until?.toISOString() ?? null, word.at.toISOString()],
  );
}
