import type { SlackContext } from '../deps.ts';
import { logModal } from '../views/log-contact.ts';
import type { Block } from '../whisper.ts';
import { t } from '../whispers.ts';
import { answerCommand } from './command.ts';
import { slashCommand } from './payloads.ts';

export interface CommandAnswer {
  readonly response_type: 'ephemeral';
  readonly text: string;
  readonly blocks?: Block[];
}

/** `/okno …`, answered for the eyes of whoever typed it. */
export async function takeCommand(context: SlackContext, body: unknown): Promise<CommandAnswer | null> {
  const parsed = slashCommand.safeParse(body);
  if (!parsed.success) return null;
  const { user_id: user, text = '', trigger_id: trigger } = parsed.data;
  const who = await context.who(user);
  if (who.type === 'stranger')
    return { response_type: 'ephemeral', text: `${t('ru', 'refused.stranger')}\n${t('en', 'refused.stranger')}` };
  if (!who.isTrusted) return { response_type: 'ephemeral', text: t(who.language, 'refused.guest') };
  const answer = await answerCommand(context, who, text ?? '');
  if (answer.type === 'say') {
    const { text: words, blocks } = answer;
    return { response_type: 'ephemeral', text: words, ...(blocks === undefined ? {} : { blocks: [...blocks] }) };
  }
  if (trigger === undefined || trigger === null) return null;
  await context.api.call('views.open', {
    trigger_id: trigger,
    view: logModal(context, who, { conversation: '', channel: null, threadTs: null }, null),
  });
  return null;
}
