import type { z } from 'zod';
import { isTaken, markTaken } from '../../db/slack/receive.ts';
import { takeOffDuty } from '../availability.ts';
import type { SlackContext } from '../deps.ts';
import { receiveChange, receiveDeletion } from './changes.ts';
import { receiveMessage } from './message.ts';
import { eventEnvelope, homeOpened, isChanged, isDeleted, messageEvent, tokensRevoked, userChange } from './payloads.ts';

/** Carries out the event inside its envelope, once: of a repeat nothing is carried out again. What does not have its shape is passed over. */
async function receiveOnce<Schema extends z.ZodType>(
  context: SlackContext,
  body: unknown,
  schema: Schema,
  work: (event: z.output<Schema>) => Promise<void>,
) {
  const envelope = eventEnvelope.safeParse(body);
  const event = schema.safeParse((body as { event?: unknown }).event);
  if (!envelope.success || !event.success) {
    context.log.warn({ what: event.success ? 'envelope' : 'event' }, 'an event of Slack has an unknown shape');
    return;
  }
  const { account } = context.connection();
  const name = `event:${envelope.data.event_id}`;
  if (await isTaken(context.db, account, name)) return;
  await work(event.data);
  // Last: what broke off before it comes again, and is then told apart by the messages' own keys.
  await markTaken(context.db, account, name, context.now());
}

export function receiveMessageEvent(context: SlackContext, body: unknown): Promise<void> {
  return receiveOnce(context, body, messageEvent, async (event) => {
    if (isChanged(event)) return receiveChange(context, event);
    if (isDeleted(event)) return receiveDeletion(context, event);
    const { channel } = event;
    if (typeof channel === 'string') await receiveMessage(context, { ...event, channel });
  });
}

export function receiveHomeOpened(context: SlackContext, body: unknown): Promise<void> {
  return receiveOnce(context, body, homeOpened, async ({ user, tab }) => {
    if (tab !== undefined && tab !== null && tab !== 'home') return;
    const who = await context.identify(user);
    if (who.type !== 'colleague' || !who.isTrusted) return;
    context.inBackground(context.publishHome(who, user));
  });
}

export function receiveUserChange(context: SlackContext, body: unknown): Promise<void> {
  return receiveOnce(context, body, userChange, async ({ user }) => {
    context.forget(user.id);
    if (user.deleted === true) await takeOffDuty(context, user.id);
  });
}

/** Raises one clear alarm when nothing can be sent any more; the outbox keeps what waits. Tokens of single users are none of ours. */
export function receiveTokensRevoked(context: SlackContext, body: unknown): Promise<void> {
  return receiveOnce(context, body, tokensRevoked, async ({ type, tokens }) => {
    if (type === 'app_uninstalled' || (tokens?.bot ?? []).length > 0) await context.alarm('token_revoked');
  });
}
