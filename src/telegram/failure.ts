import { GrammyError, HttpError } from 'grammy';

/** Says what an error of a call means for the message. */
export type Failure =
  | { readonly type: 'too-many'; readonly afterMs: number }
  /** the chat has another id now */
  | { readonly type: 'moved'; readonly chat: string }
  /** it has not arrived, and may later */
  | { readonly type: 'not-sent' }
  /** the bot's token is not accepted: nothing will arrive until that changes */
  | { readonly type: 'unauthorized' }
  /** it left, and no answer came */
  | { readonly type: 'unsure' }
  | { readonly type: 'unchanged' }
  /** the topic of the chat it was for is gone */
  | { readonly type: 'no-thread' }
  | { readonly type: 'gone'; readonly reason: string }
  | { readonly type: 'refused'; readonly reason: string };

/** Telegram has no codes for these, only descriptions. */
const refusals: readonly (readonly [RegExp, Failure])[] = [
  [/message is not modified/i, { type: 'unchanged' }],
  [/message thread not found|TOPIC_(DELETED|CLOSED|ID_INVALID)|topic (is )?closed/i, { type: 'no-thread' }],
  [/chat not found|PEER_ID_INVALID|user not found|group chat was deleted/i, { type: 'gone', reason: 'chat-not-found' }],
  [/USER_IS_BLOCKED/i, { type: 'gone', reason: 'blocked' }],
  [/INPUT_USER_DEACTIVATED/i, { type: 'gone', reason: 'deactivated' }],
  [/too.long/i, { type: 'refused', reason: 'too-long' }],
  [
    /message to (edit|delete|be replied|forward) not found|message not found|MESSAGE_ID_INVALID/i,
    { type: 'refused', reason: 'no-such-message' },
  ],
  [/can't be (edited|deleted)/i, { type: 'refused', reason: 'too-old' }],
  [/VOICE_MESSAGES_FORBIDDEN/i, { type: 'refused', reason: 'bad-file' }],
  [/file|photo|image|video|audio|voice|sticker|media|document|animation|thumb/i, { type: 'refused', reason: 'bad-file' }],
];

const blocks: readonly (readonly [RegExp, string])[] = [
  [/blocked/i, 'blocked'],
  [/deactivated/i, 'deactivated'],
  [/kicked|not a member/i, 'kicked'],
  [/initiate conversation/i, 'not-started'],
];

/** Network errors from before anything of the call can have arrived. */
const neverLeft =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** A stored file could not be read while it was being sent: the form stays incomplete, so nothing has arrived. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

export function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) return answerOf(error);
  if (!(error instanceof HttpError)) return { type: 'unsure' };
  return isOfOurFile(error) || isNeverLeft(error) ? { type: 'not-sent' } : { type: 'unsure' };
}

/** Says whether no connection to Telegram was made. */
export function isNeverLeft(error: unknown): boolean {
  return error instanceof HttpError && neverLeft.test(networkCodeOf(error.error));
}

/** Says whether a call failed because of a stored file, which is no word about Telegram. */
export function isOfOurFile(error: unknown): boolean {
  return error instanceof HttpError && error.error instanceof FileUnreadable;
}

function answerOf({ error_code: code, description, parameters }: GrammyError): Failure {
  if (parameters.migrate_to_chat_id !== undefined) return { type: 'moved', chat: String(parameters.migrate_to_chat_id) };
  if (code === 429) return { type: 'too-many', afterMs: Math.max(1, parameters.retry_after ?? 1) * 1000 };
  if (code === 403) return { type: 'gone', reason: blocks.find(([words]) => words.test(description))?.[1] ?? 'forbidden' };
  if (code === 413) return { type: 'refused', reason: 'bad-file' };
  if (code === 401 || code === 404) return { type: 'unauthorized' };
  if (code === 400) return refusals.find(([words]) => words.test(description))?.[1] ?? { type: 'refused', reason: 'refused' };
  return { type: 'not-sent' };
}

/** Reads Telegram's code; null when no answer of it came. */
export function errorCodeOf(error: unknown): number | null {
  return error instanceof GrammyError ? error.error_code : null;
}

function networkCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? networkCodeOf(error.cause) : '';
}
