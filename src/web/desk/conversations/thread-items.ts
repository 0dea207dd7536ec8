import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { dayKey } from '../../kit/calendar.ts';
import { messageKey } from './thread.ts';

/** What a thread shows, top to bottom. `continues`: the same person goes on, so the name is not repeated. */
export type Item =
  | { readonly type: 'day'; readonly key: string; readonly at: Date }
  | { readonly type: 'conversation'; readonly key: string; readonly conversation: string; readonly current: boolean }
  | { readonly type: 'message'; readonly key: string; readonly message: DeskMessage; readonly continues: boolean };

const sameRunMs = 5 * 60_000;

function continues(before: DeskMessage | undefined, message: DeskMessage): boolean {
  return (
    before !== undefined &&
    before.author === message.author &&
    before.name === message.name &&
    before.audience === message.audience &&
    Date.parse(message.at) - Date.parse(before.at) < sameRunMs
  );
}

/** Puts a line where the day changes, and where the thread goes from one conversation to another. A text of the desk that was taken away for the next one is not shown. */
export function threadItems(messages: readonly DeskMessage[], current: string): Item[] {
  const items: Item[] = [];
  let before: DeskMessage | undefined;
  for (const message of messages) {
    if (message.deleted && message.author === 'system') continue;
    const at = new Date(message.at);
    const newDay = before === undefined || dayKey(new Date(before.at)) !== dayKey(at);
    const moved = before === undefined ? message.conversation !== current : before.conversation !== message.conversation;
    const key = messageKey(message);
    if (newDay) items.push({ type: 'day', key: `day ${key}`, at });
    if (moved) {
      items.push({
        type: 'conversation',
        key: `conversation ${key}`,
        conversation: message.conversation,
        current: message.conversation === current,
      });
    }
    items.push({ type: 'message', key, message, continues: !newDay && !moved && continues(before, message) });
    before = message;
  }
  return items;
}
