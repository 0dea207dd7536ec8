import { unseenInNames } from '../../domain/person-name.ts';
import { texts, uuids } from '../arrays.ts';
import { followOwners } from '../clients/follow-owners.ts';
import type { Queries } from '../db.ts';
import { announcing } from '../endpoints/announce.ts';
import { bare, named } from '../names.ts';
import { inserter, insertSelect, type Part, updater, writeAll } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { proposeMeetings } from '../work/propose-meetings.ts';
import { busyTimes } from './busy-times.ts';
import { followEdits, followToThreads, markReachable, settleRefusals } from './commit-lanes.ts';
import { answerQuestions, endHeadTasks, followClients } from './commit-tasks.ts';
import { forgetFetches, openThreads, writeReactions } from './commit-window.ts';
import type { NewClient, Plan } from './plan.ts';
import { countSearches } from './searched.ts';
import { moveMessages } from './unanswered.ts';

const timer = bare(schema.timer);
const rating = bare(schema.conversationRating);

const insert = {
  contacts: inserter(schema.contact),
  identityLinks: inserter(schema.identityLink),
  windows: inserter(schema.window),
  sizes: inserter(schema.clientSize),
  contactClients: inserter(schema.contactClient),
  ownerships: inserter(schema.ownership),
  conversations: inserter(schema.conversation),
  events: inserter(schema.conversationEvent),
  messages: inserter(schema.message),
  turns: inserter(schema.turn),
  holds: inserter(schema.turnHold),
  snapshots: inserter(schema.rosterSnapshot),
  assignments: inserter(schema.assignment),
  failedSearches: inserter(schema.failedSearch),
  timers: inserter(
    schema.timer,
    `on conflict (${timer.conversationId}, ${timer.key}) do update set ${timer.generation} = excluded.${timer.generation},
       ${timer.dueAt} = excluded.${timer.dueAt}, ${timer.raised} = excluded.${timer.raised}`,
  ),
  outbox: inserter(schema.outbox),
  metrics: inserter(schema.metricEvent),
  consents: inserter(schema.consent, 'on conflict do nothing'),
  refs: inserter(schema.externalRef, 'on conflict do nothing'),
  fetches: inserter(schema.fileFetch, 'on conflict do nothing'),
  ratings: inserter(
    schema.conversationRating,
    `on conflict (${rating.conversationId}) do update set ${rating.score} = excluded.${rating.score}, ${rating.at} = excluded.${rating.at}`,
  ),
  proposals: inserter(schema.proposal),
  deadlines: inserter(schema.deadline),
  proposalWords: inserter(schema.proposalWord),
  tasks: inserter(schema.task, 'on conflict do nothing'),
  slackQuestions: inserter(schema.slackQuestion),
  engagements: inserter(schema.engagement),
};

const update = {
  windows: updater(schema.window, ['id'], ['lastSeq', 'lastChange', 'seenSeq', 'tell', 'chosenClientId']),
  conversations: updater(
    schema.conversation,
    ['id'],
    [
      'clientId',
      'departmentId',
      'placeDepartmentId',
      'specialistId',
      'status',
      'track',
      'topic',
      'chosenSeq',
      'flowVersion',
      'state',
      'version',
      'events',
      'channel',
      'target',
      'turns',
      'openTurnId',
      'openHolds',
      'notices',
      'waitingSince',
      'lastMessageAt',
      'preview',
      'standInId',
      'replacedId',
      'headCalls',
      'questions',
      'dueAt',
      'overPortfolioBy',
      'proposed',
      'joinedInto',
      'resolvedAt',
      'closedAt',
    ],
    // A policy may be activated meanwhile, which reckons them anew: only a batch that holds the load rows sets them.
    ['caseUnits'],
  ),
  edits: updater(schema.message, ['windowId', 'seq'], ['body', 'changed', 'editedAt', 'deletedAt']),
  threads: updater(schema.slackThread, ['id'], ['wanted', 'dueAt', 'endedAt']),
  rated: updater(schema.contact, ['id'], ['ratingAskedAt']),
  attached: updater(schema.attachment, ['id'], ['windowId', 'seq']),
  turns: updater(schema.turn, ['id'], ['answeredAt', 'answeredSeq', 'answeredBy', 'deliveredAt']),
  closedTurns: updater(schema.turn, ['id'], ['closedAt', 'closedReason']),
  holds: updater(schema.turnHold, ['turnId', 'n'], [], ['until', 'ended', 'lapsedAt']),
  proposals: updater(schema.proposal, ['id'], ['status'], ['raisedAt', 'endedAt']),
  came: updater(schema.outreach, ['id'], [], [], ['conversationId', 'cameAt']),
  loads: updater(schema.specialistLoad, ['specialistId', 'departmentId'], ['caseUnits', 'portfolioUnits']),
};

/**
 * Writes a batch, set by set, in the transaction that holds its locks: one statement for all that does not depend on the rest,
 * and the few that read what it wrote behind it, sent without waiting.
 */
export async function commit(tx: Queries, plan: Plan): Promise<void> {
  await Promise.all([
    writeAll(tx, rowsOf(plan)),
    writeProposals(tx, plan),
    deleteTimers(tx, [...plan.clearedTimers.values()]),
    insertClients(tx, plan.clients),
    followEdits(tx, plan.outboxEdits),
    followToThreads(tx, plan.outboxEdits),
    writeReactions(tx, plan.reactions),
    settleRefusals(tx, plan.refusals),
    markReachable(tx, plan.reachable),
    forgetFetches(tx, plan.fetched),
    moveMessages(tx, plan.moved),
    openThreads(tx, plan.newThreads),
    insertDetails(tx, plan.details),
    proposeMeetings(tx, plan.meetings),
    endHeadTasks(tx, plan),
    answerQuestions(tx, plan),
    followClients(tx, plan),
    followOwners(
      tx,
      plan.ownerships.map((each) => each.clientId),
      plan.ownerships[0]?.from ?? new Date(0),
    ),
    countSearches(tx, plan.searchesAgain),
  ]);
}

