import type { z } from 'zod';
import { isTaken, markTaken, viewerBySlack } from '../../db/slack-door.ts';
import { offDuty } from './availability.ts';
import { takeChanged, takeDeleted } from './changes.ts';
import type { Desk } from './deps.ts';
import { publishHome } from './home.ts';
import { eventEnvelope, homeOpened, isChanged, isDeleted, messageEvent, userChange } from './payloads.ts';
import { takeSaid } from './said.ts';

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
    if (who.type !== 'colleague') return;
    desk.opened(user);
    desk.later(publishHome(desk, who, user));
  });
}

export function takeUserChange(desk: Desk, body: unknown): Promise<void> {
  return once(desk, body, userChange, async ({ user }) => {
    desk.forget(user.id);
    if (user.deleted !== true) return;
    const viewer = await viewerBySlack(desk.db, user.id);
    if (viewer !== null) await offDuty(desk, viewer);
  });
}

/** Nothing can be sent any more: one clear alarm; the outbox keeps what waits. */
export async function takeTokensRevoked(desk: Desk): Promise<void> {
  desk.log.error({ code: 'token_revoked' }, 'Slack took the token back: install the app again');
}
