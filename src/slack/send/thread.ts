import type { Language } from '../../domain/language.ts';
import type { Author } from '../../domain/message.ts';

/** A conversation's thread as it stands. */
export interface SlackThread {
  readonly id: string;
  readonly channel: string;
  /** null before its card was posted */
  readonly rootTs: string | null;
  /** what its department speaks */
  readonly language: Language;
}

/** The workspace the app is in, once Slack has told. */
export interface Workspace {
  readonly team: string;
  /** `https://company.slack.com/` */
  readonly url: string;
}

/** A stored message as another one quotes it. */
export interface QuotedMessage {
  readonly text: string;
  readonly author: Author;
  readonly name: string | null;
}

/** Why a thread has to be begun anew. */
export type Lost = 'no-channel' | 'no-root';

/** Begins a thread anew that was lost at that place: in its channel, or in the fallback one. `nowhere`: there is no other channel. */
export type Rebuild = (
  at: { readonly id: string; readonly channel: string; readonly rootTs: string | null },
  why: Lost,
) => Promise<'begun' | 'nowhere'>;

/** An address of a message that opens it in Slack. */
export function permalink(workspace: Workspace, channel: string, ts: string, rootTs?: string): string {
  const inThread = rootTs === undefined ? '' : `?thread_ts=${rootTs}&cid=${channel}`;
  return `${workspace.url}archives/${channel}/p${ts.replace('.', '')}${inThread}`;
}
