import type { Command } from '../submissions/command.ts';
import { admit } from './admit.ts';
import { answerFinance } from './answer-finance.ts';
import { askFinance } from './ask-finance.ts';
import { accept, decline, withdraw } from './decide-proposal.ts';
import { edit } from './edit.ts';
import { handBack } from './hand-back.ts';
import { nameClientOf } from './name-client.ts';
import { newMatter } from './new-matter.ts';
import { markNoReplyNeeded } from './no-reply-needed.ts';
import { note } from './note.ts';
import { openParallel } from './open-parallel.ts';
import { promise } from './promise.ts';
import { reply } from './reply.ts';
import { resolve } from './resolve.ts';
import { sameMatter } from './same-matter.ts';
import { sendOverByHand } from './send-over.ts';
import { setTopic } from './set-topic.ts';
import { spoke } from './spoke.ts';
import { take } from './take.ts';
import { takeBack } from './take-back.ts';
import { transfer } from './transfer.ts';
import type { Verb } from './verb.ts';

const verbs = {
  reply,
  note,
  edit,
  delete: takeBack,
  take,
  admit,
  transfer,
  accept,
  decline,
  withdraw,
  promise,
  'hand-back': handBack,
  waive: markNoReplyNeeded,
  beside: openParallel,
  'ask-finance': askFinance,
  'answer-finance': answerFinance,
  'send-over': sendOverByHand,
  topic: setTopic,
  client: nameClientOf,
  resolve,
  'same-matter': sameMatter,
  'new-matter': newMatter,
  spoke,
} satisfies { readonly [Type in Command['type']]: Verb<Extract<Command, { type: Type }>> };

export function verbOf(command: Command): Verb<Command> {
  return verbs[command.type];
}
