import { cleanText } from '../../domain/content.ts';
import type { Connection } from '../deps.ts';
import { origin } from './payloads.ts';

/** Parses what came over HTTP, as Slack sends it: JSON, or a form that carries JSON or a command's fields. Null: none of these. */
export function parseBody(raw: string, type: string | undefined): Record<string, unknown> | null {
  if (/^application\/json\b/i.test(type ?? '')) return parseObject(raw);
  if (!/^application\/x-www-form-urlencoded\b/i.test(type ?? '')) return null;
  const form = new URLSearchParams(raw);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries([...form].map(([name, value]) => [name, cleanText(value)])) : parseObject(payload);
}

/** Parses an object, and makes its texts storable as they are read. */
function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text, (_, each: unknown) => (typeof each === 'string' ? cleanText(each) : each));
    return isObject(value) && isWhole(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether what its type promises is there, as something: Slack's own library takes that for granted. */
function isWhole(body: Record<string, unknown>): boolean {
  const { type, event, actions, view } = body;
  switch (type) {
    case 'event_callback':
      return isObject(event) && typeof event['type'] === 'string';
    case 'block_actions':
      return Array.isArray(actions) && actions.length > 0 && actions.every(isObject);
    case 'view_submission':
    case 'view_closed':
      return isObject(view);
    default:
      return true;
  }
}

/**
 * Says whether it comes from our app in our workspace. In channels shared with others an event may name their workspace beside ours; within
 * an organisation whoever acts from a sister workspace names that one, and the organisation.
 */
export function isOurs(body: Record<string, unknown>, { app, team, enterprise }: Connection): boolean {
  const from = origin.safeParse(body);
  if (!from.success) return false;
  const {
    api_app_id: sender,
    team_id: plain,
    team: named,
    authorizations,
    enterprise: organisation,
    enterprise_id: organisationId,
  } = from.data;
  if (app !== null && sender !== app) return false;
  if (app !== null && enterprise !== null && [organisation?.id, organisationId].includes(enterprise)) return true;
  return [plain, named?.id, ...(authorizations ?? []).map((each) => each.team_id)].includes(team);
}
