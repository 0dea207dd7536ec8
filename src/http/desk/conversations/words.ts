import type { Context } from 'hono';
import type { ListRow } from '../../../db/conversations/list.ts';
import type { DeskRow } from '../../../db/conversations/messages.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { type Language, languages } from '../../../domain/language.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import type { HttpDeps } from '../../deps.ts';
import { filesOf } from '../../files/link.ts';
import { preferredLanguage } from '../../language.ts';
import { shapeOf } from '../../message-shape.ts';
import type { ConversationRow, DeskMessage } from './contract.ts';

const t = translator(desk);

/** The language of an answer: asked for, else the browser's, else the specialist's own. */
export function languageOf(c: Context, viewer: Viewer): Language {
  const asked = languages.find((each) => each === c.req.query('language'));
  const own = languages.find((each) => each === viewer.languages[0]);
  return asked ?? preferredLanguage(c.req.header('accept-language')) ?? own ?? 'ru';
}

export function rowInWords(row: ListRow, language: Language): ConversationRow {
  const { client_id: id, client_name: name, client_size: size, specialist_id: specialist, specialist_name: person } = row;
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    channel: row.channel,
    department: { key: row.department, name: row.department_name[language] },
    specialist: specialist === null || person === null ? null : { id: specialist, name: person },
    // A private person's client has no name until somebody gives it one.
    title: name || row.contact_name || t(language, 'stranger'),
    client: id === null || name === null || size === null ? null : { id, name, size },
    preview: row.preview,
    openedAt: row.opened_at.toISOString(),
    waitingSince: row.waiting_since?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    lastMessageAt: row.last_message_at.toISOString(),
  };
}

export async function deskMessageOf(deps: Pick<HttpDeps, 'keys' | 'now'>, row: DeskRow): Promise<DeskMessage> {
  const body = row.deleted_at === null ? row.body : null;
  const delivery = row.audience === 'client' && row.author !== 'client' ? deliveryOf(row) : undefined;
  return {
    seq: row.seq,
    changed: row.changed,
    conversation: row.conversation,
    author: row.author,
    name: row.name,
    ...(row.author === 'specialist' && row.author_id !== null ? { by: row.author_id } : {}),
    audience: row.audience,
    text: body?.text ?? '',
    ...(body?.question === undefined ? {} : { question: { id: body.question.id, options: [...body.question.options] } }),
    ...(body?.choice === undefined ? {} : { choice: body.choice }),
    ...(body?.spoken === undefined ? {} : { spoken: body.spoken }),
    ...shapeOf(row, body),
    ...(await filesOf(deps, body)),
    at: row.received_at.toISOString(),
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
    ...(delivery === undefined ? {} : { delivery, deliveries: deliveriesOf(row) }),
  };
}

/** Each channel it goes to, and each change of it that a channel would not take. */
function deliveriesOf({ sends }: DeskRow): NonNullable<DeskMessage['deliveries']> {
  const told = (sends ?? []).filter(({ verb, status, reason }) => reason !== 'taken-back' && (verb === 'send' || status === 'dead'));
  return told.map(({ verb, channel, status, reason }) => ({
    channel: channel ?? '',
    verb,
    status: status === 'sent' ? ('sent' as const) : status === 'dead' ? ('failed' as const) : ('waiting' as const),
    reason,
  }));
}

/** One that arrived anywhere has arrived; one still under way may yet. */
function deliveryOf({ sends, seen }: DeskRow): NonNullable<DeskMessage['delivery']> {
  if (seen) return { state: 'seen' };
  const all = (sends ?? []).filter((each) => each.verb === 'send' && each.reason !== 'taken-back');
  if (all.length === 0 || all.some((each) => each.status === 'sent')) return { state: 'sent' };
  const dead = all.find((each) => each.status === 'dead');
  if (dead === undefined || all.some((each) => each.status !== 'dead')) return { state: 'sending' };
  return dead.reason === null ? { state: 'failed' } : { state: 'failed', reason: dead.reason };
}
