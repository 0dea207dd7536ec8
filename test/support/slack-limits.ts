import { readPublished } from './published.ts';

type Limits = Readonly<
  Record<string, Readonly<Record<string, { readonly max_length?: number; readonly min_length?: number; readonly max_items?: number }>>>
>;

const limits = readPublished<Limits>('slackblocks/spec/limits.json');

/** Beyond these Slack answers `msg_too_long`, `invalid_blocks`, `msg_blocks_too_long`. */
const maxText = 40_000;
const maxBlocks = { message: 50, view: 100 };
const maxBlockCharacters = 13_000;

/** What is longer, or more, than Slack takes. */
export function limitsBroken(args: Readonly<Record<string, unknown>>): string[] {
  const broken: string[] = [];
  const { text, blocks, view } = args;
  if (typeof text === 'string' && text.length > maxText) broken.push(`text has ${text.length} characters`);
  if (Array.isArray(blocks)) {
    if (blocks.length > maxBlocks.message) broken.push(`${blocks.length} blocks`);
    const size = characters(blocks);
    if (size > maxBlockCharacters) broken.push(`blocks have ${size} characters`);
    broken.push(...walk(blocks, 'blocks'));
  }
  if (typeof view === 'object' && view !== null) {
    const inside = (view as { blocks?: readonly unknown[] }).blocks ?? [];
    if (inside.length > maxBlocks.view) broken.push(`view has ${inside.length} blocks`);
    broken.push(...walk(view, 'view'));
  }
  return broken;
}

function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + characters(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : characters(each)),
    0,
  );
}

/** Names the limits by what a thing is in Slack's words. */
const named: Readonly<Record<string, string>> = {
  modal: 'view',
  home: 'view',
  static_select: 'select',
  multi_static_select: 'select',
  external_select: 'select',
  users_select: 'select',
};

function walk(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each, n) => walk(each, `${path}[${n}]`));
  if (typeof value !== 'object' || value === null || limits === null) return [];
  const object = value as Readonly<Record<string, unknown>>;
  const type = String(object['type'] ?? (object['value'] !== undefined && object['text'] !== undefined ? 'option' : ''));
  const ofType = limits[named[type] ?? type] ?? {};
  const own = Object.entries(ofType).flatMap(([name, limit]) => over(textOf(object[name]), limit, `${path}.${name}`));
  if (type === 'section' && Array.isArray(object['fields'])) {
    if (object['fields'].length > 10) own.push(`${path}.fields has ${object['fields'].length}`);
    own.push(...object['fields'].flatMap((each, n) => over(textOf(each), { max_length: 2000 }, `${path}.fields[${n}]`)));
  }
  if (type === 'plain_text' || type === 'mrkdwn') own.push(...over(object['text'], { min_length: 1, max_length: 3000 }, path));
  for (const name of ['action_id', 'block_id']) own.push(...over(object[name], { max_length: 255 }, `${path}.${name}`));
  return [...own, ...Object.entries(object).flatMap(([name, each]) => walk(each, `${path}.${name}`))];
}

function textOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return (value as { text?: unknown }).text;
}

function over(value: unknown, { max_length, min_length, max_items }: Limits[string][string], path: string): string[] {
  if (Array.isArray(value)) return max_items !== undefined && value.length > max_items ? [`${path} has ${value.length}`] : [];
  if (typeof value !== 'string') return [];
  if (max_length !== undefined && value.length > max_length) return [`${path} has ${value.length} characters`];
  return min_length !== undefined && value.length < min_length ? [`${path} is empty`] : [];
}
