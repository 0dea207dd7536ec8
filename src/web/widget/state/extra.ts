import type { ChatMessage } from '../../../http/chat/protocol.ts';

/** What a message may be besides its words and files. */
export interface Extra extends Pick<ChatMessage, 'marks' | 'forwarded' | 'place' | 'card' | 'reactions' | 'rate' | 'notMoney'> {
  /** the first words of what it answers */
  readonly quoted?: string;
}

const shownOfQuote = 120;

/** Returns what else a message holds; mostly there is nothing. `all`: among them what it answers, if that has been read. */
export function extraOf(message: ChatMessage, all: readonly ChatMessage[]): { readonly extra?: Extra } {
  const { marks, quote, excerpt, forwarded, place, card, reactions, rate, notMoney } = message;
  const answered = quote === undefined ? undefined : all.find((each) => each.seq === quote);
  const words = excerpt?.text || answered?.text || answered?.files?.map((each) => each.name).join(', ') || '';
  const extra: Extra = {
    ...(marks === undefined ? {} : { marks }),
    ...(words === '' ? {} : { quoted: words.slice(0, shownOfQuote) }),
    ...(forwarded === undefined ? {} : { forwarded }),
    ...(place === undefined ? {} : { place }),
    ...(card === undefined ? {} : { card }),
    ...(reactions === undefined ? {} : { reactions }),
    ...(rate === undefined ? {} : { rate }),
    ...(notMoney === undefined ? {} : { notMoney }),
  };
  return Object.keys(extra).length === 0 ? {} : { extra };
}
