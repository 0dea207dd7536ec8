import type { Unsent } from '../../db/batch/lane.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { channelInWords, reasonInWords, tDelivery } from '../../texts/delivery.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, touch, type WindowDraft } from '../batch/draft.ts';
import type { Handled, Lane } from '../batch/outcome.ts';
import { addMessage } from '../delivery/post.ts';
import { messageAt, showAgain } from '../delivery/rewrite.ts';
import type { Refused } from './submission.ts';

const handled: Handled = { type: 'done', conversation: null, seq: null };

/**
 * A channel refused a message to the client for good. An address that is dead: the contact is written to elsewhere, if they can be,
 * and what waited leaves for there. Else the specialist is told why, and an answer that never arrived is owed again.
 */
export function undelivered(batch: Batch, window: WindowDraft, refusal: Refused, lane: Lane | null): Handled {
  if (refusal.unreachable) return unreachable(batch, window, refusal, lane ?? { unsent: [], ways: [] });
  const { seq, target, reason, verb = 'send' } = refusal;
  batch.plan.refusals.push({ windowId: window.row.id, target, reason, seq, verb, instead: null, at: batch.now });
  const message = messageAt(batch, window, seq);
  const conversation = window.conversations.find((each) => each.row.id === message?.conversationId);
  if (message === undefined || conversation === undefined) return handled;
  touch(conversation);
  showAgain(batch, window, message);
  // What cannot be changed any more is shown at the message itself.
  if (verb !== 'send') return handled;
  const language = languageOf(batch, conversation);
  const why = reasonInWords(language, reason);
  tellInside(batch, conversation, tDelivery(language, 'undelivered', { reason: why }), 'undelivered', { reason }, language);
  if (message.author === 'specialist') feed(batch, conversation, { type: 'undelivered', message: seq });
  return handled;
}

function unreachable(batch: Batch, window: WindowDraft, { target, reason }: Refused, { unsent, ways }: Lane): Handled {
  const way = ways[0];
  batch.plan.refusals.push({
    windowId: window.row.id,
    target,
    reason,
    seq: null,
    verb: 'send',
    instead: way?.target ?? null,
    at: batch.now,
  });
  for (const conversation of window.conversations) {
    if (conversation.row.target !== target) continue;
    const from = conversation.row.channel;
    const language = languageOf(batch, conversation);
    const why = reasonInWords(language, reason);
    if (way !== undefined) {
      Object.assign(conversation.row, { channel: way.channel, target: way.target });
      touch(conversation);
    }
    const lost = unsent.filter((each) => each.conversationId === conversation.row.id);
    if (lost.length === 0) continue;
    if (way === undefined) {
      const text = tDelivery(language, 'unreachable', { channel: channelInWords(language, from), reason: why });
      tellInside(batch, conversation, text, 'unreachable', { channel: from, reason }, language);
      oweAgain(batch, conversation, lost);
    } else {
      const to = channelInWords(language, way.channel);
      const text = tDelivery(language, 'unreachable.moved', { from: channelInWords(language, from), reason: why, to });
      tellInside(batch, conversation, text, 'unreachable.moved', { from, reason, to: way.channel }, language);
    }
  }
  // What this batch itself has just put into the dead lane goes along.
  for (const row of batch.plan.outbox)
    if (way !== undefined && row.windowId === window.row.id && row.target === target) row.target = way.target;
  return handled;
}

/** The turn which the first of the lost answers had ended is open again. */
function oweAgain(batch: Batch, conversation: ConversationDraft, lost: readonly Unsent[]): void {
  const answer = lost.find((each) => each.author === 'specialist');
  if (answer !== undefined) feed(batch, conversation, { type: 'undelivered', message: answer.seq });
}

/** In the language of whoever reads it. */
function languageOf(batch: Batch, { row, window }: ConversationDraft): Language {
  const person = [...batch.company.people.values()].find((each) => each.id === row.specialistId);
  return person?.language ?? window.contact.language;
}

function tellInside(
  batch: Batch,
  conversation: ConversationDraft,
  text: string,
  key: string,
  params: Readonly<Record<string, string>>,
  language: Language,
): void {
  addMessage(batch, conversation, {
    author: 'system',
    authorId: null as ContactId | null,
    audience: 'internal',
    body: { text, key, params, language },
    clientKey: null,
    occurredAt: batch.now,
  });
}
