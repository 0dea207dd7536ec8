import type { KnownBlock } from '@slack/types';
import { shortened } from './escape.ts';

/** A block of a view or of a private message, as plain data. */
export type Block = Readonly<Record<string, unknown>>;

/** Longest text of a section and of a plain text element. */
const longestSection = 2900;

/** Shows somebody's words: no sign in them means anything. */
export function section(text: string): Block {
  return { type: 'section', text: { type: 'plain_text', text: label(text, longestSection), emoji: true } };
}

/** Shows words of ours with marks, times and links; what others called something goes into it as a `linkName`. */
export function mrkdwn(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text: label(text, longestSection), verbatim: true } };
}

/** Shows one thing a line, in as many sections as they need: no line is cut. */
export function listing(lines: readonly string[]): Block[] {
  const sections: string[] = [];
  for (const line of lines.map((each) => `• ${each}`)) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < longestSection) sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections.map(mrkdwn);
}

export function header(text: string): Block {
  return { type: 'header', text: { type: 'plain_text', text: label(text, 150), emoji: true } };
}

export function button(text: string, actionId: string, value: string, style?: 'primary' | 'danger'): Block {
  return {
    type: 'button',
    text: { type: 'plain_text', text: label(text, 75), emoji: true },
    action_id: actionId,
    value,
    ...(style === undefined ? {} : { style }),
  };
}

export function linkButton(text: string, actionId: string, url: string): Block {
  return { type: 'button', text: { type: 'plain_text', text: label(text, 75), emoji: true }, action_id: actionId, url };
}

export function actions(...elements: readonly Block[]): Block {
  return { type: 'actions', elements };
}

/** Cuts a text to what its element holds; Slack takes no empty one. */
export function label(text: string, most: number): string {
  return text === '' ? '—' : shortened(text, most);
}

/** A line in small print: plain, so that no sign in it means anything, or with a link of ours. */
export type SmallPrint = string | { readonly mrkdwn: string };

/** Shows lines in small print, ten at most; none for none. */
export function smallPrint(lines: readonly SmallPrint[]): KnownBlock[] {
  const elements = lines
    .slice(0, 10)
    .map((line) =>
      typeof line === 'string'
        ? { type: 'plain_text' as const, text: shortened(line, 2000), emoji: false }
        : { type: 'mrkdwn' as const, text: line.mrkdwn, verbatim: true },
    );
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}
