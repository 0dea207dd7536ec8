import type { Viewer } from '../db/people/sign-in.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Deps } from '../engine/deps.ts';
import type { SlackApi } from './api.ts';
import type { Rebuild } from './send/thread.ts';

/** What the Slack door needs beyond what the application needs. */
export interface SlackDeps extends Deps {
  readonly api: SlackApi;
  /** begins a thread anew whose card was deleted */
  readonly rebuild: Rebuild;
  /** Slack lets the app in no more: an administrator has to act; told as often as it happens */
  readonly alarm: (code: string) => Promise<void>;
  /** where people reach the desk */
  readonly publicUrl: () => string;
  /** 32 bytes nobody can guess, as text */
  readonly randomToken: () => string;
  /** posts to an address Slack gave for the answer to an action */
  readonly respond: (url: string, message: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** The workspace, once it has been reached. */
export interface Connection {
  readonly account: AccountId;
  readonly team: string;
  /** of the workspace, e.g. `https://company.slack.com/` */
  readonly url: string;
  readonly botUser: string;
  readonly botId: string | null;
  /** null: Slack would not say */
  readonly app: string | null;
}

/** Somebody who did something in Slack. */
export type Who =
  /** `isTrusted`: a full member of the company's own workspace, whose words may reach clients */
  | { readonly type: 'colleague'; readonly viewer: Viewer; readonly language: Language; readonly isTrusted: boolean }
  | { readonly type: 'stranger' };

/** Everything a handler of the door has. */
export interface SlackContext extends SlackDeps {
  /** throws `NotConnected` before the workspace was reached */
  readonly connection: () => Connection;
  readonly who: (slackUser: string, team?: string) => Promise<Who>;
  /** forgets what Slack said of somebody */
  readonly forget: (slackUser: string) => void;
  /** puts somebody's Home in order, with the clients they look for */
  readonly showHome: (who: Extract<Who, { type: 'colleague' }>, slackUser: string, looked?: string) => Promise<void>;
  /** work the acknowledgement does not wait for; stopping does */
  readonly later: (work: Promise<unknown>) => void;
  /** one after the other what has the same key */
  readonly inOrder: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}
