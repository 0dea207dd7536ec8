import { isOwnWord } from './origin.ts';
import type { Message } from './update.ts';

export interface Command {
  readonly name: string;
  /** what stands behind it; '' for nothing */
  readonly rest: string;
  /** the message without the command, for whoever wrote more than that; null for nothing more */
  readonly words: Message | null;
}

/** Reads a command of the person themselves; one that was passed on is only words. */
export function commandOf(message: Message): Command | null {
  const { text = '', entities = [] } = message;
  const [whole, head = '', name] = isOwnWord(message) ? (/^(\/([a-z0-9_]+)(?:@\w+)?)(?:\s[\s\S]*)?$/i.exec(text) ?? []) : [];
  if (whole === undefined || name === undefined) return null;
  const at = head.length + (/\S|$/.exec(text.slice(head.length))?.index ?? 0);
  const rest = text.slice(at).trimEnd();
  const left = entities.filter((each) => each.offset >= at).map((each) => ({ ...each, offset: each.offset - at }));
  return { name: name.toLowerCase(), rest, words: rest === '' ? null : { ...message, text: rest, entities: left } };
}
