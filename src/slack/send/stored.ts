import { labelOf } from '../../../flows/words.ts';
import type { Db } from '../../db/db.ts';
import { pinOf } from '../../db/slack/card-contents.ts';
import { wantCard } from '../../db/slack/cards.ts';
import { findQuoted, findThread } from '../../db/slack/threads.ts';
import type { Company } from '../../engine/company.ts';
import { readWhole } from '../../files/read.ts';
import { standsOnCard } from '../cards/words.ts';
import type { SlackChannelDeps } from './channel.ts';

interface StoredDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
}

/** Reads from the database what a channel needs beside the message it sends. */
export function createStored({
  db,
  now,
  company,
}: StoredDeps): Pick<SlackChannelDeps, 'readFile' | 'findThread' | 'wantCard' | 'standsOnCard' | 'findQuoted' | 'tappedWords'> {
  return {
    readFile: (id) => readWhole(db, id),
    findThread: (id) => findThread(db, id),
    wantCard: (id) => wantCard(db, id, now()),
    standsOnCard: (thread, seq) => standsOnCard(db, company().accounts.get('slack') ?? '', thread, seq),
    async findQuoted(place) {
      const found = await findQuoted(db, place);
      return found === null ? null : { text: found.body.text, author: found.author, name: found.name, isOfAnother: found.isOfAnother };
    },
    async tappedWords({ conversation, body }, { language }) {
      if (body?.choice === undefined) return null;
      const pin = await pinOf(db, conversation);
      if (pin === null) return null;
      const { tree } = company().pinned(pin.flow, pin.flowVersion, pin.treeHash);
      return labelOf(tree, body.choice.question, body.choice.option, language);
    },
  };
}
