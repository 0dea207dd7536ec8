import { assertNever } from '../domain/never.ts';
import type { Handlers } from '../engine/handler.ts';
import type { Command } from '../engine/submission.ts';
import { ingest } from './ingest.ts';
import { note } from './note.ts';
import { answerOffer } from './offer.ts';
import { open } from './open.ts';
import { reply } from './reply.ts';
import { resolve } from './resolve.ts';
import { take } from './take.ts';
import { transfer } from './transfer.ts';

/** The desk's verbs by what asks for them; given to the engine in main. */
export const deskHandlers: Handlers = {
  inbound: ingest,
  opening: open,
  offerAnswer: answerOffer,
  desk(batch, conversation, { actor, command, key }) {
    const clientKey = `desk:${key}`;
    switch (command.type) {
      case 'reply':
        return reply(batch, conversation, actor, wordsOf(command), clientKey);
      case 'note':
        return note(batch, conversation, actor, wordsOf(command), clientKey);
      case 'take':
        return take(batch, conversation, actor);
      case 'transfer':
        return transfer(batch, conversation, actor, command, clientKey);
      case 'resolve':
        return resolve(batch, conversation, actor);
      default:
        return assertNever(command);
    }
  },
};

function wordsOf({ text, attachments }: Extract<Command, { type: 'reply' | 'note' }>) {
  return { text, ...(attachments === undefined ? {} : { attachments }) };
}
