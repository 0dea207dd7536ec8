import { failureKind } from '../../engine/batch/failure.ts';
import { Overloaded } from '../../engine/submissions/submission.ts';
import type { TelegramDeps } from '../deps.ts';
import { recordReach, submitEdit, submitReaction } from './changes.ts';
import { receiveGroupMembership, receiveGroupMessage } from './group.ts';
import { createLanes, type InLane, nothingToDo, type Pending } from './lanes.ts';
import { receivePrivateMessage } from './private-chat.ts';
import { createIdLookup } from './recognise.ts';
import { receiveTap } from './tap.ts';
import { chatOf, type Update, updateForm } from './update.ts';

/**
 * Receives an update as Telegram sent it: by its call, or by our asking. Resolves once whatever it says is committed, or is nothing to us,
 * or was tried twice and skipped. Throws `Overloaded` while it cannot be taken: then it is to come again.
 */
export type ReceiveUpdate = (raw: { readonly update_id: number }) => Promise<void>;

export function createReceiveUpdate(deps: TelegramDeps): ReceiveUpdate {
  const inLane = createLanes();
  const lookUpId = createIdLookup(deps);
  return async (raw) => {
    const parsed = updateForm.safeParse(raw);
    if (!parsed.success) {
      const at = parsed.error.issues.map((each) => each.path.join('.'));
      deps.log.error({ update: raw.update_id, at }, 'an update from Telegram could not be read, and is skipped');
      return;
    }
    await tryTwice(deps, inLane, parsed.data, () => route(deps, lookUpId, parsed.data));
  };
}

async function tryTwice({ log }: TelegramDeps, inLane: InLane, update: Update, begin: () => Promise<Pending<unknown>>): Promise<void> {
  const lane = String(chatOf(update) ?? '');
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      await inLane(lane, begin);
      return;
    } catch (error) {
      if (error instanceof Overloaded) throw error;
      if (failureKind(error) !== 'poison') throw new Overloaded('server', 2);
      const err = error instanceof Error ? error.name : 'unknown';
      log.warn({ update: update.update_id, attempt, err }, 'an update from Telegram failed');
    }
  }
  log.error({ update: update.update_id }, 'an update from Telegram failed twice, and is skipped');
}

/** Hands an update to whoever receives its kind; what happens in channels of Telegram is nothing to us. */
async function route(deps: TelegramDeps, lookUpId: (address: string) => Promise<void>, update: Update): Promise<Pending<unknown>> {
  const { update_id: id, message, edited_message: edited, callback_query: tap, message_reaction: reacted, my_chat_member: member } = update;
  if (message !== undefined) {
    if (message.chat.type === 'channel') return nothingToDo;
    if (message.chat.type !== 'private') return { done: receiveGroupMessage(deps, id, message) };
    await lookUpId(String(message.chat.id));
    return receivePrivateMessage(deps, id, message);
  }
  if (tap !== undefined) return receiveTap(deps, id, tap);
  if (edited?.chat.type === 'private') return submitEdit(deps, id, edited);
  if (reacted?.chat.type === 'private') return submitReaction(deps, id, reacted);
  if (member === undefined || member.chat.type === 'channel') return nothingToDo;
  return { done: member.chat.type === 'private' ? recordReach(deps, member) : receiveGroupMembership(deps, id, member) };
}
