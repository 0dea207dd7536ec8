import type { z } from 'zod';
import { isTaken, markTaken, viewerBySlack } from '../../db/slack/receive.ts';
import { offDuty } from '../availability.ts';
import type { SlackContext } from '../deps.ts';
import { takeChanged, takeDeleted } from './changes.ts';
import { receiveMessage } from './message.ts';
import { eventEnvelope, homeOpened, isChanged, isDeleted, messageEvent, tokensRevoked, userChange } from './payloads.ts';

/** The event inside its envelope, once: of a repeat nothing is carried out again. What does not have its shape is passed over. */
async function once<Schema extends z.ZodType>(
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

export function takeMessage(context: SlackContext, body: unknown): Promise<void> {
  return once(context, body, messageEvent, async (event) => {
    if (isChanged(event)) return takeChanged(context, event);
    if (isDeleted(event)) return takeDeleted(context, event);
    const { channel } = event;
    if (typeof channel === 'string') await receiveMessage(context, { ...event, channel });
  });
}

export function takeHomeOpened(context: SlackContext, body: unknown): Promise<void> {
  return once(context, body, homeOpened, async ({ user, tab }) => {
    if (tab !== undefined && tab !== null && tab !== 'home') return;
    const who = await context.who(user);
    if (who.type !== 'colleague' || !who.isTrusted) return;
    context.later(context.showHome(who, user));
  });
}

export function takeUserChange(context: SlackContext, body: unknown): Promise<void> {
  return once(context, body, userChange, async ({ user }) => {
    context.forget(user.id);
    if (user.deleted === true) await leaves(context, user.id);
  });
}

/** Slack lets somebody in no more. */
export async function leaves(context: SlackContext, slackUser: string): Promise<void> {
  const viewer = await viewerBySlack(context.db, slackUser);
  if (viewer !== null) await offDuty(context, viewer);
}

/** Nothing can be sent any more: one clear alarm; the outbox keeps what waits. Tokens of single users are none of ours. */
export function takeTokensRevoked(context: SlackContext, body: unknown): Promise<void> {
  return once(context, body, tokensRevoked, async ({ type, tokens }) => {
    if (type === 'app_uninstalled' || (tokens?.bot ?? []).length > 0) await context.alarm('token_revoked');
  });
}
