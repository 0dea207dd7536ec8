import { type ThreadRow, threadAt, threadOf } from '../../db/slack/receive.ts';
import type { SlackContext, Who } from '../deps.ts';
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

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The thread under whose card, or in which, it was tapped; else the one of the conversation the button names. */
export async function threadOfTap(context: SlackContext, { channel, threadTs, value }: Tap): Promise<ThreadRow | null> {
  const here = channel === null || threadTs === null ? null : await threadAt(context.db, channel, threadTs);
  if (here !== null) return here;
  const conversation = uuid.exec(value)?.[0];
  const now = conversation === undefined ? null : await threadOf(context.db, conversation);
  return now === null ? null : threadAt(context.db, now.channel, now.rootTs);
}

/** Takes the tapped private message away, so that it is not tapped twice. */
export async function clear(context: SlackContext, { responseUrl }: Pick<Tap, 'responseUrl'>): Promise<void> {
  if (responseUrl === null) return;
  await context.respond(responseUrl, { delete_original: true }).catch(() => context.log.warn({}, 'a private word could not be taken away'));
}
