import { announcementRow } from '../../db/endpoints/announce.ts';
import type { AnnouncementType } from '../../domain/announcement.ts';
import type { Status } from '../../domain/decision.ts';
import type { Metric } from '../../domain/effect.ts';
import type { ConversationEvent } from '../../domain/event.ts';
import type { Seq, SpecialistId } from '../../domain/ids.ts';
import { type Batch, type ConversationDraft, clientOf, departmentOf } from './draft.ts';

/*
 * What the company's systems are told of a conversation, in the transaction in which it happens; what no endpoint asks for is not written
 * (db/endpoints/announce). A past that was made up or brought along is not told.
 */

const typeOf: Readonly<Partial<Record<Metric, AnnouncementType>>> = {
  opened: 'conversation.opened',
  assigned: 'conversation.assigned',
  lapsed: 'conversation.violated',
  undelivered: 'conversation.undelivered',
};

/** Announces what the flow has counted, where it is of what is told. */
export function announceRecorded(batch: Batch, conversation: ConversationDraft, metric: Metric, event: ConversationEvent): void {
  const type = typeOf[metric];
  if (type !== undefined) announce(batch, conversation, type, detailOf(event));
}

/** Announces that a conversation is settled, goes on, or is over, however it came to that. */
export function announceStatus(batch: Batch, conversation: ConversationDraft, before: Status, event: ConversationEvent): void {
  const status = conversation.row.status as Status;
  if (status === before) return;
  if (status === 'closed') return announce(batch, conversation, 'conversation.closed', { joinedInto: conversation.row.joinedInto });
  if (status === 'resolved') {
    const by = event.type === 'resolved' || event.type === 'parted' ? event.by : null;
    return announce(batch, conversation, 'conversation.resolved', {
      by,
      needsNoAnswer: event.type === 'resolved' && event.message !== undefined,
    });
  }
  if (before === 'resolved') announce(batch, conversation, 'conversation.reopened', {});
}

/** Announces a person's answer to what the client waited with. It may still turn out that it never arrives: `conversation.undelivered`. */
export function announceAnswer(batch: Batch, conversation: ConversationDraft, message: Seq, by: SpecialistId | null): void {
  const { openTurnId, turns, waitingSince } = conversation.row;
  if (openTurnId === null || by === null) return;
  const waitedSeconds = waitingSince === null ? 0 : Math.round((batch.now.getTime() - waitingSince.getTime()) / 1000);
  announce(batch, conversation, 'conversation.answered', { by, message, turn: turns, waitedSeconds });
}

/** Announces how a client found a conversation, which may be over long since. */
export function announceRating(
  batch: Batch,
  of: { readonly conversation: string; readonly contact: string; readonly score: number },
): void {
  const { conversation, contact, score } = of;
  const told = {
    id: batch.newId(),
    type: 'conversation.rated',
    at: batch.now,
    object: { conversation, contact },
    data: { score },
  } as const;
  batch.plan.announcements.push(announcementRow(told, conversation));
}

function announce(batch: Batch, conversation: ConversationDraft, type: AnnouncementType, detail: Readonly<Record<string, unknown>>): void {
  const { row, window } = conversation;
  if (row.origin !== 'live') return;
  const object = { conversation: row.id, contact: window.contact.id, client: clientOf(conversation)?.id ?? row.clientId };
  const data = {
    department: departmentOf(batch.company, row.departmentId).key,
    specialist: row.specialistId,
    channel: row.channel,
    track: row.track,
    topic: row.topic,
    ...detail,
  };
  batch.plan.announcements.push(announcementRow({ id: batch.newId(), type, at: batch.now, object, data }, row.id));
}

function detailOf(event: ConversationEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'opened':
      return { by: event.by ?? null };
    case 'assigned':
      return { assignment: event.assignment, rule: event.rule, standIn: event.standIn ?? null };
    case 'lapsed':
      return { violator: event.specialist, turn: event.turn, hold: event.hold };
    case 'undelivered':
      return { message: event.message };
    default:
      return {};
  }
}
