import { assertNever } from '../../domain/never.ts';
import type { Handlers } from '../batch/outcome.ts';
import { edit, takeBack } from '../verbs/edit.ts';
import { markNoReplyNeeded } from '../verbs/no-reply-needed.ts';
import { note } from '../verbs/note.ts';
import { openParallel } from '../verbs/open-parallel.ts';
import { promise } from '../verbs/promise.ts';
import { reply } from '../verbs/reply.ts';
import { resolve } from '../verbs/resolve.ts';
import { take } from '../verbs/take.ts';
import { transfer } from '../verbs/transfer.ts';
import { cameFrom, changedThere, writtenOf } from '../verbs/words.ts';
import { fetched } from './fetched.ts';
import { ingest } from './inbound.ts';
import { editInbound } from './inbound-edit.ts';
import { react } from './inbound-reaction.ts';
import { notThere } from './not-there.ts';
import { answerOffer } from './offer-answer.ts';
import { open } from './opening.ts';
import { rate } from './rating.ts';
import { undelivered } from './undelivered.ts';

/** The desk's verbs by what asks for them; given to the engine in main. */
export const deskHandlers: Handlers = {
  inbound: ingest,
  opening: open,
  offerAnswer: answerOffer,
  notThere,
  inboundEdit: editInbound,
  inboundReaction: react,
  rating: rate,
  fetched,
  undelivered,
  desk(batch, conversation, { actor, command, key, origin }) {
    const { window } = conversation;
    const clientKey = `desk:${key}`;
    switch (command.type) {
      case 'reply': {
        const words = writtenOf(batch, window, command, 'client');
        return cameFrom(
          batch,
          window,
          reply(batch, conversation, actor, words, clientKey, command.steering === true),
          origin,
          command.fetches,
        );
      }
      case 'note': {
        const words = writtenOf(batch, window, command, 'internal');
        return cameFrom(batch, window, note(batch, conversation, actor, words, clientKey), origin, command.fetches);
      }
      case 'edit':
        return changedThere(batch, window, edit(batch, conversation, actor, command), origin);
      case 'delete':
        return changedThere(batch, window, takeBack(batch, conversation, actor, command.seq), origin);
      case 'beside':
        return openParallel(batch, conversation, actor, command, clientKey);
      case 'take':
        return take(batch, conversation, actor);
      case 'transfer':
        return transfer(batch, conversation, actor, command, clientKey);
      case 'promise':
        return promise(batch, conversation, actor, command.until);
      case 'waive':
        return markNoReplyNeeded(batch, conversation, actor, command.reason, clientKey);
      case 'resolve':
        return resolve(batch, conversation, actor);
      default:
        return assertNever(command);
    }
  },
};
