import type { Unsent } from '../../db/batch/lane.ts';
import type { Seq, WindowId } from '../../domain/ids.ts';
import { channelInWords, reasonInWords, tDelivery } from '../../texts/delivery.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, conversationIn, touch, type WindowDraft } from '../batch/draft.ts';
import type { DeadLane, Handled } from '../batch/outcome.ts';
import { languageInside, postInternal } from '../delivery/post.ts';
import { messageAt, showAgain } from '../delivery/rewrite.ts';
import type { Kind } from './kind.ts';

/** A channel refused a message to the client for good. `unreachable`: it refuses all of them, because they blocked it or are gone. */
export interface UndeliveredMessage {
  readonly type: 'undelivered';
  readonly window: WindowId;
  readonly seq: Seq;
  readonly target: string;
  readonly reason: string;
  readonly unreachable: boolean;
  /** what it would not do; the message was to be sent when absent */
  readonly verb?: 'send' | 'edit' | 'delete' | 'react';
}

/** Why a message does not leave for an address that was its contact's when it was written, and is not any more: a join was undone. */
export const notTheirs = 'not-theirs';

export const undelivered: Kind<UndeliveredMessage> = {
  lane: ({ window }) => window,
  window: ({ window }) => window,
  messages: ({ seq }) => [seq],
  deadTarget: (refusal) => (leadsNowhere(refusal) ? refusal.target : null),
  readsAnswered: () => true,
  handle(batch, window, { submission, deadLane }) {
    if (leadsNowhere(submission)) moveElsewhere(batch, window, submission, deadLane ?? { unsent: [], ways: [] });
    else oweOne(batch, window, submission);
    return handled;
  },
};

/** Nothing more of the window leaves for the address: it is dead, or somebody else's. */
function leadsNowhere({ unreachable, reason, verb = 'send' }: UndeliveredMessage): boolean {
  return unreachable || (reason === notTheirs && verb === 'send');
}

const handled: Handled = { type: 'done', conversation: null, seq: null };

/** The specialist reads why it did not arrive, and an answer that never arrived is owed again. */
function oweOne(batch: Batch, window: WindowDraft, refusal: UndeliveredMessage): void {
  const { seq, target, reason, verb = 'send' } = refusal;
  batch.plan.refusals.push({ windowId: window.row.id, target, reason, unreachable: false, seq, verb, instead: null, at: batch.now });
  const message = messageAt(batch, window, seq);
  const conversation = message === undefined ? undefined : conversationIn(window, message.conversationId);
  if (message === undefined || conversation === undefined) return;
  touch(conversation);
  showAgain(batch, window, message);
  // What cannot be changed any more is shown at the message itself.
  if (verb !== 'send') return;
  const language = languageInside(batch, conversation);
  const text = tDelivery(language, 'undelivered', { reason: reasonInWords(language, reason) });
  postInternal(batch, conversation, { text, key: 'undelivered', params: { reason }, language });
  if (message.author === 'specialist') feed(batch, conversation, { type: 'undelivered', message: seq });
}

/**
 * The address is dead, or is somebody else's now: the contact is written to elsewhere, if they can be, and what waited leaves for there. Where
 * their conversations are answered comes before where they were seen last.
 */
function moveElsewhere(batch: Batch, window: WindowDraft, refusal: UndeliveredMessage, { unsent, ways }: DeadLane): void {
  const { target, reason, unreachable } = refusal;
  const others = ways.filter((each) => each.target !== target);
  // Theirs again meanwhile: it leaves for there once its lease is over.
  if (!unreachable && others.length < ways.length) return;
  const way = others.find((each) => window.conversations.some(({ row }) => row.target === each.target)) ?? others[0];
  const instead = way?.target ?? null;
  batch.plan.refusals.push({ windowId: window.row.id, target, reason, unreachable, seq: null, verb: 'send', instead, at: batch.now });
  for (const conversation of window.conversations) {
    const { row } = conversation;
    const from = row.channel;
    const lost = unsent.filter((each) => each.conversationId === row.id);
    const isAnsweredThere = row.target === target;
    if (isAnsweredThere && way !== undefined) {
      Object.assign(row, { channel: way.channel, target: way.target });
      touch(conversation);
    }
    // One that is answered elsewhere already loses nothing by it.
    if (lost.length === 0 || (!isAnsweredThere && way !== undefined)) continue;
    postUnreachable(batch, conversation, { from, reason, to: way?.channel ?? null });
    if (way === undefined) oweAgain(batch, conversation, lost);
  }
  if (way === undefined) return;
  // What this batch itself has just put into the dead lane goes along.
  for (const row of batch.plan.outbox) if (row.windowId === window.row.id && row.target === target) row.target = way.target;
}

/** `to`: the channel they are written to instead; null: there is none. */
function postUnreachable(
  batch: Batch,
  conversation: ConversationDraft,
  { from, reason, to }: { readonly from: string; readonly reason: string; readonly to: string | null },
): void {
  const language = languageInside(batch, conversation);
  const why = reasonInWords(language, reason);
  const channel = channelInWords(language, from);
  if (to === null) {
    const text = tDelivery(language, 'unreachable', { channel, reason: why });
    postInternal(batch, conversation, { text, key: 'unreachable', params: { channel: from, reason }, language });
    return;
  }
  const text = tDelivery(language, 'unreachable.moved', { from: channel, reason: why, to: channelInWords(language, to) });
  postInternal(batch, conversation, { text, key: 'unreachable.moved', params: { from, reason, to }, language });
}

/** The turn which the first of the lost answers had ended is open again. */
function oweAgain(batch: Batch, conversation: ConversationDraft, lost: readonly Unsent[]): void {
  const answer = lost.find((each) => each.author === 'specialist');
  if (answer !== undefined) feed(batch, conversation, { type: 'undelivered', message: answer.seq });
}
