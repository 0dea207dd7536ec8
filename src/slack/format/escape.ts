import { type Marked, toPlain } from '../../domain/marks.ts';

/** Escapes words of somebody else inside a text of Slack's: they mean themselves and nothing more. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Writes a message for notifications and old clients, where blocks are not shown: no sign in it means anything. */
export function fallbackText(marked: Marked, longest = 1000): string {
  return escaped(shortened(toPlain(marked), longest));
}

/** Cuts a text to at most `longest` UTF-16 units, whole characters, with `…` where something is left out. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, Math.max(0, longest - 1));
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Puts a name on one line, without what turns the direction of the text around it or is not seen. */
export function oneLine(text: string, longest: number): string {
  return shortened(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(), longest);
}

/** Writes what somebody else called something on one line, without a sign that Slack would act on. */
export function plainName(text: string, longest: number): string {
  // Signs of formatting and of emoji stay visible and do nothing behind a word joiner.
  return escaped(oneLine(text, longest)).replace(/[*_~`:]/g, '\u2060$&');
}

/** Writes such a name so that it may also be the words of a link; a dash where there is none. */
export function linkName(text: string, longest: number): string {
  return plainName(text, longest).replaceAll('|', '¦') || '—';
}
