import { namesBySlack } from '../../db/slack/receive.ts';
import type { SlackContext } from '../deps.ts';
import { labelsIn, mentionsInText } from '../format/from-mrkdwn.ts';
import type { NameOf } from '../format/from-rich-text.ts';
import { mentionedIn, type SlackWords } from '../format/read-text.ts';

/**
 * Finds the names of everybody and everything a message mentions: as the desk knows them, else as Slack wrote them beside the id, else as
 * Slack says when it is asked.
 */
export async function namesIn(context: Pick<SlackContext, 'db' | 'nameOf'>, message: SlackWords): Promise<NameOf> {
  const mentioned = [...mentionedIn(message), ...mentionsInText(message.text ?? '')];
  const users = [...new Set(mentioned.flatMap(({ kind, id }) => (kind === 'user' ? [id] : [])))];
  const [known, labels] = [await namesBySlack(context.db, users), labelsIn(message.text ?? '')];
  const asked = new Map<string, string>();
  for (const id of users) {
    const name = known.has(id) || labels.has(id) ? null : await context.nameOf(id);
    if (name !== null) asked.set(id, name);
  }
  return ({ id }) => known.get(id) ?? labels.get(id) ?? asked.get(id);
}
