import { faultCode } from './api.ts';
import type { SlackContext } from './deps.ts';
import { escaped } from './receive/format.ts';
import { named } from './send/shorten.ts';

/** Where and to whom something is said so that nobody else sees it. */
export interface Ear {
  readonly channel: string;
  readonly user: string;
  readonly threadTs?: string;
}

export type Block = Readonly<Record<string, unknown>>;

/** Tells one person, in the channel, what only they see. Slack keeps no such message, so it is never the only place of anything. */
export async function whisper(
  context: Pick<SlackContext, 'api' | 'log'>,
  ear: Ear,
  text: string,
  blocks: readonly Block[] = [],
): Promise<void> {
  const { channel, user, threadTs } = ear;
  const more = blocks.length === 0 ? {} : { blocks: [section(text), ...blocks] };
  try {
    await context.api.call('chat.postEphemeral', {
      channel,
      user,
      text: escaped(text),
      ...more,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    });
  } catch (error) {
    context.log.warn({ code: faultCode(error) }, 'a private word was not delivered');
  }
}

/** Longest text of a section and of a plain text element. */
const longestSection = 2900;

export function section(text: string): Block {
  return { type: 'section', text: { type: 'plain_text', text: shortened(text, longestSection), emoji: true } };
}

/** Words of ours with marks, times and links; what others called something goes into it as a `nameLine`. */
export function mrkdwn(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text: shortened(text, longestSection), verbatim: true } };
}

/** One thing a line, in as many sections as they need: no line is cut. */
export function listing(lines: readonly string[]): Block[] {
  const sections: string[] = [];
  for (const line of lines.map((each) => `• ${each}`)) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < longestSection) sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections.map(mrkdwn);
}

/** What somebody else called something, inside mrkdwn, also as the words of a link. */
export function nameLine(text: string, longest: number): string {
  return named(text, longest).replaceAll('|', '¦') || '—';
}

export function header(text: string): Block {
  return { type: 'header', text: { type: 'plain_text', text: shortened(text, 150), emoji: true } };
}

/** Cut so that no letter is halved, with an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text === '' ? '—' : text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function button(text: string, actionId: string, value: string, style?: 'primary' | 'danger'): Block {
  return {
    type: 'button',
    text: { type: 'plain_text', text: shortened(text, 75), emoji: true },
    action_id: actionId,
    value,
    ...(style === undefined ? {} : { style }),
  };
}

export function linkButton(text: string, actionId: string, url: string): Block {
  return { type: 'button', text: { type: 'plain_text', text: shortened(text, 75), emoji: true }, action_id: actionId, url };
}

export function actions(...elements: readonly Block[]): Block {
  return { type: 'actions', elements };
}
