import type { Viewer } from '../db/people/sign-in.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Deps } from '../engine/deps.ts';
import type { SlackApi } from './api/web-api.ts';
import type { Rebuild } from './rebuild-thread.ts';

/** What receiving from Slack needs beyond what the application needs. */
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
  /** the organisation whose workspace it is; null outside of Enterprise Grid */
  readonly enterprise: string | null;
  /** of the workspace, e.g. `https://company.slack.com/` */
  readonly url: string;
  readonly botUser: string;
  readonly botId: string | null;
  /** null: Slack would not say */
  readonly app: string | null;
}

/** Somebody of the staff who did something in Slack. */
export interface Colleague {
  readonly type: 'colleague';
  readonly viewer: Viewer;
  readonly language: Language;
  /** a full member of the company's own workspace, whose words may reach clients */
  readonly isTrusted: boolean;
}

/** Somebody who did something in Slack. */
export type Who = Colleague | { readonly type: 'stranger' };

/** Everything a handler of what Slack says has. */
export interface SlackContext extends SlackDeps {
  /** throws `NotConnected` before the workspace was reached */
  readonly connection: () => Connection;
  /** says who a Slack user is at the desk; whether they are a full member is Slack's to say, not what an event names as their workspace */
  readonly identify: (slackUser: string) => Promise<Who>;
  /** the name of a Slack user, whoever they are; null when Slack does not say */
  readonly nameOf: (slackUser: string) => Promise<string | null>;
  /** forgets what Slack said of somebody */
  readonly forget: (slackUser: string) => void;
  /** brings somebody's Home up to date at once, with the clients they search for */
  readonly publishHome: (who: Colleague, slackUser: string, searched?: string) => Promise<void>;
  /** goes on with work the acknowledgement does not wait for; stopping does */
  readonly inBackground: (work: Promise<unknown>) => void;
  /** does one after the other what has the same key */
  readonly inOrder: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}
