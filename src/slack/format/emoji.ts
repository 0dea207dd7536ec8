// Slack names emoji as iamcal's data does; emojibase keeps that table up with Unicode. Nothing else of the package is read.
import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

const named = Object.entries(shortcodes).map(([code, names]) => ({
  emoji: fromCode(code),
  names: typeof names === 'string' ? [names] : names,
}));
const emojiOf: ReadonlyMap<string, string> = new Map(named.flatMap(({ emoji, names }) => names.map((name) => [name, emoji] as const)));
const nameOf: ReadonlyMap<string, string> = new Map(named.map(({ emoji, names }) => [bare(emoji), names[0] ?? '']));

/** Slack counts skin tones from 2 to 6, Unicode has a character for each. */
const tones = ['🏻', '🏼', '🏽', '🏾', '🏿'];
const toned = /^(.*)::skin-tone-([2-6])$/;
const anyTone = /[🏻-🏿]/gu;

/** Finds the emoji of a name as Slack says it, without colons (`+1`, `wave::skin-tone-3`); undefined for the workspace's own ones. */
export function emojiNamed(name: string): string | undefined {
  const parts = toned.exec(name);
  if (parts === null) return emojiOf.get(name);
  const emoji = emojiOf.get(parts[1] ?? '');
  const tone = tones[Number(parts[2]) - 2];
  if (emoji === undefined || tone === undefined) return emoji;
  const [first = '', ...rest] = [...emoji].filter((each) => each !== '\uFE0F');
  return [first, tone, ...rest].join('');
}

/** Finds Slack's name of an emoji, as reactions want it; undefined for what it does not know. */
export function nameOfEmoji(emoji: string): string | undefined {
  const tone = emoji.match(anyTone)?.[0];
  const name = nameOf.get(bare(emoji.replace(anyTone, '')));
  if (name === undefined) return tone === undefined ? undefined : nameOf.get(bare(emoji));
  return tone === undefined ? name : `${name}::skin-tone-${tones.indexOf(tone) + 2}`;
}

/** Turns names between colons into emoji, where they are names of any. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+'-]{1,64}(?:::skin-tone-[2-6])?):/g, (typed, name: string) => emojiNamed(name) ?? typed);
}

/** Reads `1f468-200d-1f469`, as Slack's rich text and emojibase write an emoji. */
export function fromCode(code: string): string {
  const emoji = code
    .split('-')
    .map((each) => String.fromCodePoint(Number.parseInt(each, 16)))
    .join('');
  // A character that is a letter or a sign first is asked to be an emoji.
  return [...emoji].length === 1 && !/\p{Emoji_Presentation}/u.test(emoji) ? `${emoji}\uFE0F` : emoji;
}

function bare(emoji: string): string {
  return emoji.replaceAll('\uFE0F', '');
}
