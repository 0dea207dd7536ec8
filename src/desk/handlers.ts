import { assertNever } from '../domain/never.ts';
import type { Handlers } from '../engine/handler.ts';
import { beside } from './beside.ts';
import { edit, takeBack } from './edit.ts';
import { editInbound } from './edit-inbound.ts';
import { fetched } from './fetched.ts';
import { ingest } from './ingest.ts';
import { notThere } from './not-there.ts';
import { note } from './note.ts';
import { answerOffer } from './offer.ts';
import { open } from './open.ts';
import { promise } from './promise.ts';
import { rate } from './rate.ts';
import { react } from './react.ts';
import { reply } from './reply.ts';
import { resolve } from './resolve.ts';
import { take } from './take.ts';
import { transfer } from './transfer.ts';
import { undelivered } from './undelivered.ts';
import { waive } from './waive.ts';
import { cameFrom, changedThere, writtenOf } from './words.ts';

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
        return beside(batch, conversation, actor, command, clientKey);
      case 'take':
        return take(batch, conversation, actor);
      case 'transfer':
        return transfer(batch, conversation, actor, command, clientKey);
      case 'promise':
        return promise(batch, conversation, actor, command.until);
      case 'waive':
        return waive(batch, conversation, actor, command.reason, clientKey);
      case 'resolve':
        return resolve(batch, conversation, actor);
      default:
        return assertNever(command);
    }
  },
};
