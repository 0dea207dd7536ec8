import { z } from 'zod';
import { markKinds } from '../domain/content.ts';
import type { Audience, Author, MessageBody, Reaction } from '../domain/message.ts';

const stretch = { at: z.int(), length: z.int() };

/** Words that a message answers, and somebody else's words it holds; the same at every door. */
export const excerpt = z.object({ text: z.string(), name: z.string().optional() });
export const forwarded = z.object({ kind: z.enum(['person', 'chat', 'channel']), name: z.string(), at: z.iso.datetime().optional() });

/** What a message may be besides its words; the same for the chat and the desk. All of it absent when there is none. */
export const messageShape = {
  /** how stretches of `text` look; `at` and `length` in UTF-16 units */
  marks: z
    .array(
      z.union([
        z.object({ ...stretch, kind: z.enum(markKinds).exclude(['link']) }),
        z.object({ ...stretch, kind: z.literal('link'), url: z.string() }),
      ]),
    )
    .optional(),
  /** seq of the message it answers */
  quote: z.int().optional(),
  /** the words of it that were chosen, or of what is answered from elsewhere; `name`: whose they are, if told */
  excerpt: excerpt.optional(),
  /** somebody else's words, passed on by the sender: whose, '' where that is not told, and when they were written */
  forwarded: forwarded.optional(),
  place: z.object({ latitude: z.number(), longitude: z.number(), title: z.string().optional() }).optional(),
  /** somebody's card, as it was passed on */
  card: z.object({ name: z.string(), phone: z.string() }).optional(),
  /** emoji under it, and whose they are */
  reactions: z.array(z.object({ emoji: z.string(), by: z.enum(['client', 'specialist']) })).optional(),
  /** asks the client how they found the conversation, from 1 to 5; `score`: what they said last */
  rate: z.object({ conversation: z.uuid(), score: z.int().nullable() }).optional(),
  /** the client may say that what they wrote in this conversation is not about money: `POST /chat/v1/not-about-money` */
  notMoney: z.object({ conversation: z.uuid() }).optional(),
};

export type MessageShape = z.infer<z.ZodObject<typeof messageShape>>;

interface Row {
  readonly seq: number;
  /** its number in its own window: `seq` counts in the contact's line */
  readonly stands: number;
  readonly conversation: string;
  readonly reactions: readonly Reaction[] | null;
  readonly score: number | null;
}

/** `body` null: deleted or erased, so nothing but its place is left. */
export function shapeOf(row: Row, body: MessageBody | null): MessageShape {
  if (body === null) return {};
  const { marks, quote, excerpt, forwarded, place, card, rate, notMoney } = body;
  const reactions = (row.reactions ?? []).map(({ emoji, by }) => ({
    emoji,
    by: by === 'client' ? ('client' as const) : ('specialist' as const),
  }));
  return {
    ...(marks === undefined || marks.length === 0 ? {} : { marks: marks.map((each) => ({ ...each })) }),
    ...(quote === undefined ? {} : { quote: quote - row.stands + row.seq }),
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(forwarded === undefined ? {} : { forwarded }),
    ...(place === undefined ? {} : { place }),
    ...(card === undefined ? {} : { card }),
    ...(reactions.length === 0 ? {} : { reactions }),
    ...(notMoney === true ? { notMoney: { conversation: body.about ?? row.conversation } } : {}),
    ...(rate === true ? { rate: { conversation: body.about ?? row.conversation, score: row.score } } : {}),
  };
}

/** When a message says it was said: a text of the desk that took another's place, when it did. */
export function saidAt(row: {
  readonly author: Author;
  readonly audience?: Audience;
  readonly received_at: Date;
  readonly edited_at: Date | null;
}): Date {
  return row.author === 'system' && row.audience !== 'internal' ? (row.edited_at ?? row.received_at) : row.received_at;
}
