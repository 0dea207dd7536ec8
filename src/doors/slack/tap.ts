import { type ThreadRow, threadAt } from '../../db/slack-door.ts';
import type { Desk, Who } from './deps.ts';
import type { BlockActions } from './payloads.ts';

export type Colleague = Extract<Who, { type: 'colleague' }>;

/** Somebody tapped something. */
export interface Tap {
  readonly who: Colleague;
  readonly user: string;
  /** what the button carries; ours, since Slack signed it, but of what it names the database has the say */
  readonly value: string;
  /** opens a view; good for three seconds */
  readonly trigger: string | null;
  /** where an answer for these eyes only may be posted */
  readonly responseUrl: string | null;
  readonly channel: string | null;
  readonly threadTs: string | null;
}

export function tapOf(body: BlockActions, who: Colleague): Tap {
  const first = body.actions[0];
  const { container } = body;
  return {
    who,
    user: body.user.id,
    value: first?.selected_option?.value ?? first?.value ?? '',
    trigger: body.trigger_id ?? null,
    responseUrl: body.response_url ?? null,
    channel: container?.channel_id ?? null,
    threadTs: container?.thread_ts ?? container?.message_ts ?? null,
  };
}

/** The thread under whose card, or in which, it was tapped. */
export async function threadOfTap(desk: Desk, { channel, threadTs }: Tap): Promise<ThreadRow | null> {
  return channel === null || threadTs === null ? null : threadAt(desk.db, channel, threadTs);
}

/** Takes the tapped private message away, so that it is not tapped twice. */
export async function clear(desk: Desk, { responseUrl }: Pick<Tap, 'responseUrl'>): Promise<void> {
  if (responseUrl === null) return;
  await desk.respond(responseUrl, { delete_original: true }).catch(() => desk.log.warn({}, 'a private word could not be taken away'));
}
