import type { Context } from 'hono';
import type { Registry } from 'prom-client';
import type { Viewer } from '../db/people/sign-in.ts';
import type { EndpointDeps } from '../endpoints/verbs.ts';
import type { Deps } from '../engine/deps.ts';
import type { UploadCaps } from '../files/caps.ts';
import type { Owed } from '../reports/now/owed.ts';
import type { SlackDoor } from '../slack/receive/door.ts';
import type { AdminAccess } from './admin/permit.ts';
import type { ChatTokens, VerifiedToken } from './chat/tokens.ts';
import type { FileSource } from './files/files.ts';
import type { Keys } from './keys.ts';
import type { Stopping } from './stopping.ts';
import type { AddressLimits, Throttle } from './throttle.ts';
import type { TelegramDoor } from './webhooks/telegram.ts';

/** What the HTTP doors need beyond what the application needs. */
export interface HttpDeps extends Deps {
  readonly keys: Keys;
  readonly files: FileSource;
  readonly webhooks: EndpointDeps['webhooks'];
  readonly metrics: Registry;
  readonly stopping: Stopping;
  /** served over https: cookies are marked Secure, browsers are told to stay with https */
  readonly secure: boolean;
  /** where the world reaches the server, when that is set; requests that change something may come from there */
  readonly publicOrigin: string | undefined;
  readonly heartbeatMs: number;
  /** what may be sent up in a day */
  readonly caps: UploadCaps;
  /** network address of whoever asks; null where it is not known */
  readonly addressOf: (c: Context) => string | null;
  /** what one network address may do */
  readonly limits: AddressLimits;
  /** the company command comes through the server where it has the database to itself */
  readonly admin?: AdminAccess;
  /** the demo company is served to this machine alone: its site may log anybody in */
  readonly demo?: boolean;
  /** of how many days the demo company's past is made, while it is; null or absent: nothing is being made */
  readonly past?: () => { readonly over: number; readonly of: number } | null;
  /** the bot, when there is one */
  readonly telegram?: TelegramDoor;
  /** the Slack app, when there is one that Slack calls */
  readonly slack?: Pick<SlackDoor, 'receiveCall'>;
  /** shows a person at this address of a channel that somebody writes to them, where it can */
  readonly typing?: (channel: string, address: string, thread: string | null) => void;
  /** is the database there, and up to date */
  ready(): Promise<boolean>;
}

/** What operations work with: the above, and what the app makes of it once. */
export interface Http extends HttpDeps {
  readonly tokens: ChatTokens;
  /** who writes in the web chat, by the authorization a request carries; throws what is wrong with it */
  readonly visitorOf: (authorization: string | undefined) => Promise<VerifiedToken>;
  readonly throttle: Throttle;
  /** notes that somebody is at the desk (R16) */
  readonly noteAtDesk: (viewer: Viewer) => Promise<void>;
  /** what clients owe by today, not older than half a minute */
  readonly owed: () => Promise<Owed>;
  /** counts open event streams */
  readonly streams: Readonly<Record<'chat' | 'desk', StreamCount>>;
  /** the OpenAPI document, made when it is first asked for */
  readonly document: () => Promise<object>;
}

export interface StreamCount {
  opened(): void;
  closed(): void;
}

/** What a request carries along inside. */
export interface HttpEnv {
  Variables: { requestId: string };
}
