import type { z } from 'zod';
import { isTaken, markTaken, viewerBySlack } from '../../db/slack/receive.ts';
import { offDuty } from '../availability.ts';
import type { Desk } from '../deps.ts';
import { takeChanged, takeDeleted } from './changes.ts';
import { takeSaid } from './message.ts';
import { eventEnvelope, homeOpened, isChanged, isDeleted, messageEvent, tokensRevoked, userChange } from './payloads.ts';

/** The event inside its envelope, once: of a repeat nothing is carried out again. What does not have its shape is passed over. */
async function once<Schema extends z.ZodType>(desk: Desk, body: unknown, schema: Schema, work: (event: z.output<Schema>) => Promise<void>) {
  const envelope = eventEnvelope.safeParse(body);
  const event = schema.safeParse((body as { event?: unknown }).event);
  if (!envelope.success || !event.success) {
    desk.log.warn({ what: event.success ? 'envelope' : 'event' }, 'an event of Slack has an unknown shape');
    return;
  }
  const { account } = desk.connection();
  const name = `event:${envelope.data.event_id}`;
  if (await isTaken(desk.db, account, name)) return;
  await work(event.data);
  // Last: what broke off before it comes again, and is then told apart by the messages' own keys.
  await markTaken(desk.db, account, name, desk.now());
}

export function takeMessage(desk: Desk, body: unknown): Promise<void> {
  return once(desk, body, messageEvent, async (event) => {
    if (isChanged(event)) return takeChanged(desk, event);
    if (isDeleted(event)) return takeDeleted(desk, event);
    const { channel } = event;
    if (typeof channel === 'string') await takeSaid(desk, { ...event, channel });
  });
}

export function takeHomeOpened(desk: Desk, body: unknown): Promise<void> {
  return once(desk, body, homeOpened, async ({ user, tab }) => {
    if (tab !== undefined && tab !== null && tab !== 'home') return;
    const who = await desk.who(user);
    if (who.type !== 'colleague' || !who.isTrusted) return;
    desk.later(desk.showHome(who, user));
  });
}

export function takeUserChange(desk: Desk, body: unknown): Promise<void> {
  return once(desk, body, userChange, async ({ user }) => {
    desk.forget(user.id);
    if (user.deleted === true) await leaves(desk, user.id);
  });
}

/** Slack lets somebody in no more. */
export async function leaves(desk: Desk, slackUser: string): Promise<void> {
  const viewer = await viewerBySlack(desk.db, slackUser);
  if (viewer !== null) await offDuty(desk, viewer);
}

/** Nothing can be sent any more: one clear alarm; the outbox keeps what waits. Tokens of single users are none of ours. */
export function takeTokensRevoked(desk: Desk, body: unknown): Promise<void> {
  return once(desk, body, tokensRevoked, async ({ type, tokens }) => {
    if (type === 'app_uninstalled' || (tokens?.bot ?? []).length > 0) await desk.alarm('token_revoked');
  });
}
