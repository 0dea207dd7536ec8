import { openConversationsOf } from '../db/people/leavers.ts';
import type { Viewer } from '../db/people/sign-in.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Deps } from '../engine/deps.ts';
import { desk } from '../texts/posted-desk.ts';
import { translator } from '../texts/translate.ts';

const t = translator(desk);

/**
 * Returns a leaver's conversations to their departments, each like any transfer. One that cannot be moved now keeps its place with
 * the leaver, where the head sees it.
 */
export async function returnConversations(
  { db, now, submit, log }: Pick<Deps, 'db' | 'now' | 'submit' | 'log'>,
  viewer: Viewer,
  leaver: string,
): Promise<void> {
  const at = now().getTime();
  const language = viewer.languages[0] === 'en' ? 'en' : 'ru';
  for (const { id, department } of await openConversationsOf(db, leaver)) {
    const command = { type: 'transfer', department, reason: t(language, 'left') } as const;
    const action = { type: 'desk', key: `left-${id}-${at}`, conversation: id as ConversationId, actor: viewer.id, command } as const;
    await submit(action).catch(() => log.warn({ conversation: id, leaver }, 'not handed on'));
  }
}
