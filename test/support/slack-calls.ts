import { createHmac } from 'node:crypto';
import type { Workspace } from './slack-workspace.ts';

export const signingSecret = 'the signing secret of the tests';
export const jsonType = 'application/json';
export const formType = 'application/x-www-form-urlencoded';

/** Signs a call as Slack does. */
export function signatureOf(at: number, body: string, secret: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
}

/** Writes a call as Slack posts it; `at` in seconds since 1970. */
export function signedCall(body: string, type: string, at: number, signature: string): RequestInit & { headers: Record<string, string> } {
  return {
    method: 'POST',
    headers: { 'content-type': type, 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature },
    body,
  };
}

/** Writes an event in its envelope, as JSON. */
export function eventBody(
  { team, appId }: Workspace,
  event: Readonly<Record<string, unknown>>,
  id: string,
  envelope: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ type: 'event_callback', team_id: team, api_app_id: appId, event_id: id, ...envelope, event });
}

/** Writes what somebody did with buttons, menus and views, as JSON inside a form. */
export function payloadBody({ team, appId }: Workspace, payload: Readonly<Record<string, unknown>>): string {
  return `payload=${encodeURIComponent(JSON.stringify({ team: { id: team }, api_app_id: appId, ...payload }))}`;
}

/** Writes a command somebody typed, as a form. */
export function commandBody(
  { team, appId }: Workspace,
  { user, text, channel }: { readonly user: string; readonly text: string; readonly channel: string },
  more: Readonly<Record<string, string>> = {},
): string {
  const typed = { command: '/okno', text, user_id: user, team_id: team, api_app_id: appId, channel_id: channel };
  return new URLSearchParams({ ...typed, ...more }).toString();
}

/** The Slack user of a specialist of the tests. */
export const slackUserOf = (name: string): string => `U0${name.toUpperCase()}`;

/** Lets everybody into the workspace, where they are found by the e-mail they have at the desk. */
export function addStaff({ users }: Workspace, specialists: readonly { readonly name: string }[]): void {
  for (const { name } of specialists) users.set(slackUserOf(name), { id: slackUserOf(name), name, email: `${name}@world.example` });
}
