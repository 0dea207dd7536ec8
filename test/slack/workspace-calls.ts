import { type House, newId } from '../http/house.ts';
import type { SlackApi } from '../support/slack-api.ts';
import { commandBody, eventBody, formType, jsonType, payloadBody, signatureOf, signedCall, signingSecret } from '../support/slack-calls.ts';
import type { SlackMessage } from '../support/slack-workspace.ts';

export const channel = 'C0CLIENTS';

/** What happens in the workspace, as calls of Slack's. */
export interface WorkspaceCalls {
  /** posts a signed call, whatever it carries */
  calls(body: string, change?: { type?: string; at?: number; signature?: string; headers?: Record<string, string> }): Promise<Response>;
  /** an event of the workspace; `id` is its event_id */
  event(event: Record<string, unknown>, id?: string, envelope?: Record<string, unknown>): Promise<Response>;
  /** somebody writes in a thread */
  writes(
    user: string,
    thread: { readonly root: string },
    text: string,
    more?: Record<string, unknown>,
  ): Promise<{ ts: string; answer: Response }>;
  taps(user: string, action: Record<string, unknown>, where?: Record<string, unknown>): Promise<Response>;
  sends(user: string, view: Record<string, unknown>): Promise<Response>;
  suggests(user: string, action: string, typed: string): Promise<Response>;
  command(user: string, text: string): Promise<Response>;
}

export function workspaceCalls({ world, request }: House, { url, workspace }: SlackApi): WorkspaceCalls {
  const now = () => Math.floor(world.clock.at.getTime() / 1000);
  const calls: WorkspaceCalls['calls'] = (
    body,
    { type = jsonType, at = now(), signature = signatureOf(at, body, signingSecret), headers = {} } = {},
  ) => {
    const call = signedCall(body, type, at, signature);
    return request('/slack/events', { ...call, headers: { ...call.headers, ...headers } });
  };
  const event: WorkspaceCalls['event'] = (inside, id = `Ev${newId()}`, envelope = {}) =>
    calls(eventBody(workspace, inside, id, { event_time: now(), ...envelope }));
  const payload = (inside: Record<string, unknown>) => calls(payloadBody(workspace, inside), { type: formType });
  return {
    calls,
    event,
    async writes(user, thread, text, more = {}) {
      const ts = workspace.nextTs();
      const message: SlackMessage = { ts, channel, user, text, thread_ts: thread.root, reactions: new Map() };
      workspace.channels.get(channel)?.messages.push(message);
      return { ts, answer: await event({ type: 'message', channel, user, text, ts, thread_ts: thread.root, ...more }) };
    },
    taps: (user, action, where = {}) =>
      payload({
        type: 'block_actions',
        user: { id: user },
        trigger_id: `trigger-${newId()}`,
        response_url: `${url}respond`,
        actions: [{ type: 'button', block_id: 'b', action_ts: workspace.nextTs(), ...action }],
        ...where,
      }),
    sends: (user, view) =>
      payload({ type: 'view_submission', user: { id: user }, trigger_id: 't', view: { id: `V${newId()}`, type: 'modal', ...view } }),
    suggests: (user, action, typed) =>
      payload({ type: 'block_suggestion', user: { id: user }, action_id: action, block_id: 'b', value: typed }),
    command: (user, text) => calls(commandBody(workspace, { user, text, channel }, { trigger_id: 't' }), { type: formType }),
  };
}
