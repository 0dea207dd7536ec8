import { numbers, texts, uuids } from './arrays.ts';
import type { Queries } from './db.ts';
import type { NewClient, Plan } from './plan.ts';
import { inserter, updater, writeAll } from './rows.ts';
import * as schema from './schema.ts';

const insert = {
  contacts: inserter(schema.contact),
  identityLinks: inserter(schema.identityLink),
  windows: inserter(schema.window),
  contactClients: inserter(schema.contactClient),
  ownerships: inserter(schema.ownership),
  conversations: inserter(schema.conversation),
  events: inserter(schema.conversationEvent),
  messages: inserter(schema.message),
  turns: inserter(schema.turn),
  holds: inserter(schema.turnHold),
  snapshots: inserter(schema.rosterSnapshot),
  assignments: inserter(schema.assignment),
  timers: inserter(
    schema.timer,
    `on conflict (conversation_id, key) do update set generation = excluded.generation, due_at = excluded.due_at, raised = excluded.raised`,
  ),
  outbox: inserter(schema.outbox),
  metrics: inserter(schema.metricEvent),
  consents: inserter(schema.consent, 'on conflict do nothing'),
};

const update = {
  windows: updater(schema.window, ['id'], ['lastSeq', 'lastChange', 'seenSeq']),
  conversations: updater(
    schema.conversation,
    ['id'],
    [
      'clientId',
      'departmentId',
      'specialistId',
      'status',
      'topic',
      'state',
      'version',
      'events',
      'channel',
      'target',
      'turns',
      'openTurnId',
      'openHolds',
      'tellSeq',
      'waitingSince',
      'lastMessageAt',
      'preview',
      'standInId',
      'dueAt',
      'joinedInto',
      'resolvedAt',
      'closedAt',
    ],
    // A policy may be activated meanwhile, which reckons them anew: only a batch that holds the load rows sets them.
    ['caseUnits'],
  ),
  edits: updater(schema.message, ['windowId', 'seq'], ['body', 'changed', 'editedAt']),
  attached: updater(schema.attachment, ['id'], ['windowId', 'seq']),
  turns: updater(schema.turn, ['id'], ['answeredAt', 'answeredSeq', 'answeredBy']),
  holds: updater(schema.turnHold, ['turnId', 'n'], ['until', 'ended']),
  loads: updater(schema.specialistLoad, ['specialistId', 'departmentId'], ['caseUnits', 'portfolioUnits']),
};

/**
 * Writes a batch, set by set, in the transaction that holds its locks: one statement for all that does not depend on the rest,
 * and the few that read what it wrote behind it, sent without waiting.
 */
export async function commit(tx: Queries, plan: Plan): Promise<void> {
  await Promise.all([
    writeAll(tx, [
      insert.contacts.part(plan.contacts),
      insert.identityLinks.part(plan.identityLinks),
      insert.windows.part(plan.newWindows),
      update.windows.part(plan.windows),
      insert.messages.part(plan.messages),
      update.edits.part(plan.edits),
      update.attached.part(plan.attached),
      insert.contactClients.part(plan.contactClients),
      insert.ownerships.part(plan.ownerships),
      insert.conversations.part(plan.newConversations),
      update.conversations.part(plan.conversations),
      insert.events.part(plan.events),
      insert.turns.part(plan.newTurns),
      update.turns.part(plan.answeredTurns),
      update.holds.part(plan.endedHolds),
      insert.holds.part(plan.newHolds),
      insert.snapshots.part(plan.snapshots),
      insert.assignments.part(plan.assignments),
      update.loads.part(plan.loads),
      insert.timers.part([...plan.timers.values()]),
      insert.outbox.part(plan.outbox),
      insert.metrics.part(plan.metrics),
      insert.consents.part(plan.consents),
    ]),
    deleteTimers(tx, [...plan.clearedTimers.values()]),
    insertClients(tx, plan.clients),
    insertOutboxEdits(tx, plan.outboxEdits),
    insertDetails(tx, plan.details),
  ]);
}

/** A new client's name is read from the message that holds it, so that the name is in no log. */
async function insertClients(tx: Queries, clients: readonly NewClient[]): Promise<void> {
  if (clients.length === 0) return;
  await tx.query(
    `insert into client (id, name, size, stage, created_at)
     select c.id, left(coalesce((select m.body->>'text' from message m where m.window_id = c."windowId" and m.seq = c."nameSeq"), c.name), 200),
       c.size, c.stage, c."createdAt"
     from json_to_recordset($1::text::json)
       as c(id uuid, size text, stage text, "createdAt" timestamptz, "windowId" uuid, "nameSeq" bigint, name text)`,
    [JSON.stringify(clients)],
  );
}

/** Left again is left already. */
async function insertDetails(tx: Queries, details: Plan['details']): Promise<void> {
  for (const { id, contactId, kind, value, at } of details) {
    await tx.query(
      `insert into contact_detail (id, contact_id, kind, value, at)
       select $1::text::uuid, $2::text::uuid, $3::text, $4::text, $5::text::timestamptz
       where not exists (select 1 from contact_detail where contact_id = $2::text::uuid and kind = $3::text and value = $4::text)`,
      [id, contactId, kind, value, at.toISOString()],
    );
  }
}

async function deleteTimers(tx: Queries, timers: readonly { conversationId: string; key: string }[]): Promise<void> {
  if (timers.length === 0) return;
  await tx.query(
    `delete from timer t using unnest($1::text::uuid[], $2::text::text[]) as k(conversation, key)
     where t.conversation_id = k.conversation and t.key = k.key`,
    [uuids(timers.map((each) => each.conversationId)), texts(timers.map((each) => each.key))],
  );
}

/**
 * An edit of a message that has not left yet needs no row: the text is read when it leaves; one that never arrived has nothing to
 * edit. The update is the lock that says which it is. A message has at most one edit in a batch.
 */
async function insertOutboxEdits(tx: Queries, edits: Plan['outboxEdits']): Promise<void> {
  if (edits.length === 0) return;
  const needless = await tx.query<{ windowId: string; seq: number }>(
    `update outbox o set urgent = o.urgent from unnest($1::text::uuid[], $2::text::bigint[]) as k("windowId", seq)
     where o.window_id = k."windowId" and o.seq = k.seq and o.verb = 'send' and o.status in ('waiting', 'dead')
     returning o.window_id as "windowId", o.seq`,
    [uuids(edits.map((each) => each.windowId)), numbers(edits.map((each) => each.seq))],
  );
  const isNeedless = new Set(needless.map((each) => `${each.windowId} ${each.seq}`));
  await insert.outbox(
    tx,
    edits.filter((each) => !isNeedless.has(`${each.windowId} ${each.seq}`)),
  );
}
