import type { Seq } from '../../domain/ids.ts';
import { touch } from '../batch/draft.ts';
import type { Kind } from './kind.ts';
import { fromAddress } from './sender.ts';

/** The client's screen has shown everything up to `seq`. */
export interface Seen {
  readonly type: 'seen';
  readonly account: string;
  readonly address: string;
  readonly seq: Seq;
}

export const seen: Kind<Seen> = {
  ...fromAddress,
  handle(_batch, { row, conversations }, { submission }) {
    const upTo = Math.min(submission.seq, row.lastSeq);
    if (upTo > row.seenSeq) {
      row.seenSeq = upTo;
      for (const each of conversations) touch(each);
    }
    return { type: 'done', conversation: null, seq: null };
  },
};
