import { z } from 'zod';
import { momentOf } from '../../domain/instant.ts';
import { type Block, label } from '../format/blocks.ts';
import type { SlackView } from '../receive/payloads.ts';

/** What a view is about: it comes back with what was entered. */
const about = z.object({
  conversation: z.union([z.literal(''), z.guid()]),
  channel: z.string().nullable(),
  threadTs: z.string().nullable(),
  more: z.string().optional(),
});

export type About = z.output<typeof about>;

export function aboutOf({ private_metadata: data }: SlackView): About | null {
  const parsed = about.safeParse(parse(data ?? ''));
  return parsed.success ? parsed.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const plain = (text: string, most = 75) => ({ type: 'plain_text', text: label(text, most), emoji: true });

/** Builds a view to be filled in; its title and buttons hold 24 characters. */
export function modal(
  callback: string,
  words: { readonly title: string; readonly submit: string; readonly close: string },
  what: About,
  blocks: readonly Block[],
): Block {
  return {
    type: 'modal',
    callback_id: callback,
    title: plain(words.title, 24),
    submit: plain(words.submit, 24),
    close: plain(words.close, 24),
    private_metadata: JSON.stringify(what),
    blocks,
  };
}

interface Field {
  readonly optional?: boolean;
  readonly hint?: string;
  /** Slack sends an action at once when it is chosen */
  readonly acts?: boolean;
}

export function input(id: string, title: string, element: Block, { optional = false, hint, acts = false }: Field = {}): Block {
  return {
    type: 'input',
    block_id: id,
    label: plain(title, 200),
    element,
    optional,
    ...(hint === undefined ? {} : { hint: plain(hint, 300) }),
    ...(acts ? { dispatch_action: true } : {}),
  };
}

export function writing(most: number, initial?: string): Block {
  const more = initial === undefined || initial === '' ? {} : { initial_value: initial };
  return { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: most, ...more };
}

export function line(most: number, initial = ''): Block {
  return { type: 'plain_text_input', action_id: 'value', max_length: most, ...(initial !== '' && { initial_value: initial }) };
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Asks for a whole number; Slack itself refuses what is none. */
export function wholeNumber({ least, most }: Bounds): Block {
  return { type: 'number_input', action_id: 'value', is_decimal_allowed: false, min_value: String(least), max_value: String(most) };
}

/** Asks for an instant, picked in the person's own time. */
export function instant(initial?: Date): Block {
  return {
    type: 'datetimepicker',
    action_id: 'value',
    ...(initial === undefined ? {} : { initial_date_time: Math.round(initial.getTime() / 1000) }),
  };
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly description?: string;
}

export function optionOf({ value, text, description }: Option): Block {
  return { text: plain(text), value, ...(description === undefined ? {} : { description: plain(description) }) };
}

export function radio(options: readonly Option[], chosen: Option): Block {
  return { type: 'radio_buttons', action_id: 'value', options: options.map(optionOf), initial_option: optionOf(chosen) };
}

/** Asks for one thing of many: Slack takes a hundred at once, and a hundred groups of as many. */
export function select(
  action: string,
  groups: readonly { readonly label: string; readonly options: readonly Option[] }[],
  chosen?: Option,
): Block {
  const full = groups.flatMap(({ label: title, options }) =>
    chunks(options, 100).map((each) => ({ label: plain(title), options: each.map(optionOf) })),
  );
  const only = full.length === 1 ? full[0] : undefined;
  return {
    type: 'static_select',
    action_id: action,
    ...(only === undefined ? { option_groups: full.slice(0, 100) } : { options: only.options }),
    ...(chosen === undefined ? {} : { initial_option: optionOf(chosen) }),
  };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** Reads what was entered in a field: words, or the chosen value. */
export function enteredIn(view: SlackView, id: string): { readonly text: string; readonly chosen: string | null } {
  const found = fieldOf(view, id);
  return { text: (found?.value ?? '').trim(), chosen: found?.selected_option?.value ?? null };
}

/** Reads which instant was picked; null: none was. What is no instant that can be kept is `wrong`. */
export function instantIn(view: SlackView, id: string): Date | null | 'wrong' {
  const seconds = fieldOf(view, id)?.selected_date_time;
  return typeof seconds === 'number' ? (momentOf(seconds) ?? 'wrong') : null;
}

/** Reads how many minutes were entered; null: none were. What Slack itself should have refused is `wrong`. */
export function minutesIn(view: SlackView, id: string, { least, most }: Bounds): number | null | 'wrong' {
  const { text } = enteredIn(view, id);
  if (text === '') return null;
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= least && minutes <= most ? minutes : 'wrong';
}

function fieldOf(view: SlackView, id: string) {
  return Object.values(view.state?.values[id] ?? {})[0];
}

/** How a submitted view is answered: it closes, shows mistakes beside its fields, or turns into another. */
export type ViewAnswer =
  | null
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update'; readonly view: Block };

export function mistake(field: string, words: string): ViewAnswer {
  return { response_action: 'errors', errors: { [field]: words } };
}

/** Builds a view that only says something. */
export function notice(title: string, close: string, text: string): Block {
  return { type: 'modal', title: plain(title, 24), close: plain(close, 24), blocks: [{ type: 'section', text: plain(text, 2900) }] };
}
