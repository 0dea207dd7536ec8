import { faultCode, type SlackApi } from './web-api.ts';

interface History {
  readonly messages?: readonly {
    readonly ts?: string;
    readonly metadata?: { readonly event_type?: string; readonly event_payload?: Readonly<Record<string, unknown>> };
  }[];
}

interface Sought {
  readonly user: string;
  readonly event: string;
  /** `id` of its payload */
  readonly id: string;
  readonly since: Date;
}

/** Finds where a post of ours stands in somebody's messages from the app after an answer that was lost: only Slack knows. Null: nowhere. */
export async function findDirect(api: SlackApi, { user, event, id, since }: Sought): Promise<{ channel: string; ts: string } | null> {
  const { channel } = await api.call<{ channel: { id: string } }>('conversations.open', { users: user });
  // Slack's clock may be behind ours.
  const oldest = String(Math.floor(since.getTime() / 1000) - 60);
  const asked = { channel: channel.id, oldest, include_all_metadata: true, limit: 200 };
  const { messages = [] } = await api.call<History>('conversations.history', asked).catch((error: unknown): History => {
    // An app installed before it asked for this right cannot look: better twice than never.
    if (faultCode(error) === 'missing_scope') return {};
    throw error;
  });
  const isIt = ({ metadata }: NonNullable<History['messages']>[number]) =>
    metadata?.event_type === event && metadata.event_payload?.['id'] === id;
  const ts = messages.find(isIt)?.ts;
  return ts === undefined ? null : { channel: channel.id, ts };
}