/** What does not depend on the rest. */
function rowsOf(plan: Plan): readonly (Part | null)[] {
  return [
    insert.contacts.part(plan.contacts),
    insert.identityLinks.part(plan.identityLinks),
    insert.windows.part(plan.newWindows),
    update.windows.part(plan.windows),
    insert.messages.part(plan.messages),
    update.edits.part(plan.edits),
    update.attached.part(plan.attached),
    insert.sizes.part(firstSizes(plan.clients)),
    insert.contactClients.part(plan.contactClients),
    insert.ownerships.part(plan.ownerships),
    insert.conversations.part(plan.newConversations),
    update.conversations.part(plan.conversations),
    insert.events.part(plan.events),
    insert.turns.part(plan.newTurns),
    update.turns.part(plan.answeredTurns),
    update.closedTurns.part(plan.closedTurns),
    update.holds.part(changedHolds(plan)),
    insert.holds.part(plan.newHolds),
    insert.snapshots.part(plan.snapshots),
    insert.assignments.part(plan.assignments),
    insert.failedSearches.part(plan.failedSearches),
    update.loads.part(plan.loads),
    insert.timers.part([...plan.timers.values()]),
    insert.outbox.part(plan.outbox),
    insert.metrics.part(plan.metrics),
    announcing.part(plan.announcements),
    insert.consents.part(plan.consents),
    insert.refs.part(plan.refs),
    insert.fetches.part(plan.fetches),
    insert.ratings.part(plan.ratings),
    update.came.part(plan.came),
    update.rated.part(plan.rated),
    update.threads.part(plan.threads),
    insert.tasks.part(plan.tasks),
    insert.slackQuestions.part(plan.slackQuestions),
    insert.deadlines.part(plan.deadlines),
    insert.engagements.part(busyTimes(plan)),
  ];
}

/** A conversation may have one that ends and one that begins: in one statement they would break the rule that it has one open. */
async function writeProposals(tx: Queries, { proposals, proposalSteps, proposalWords }: Plan): Promise<void> {
  await Promise.all([update.proposals(tx, proposalSteps), insert.proposals(tx, proposals), insert.proposalWords(tx, proposalWords)]);
}

function firstSizes(clients: Plan['clients']) {
  return clients.map(({ id, size, createdAt }) => ({ clientId: id, size, from: createdAt }));
}

/** A hold may lapse and end in one batch; it is one row. What is not given stays as it is. */
function changedHolds({ endedHolds, lapsedHolds }: Plan) {
  const changed = new Map<string, Parameters<typeof update.holds.part>[0][number]>();
  for (const each of [...endedHolds, ...lapsedHolds]) {
    const key = `${each.turnId} ${each.n}`;
    changed.set(key, { until: null, ended: null, lapsedAt: null, ...changed.get(key), ...each });
  }
  return [...changed.values()];
}

const m = named(schema.message, 'm');
const plain = `btrim(regexp_replace(regexp_replace(${m.body}->>'text', '\\s+', ' ', 'g'), '${unseenInNames}', '', 'g'))`;
const typedName = `(select nullif(${plain}, '') from ${m} where ${m.windowId} = k."windowId" and ${m.seq} = k."nameSeq")`;

const insertNamed = statement(
  `${insertSelect(schema.client, {
    id: 'k.id',
    name: `left(coalesce(${typedName}, k.name), 200)`,
    size: 'k.size',
    stage: 'k.stage',
    createdAt: 'k."createdAt"',
  })}
   from json_to_recordset($1::text::json)
     as k(id uuid, size text, stage text, "createdAt" timestamptz, "windowId" uuid, "nameSeq" bigint, name text)`,
);

/** A new client's name is read from the message that holds it, so that the name is in no log. */
async function insertClients(tx: Queries, clients: readonly NewClient[]): Promise<void> {
  if (clients.length > 0) await insertNamed(tx, [JSON.stringify(clients)]);
}

const cd = named(schema.contactDetail, 'cd');

const insertDetail = statement(
  `${insertSelect(schema.contactDetail, {
    id: '$1::text::uuid',
    contactId: '$2::text::uuid',
    kind: '$3::text',
    value: '$4::text',
    at: '$5::text::timestamptz',
  })}
   where not exists (
     select 1 from ${cd} where ${cd.contactId} = $2::text::uuid and ${cd.kind} = $3::text and ${cd.value} = $4::text)`,
);

/** Writes details that contacts left; one that is there already is not written again. */
async function insertDetails(tx: Queries, details: Plan['details']): Promise<void> {
  for (const { id, contactId, kind, value, at } of details) await insertDetail(tx, [id, contactId, kind, value, at.toISOString()]);
}

const t = named(schema.timer, 't');

const clearTimers = statement(
  `delete from ${t} using unnest($1::text::uuid[], $2::text::text[]) as k(conversation, key)
   where ${t.conversationId} = k.conversation and ${t.key} = k.key`,
);

async function deleteTimers(tx: Queries, timers: readonly { conversationId: string; key: string }[]): Promise<void> {
  if (timers.length > 0) await clearTimers(tx, [uuids(timers.map((each) => each.conversationId)), texts(timers.map((each) => each.key))]);
}
