import type { ConversationEvent } from '../../domain/event.ts';
import type { CallEnd, HeadCall } from '../../domain/head-call.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { tInternal } from '../../texts/internal.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { rewrite } from '../delivery/rewrite.ts';

/*
 * A head who is called for help has a task, and the thread says so. Both end with what they were for: the client is answered, or needs no
 * answer, or is with somebody. Which calls are open stands with the conversation, so that nothing has to be looked for.
 */

export function openCall({ row }: ConversationDraft, call: HeadCall): void {
  row.headCalls = [...callsOf(row.headCalls), call];
}

/** Ends the calls that this event has answered, with what it came to; the thread shows it where the call stands. */
export function endCalls(batch: Batch, conversation: ConversationDraft, event: ConversationEvent): void {
  const { row } = conversation;
  const open = callsOf(row.headCalls);
  if (open.length === 0) return;
  const ended = open.flatMap((call) => {
    const end = endOf(conversation, call, event);
    return end === null ? [] : [{ call, end }];
  });
  if (ended.length === 0) return;
  const left = open.filter((each) => ended.every(({ call }) => call !== each));
  row.headCalls = left.length === 0 ? null : left;
  for (const { call, end } of ended) {
    const by = end === 'answered' && event.type === 'replied' ? event.specialist : end === 'taken' ? row.specialistId : actorOf(event);
    const done = { doneAt: batch.now, doneBy: by, result: end };
    const fresh = batch.plan.tasks.find((each) => each.kind === call.kind && each.conversationId === row.id && each.doneAt === null);
    if (fresh === undefined) batch.plan.endedCalls.push({ conversationId: row.id, kind: call.kind, ...done });
    else Object.assign(fresh, done);
    showEnd(batch, conversation, call, { end, by });
  }
}

const callsOf = (stored: unknown): readonly HeadCall[] => (stored ?? []) as readonly HeadCall[];

function endOf({ row }: ConversationDraft, call: HeadCall, event: ConversationEvent): Exclude<CallEnd, 'gone'> | null {
  if (row.openTurnId === null) return endedWith(event);
  if (call.department !== undefined && call.department !== row.departmentId) return 'passed-on';
  return call.kind !== 'late' && row.status === 'waiting-on-us' ? 'taken' : null;
}

/** Nobody waits any more: by what. */
function endedWith(event: ConversationEvent): Exclude<CallEnd, 'gone'> {
  switch (event.type) {
    case 'replied':
      return 'answered';
    case 'waived':
      return 'no-answer-needed';
    case 'resolved':
      return event.message === undefined ? 'over' : 'no-answer-needed';
    case 'joined':
    case 'parted':
      return event.type;
    default:
      return 'over';
  }
}

function actorOf(event: ConversationEvent): SpecialistId | null {
  if (event.type === 'resolved' || event.type === 'transferred') return event.by;
  return 'specialist' in event ? (event.specialist ?? null) : null;
}

function showEnd(
  batch: Batch,
  { window }: ConversationDraft,
  call: HeadCall,
  { end, by }: { end: Exclude<CallEnd, 'gone'>; by: SpecialistId | null },
): void {
  const { seq, text, key, params = {}, language } = call;
  if (seq === null || text === undefined || key === undefined || language === undefined) return;
  const name = by === null ? '' : (batch.company.people.get(by)?.name ?? '');
  const outcome = tInternal(language, `call.${end}`, { name, named: name === '' ? 'no' : 'yes' });
  const body = { text: `${text}\n${outcome}`, key, params: { ...params, end }, language };
  rewrite(batch, window, seq, { body, editedAt: batch.now, deletedAt: null, verb: 'edit' });
}
