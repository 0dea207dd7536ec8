import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { TooFast } from './too-fast.ts';

/** Says what a call that failed means for whoever made it. */
export type Failure =
  /** not so fast: this method, in this channel; null where Slack did not say which */
  | { readonly type: 'too-fast'; readonly afterMs: number; readonly method: string | null }
  /** Slack does not know us any more: an administrator has to act */
  | { readonly type: 'no-access'; readonly error: string }
  /** nothing can be written in this channel any more */
  | { readonly type: 'no-channel'; readonly error: string }
  /** the message, or the root it hangs on, is gone */
  | { readonly type: 'no-message' }
  /** it is there, and not ours to change */
  | { readonly type: 'not-ours' }
  /** it never left */
  | { readonly type: 'unreachable' }
  /** it may have been done */
  | { readonly type: 'unsure' }
  /** not this one, however often it is tried */
  | { readonly type: 'refused'; readonly error: string };

/** Nothing at all can be done with this token. */
const shutOut = [
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
];
const noAccess = [...shutOut, 'missing_scope', 'no_permission', 'access_denied'];
const noChannel = ['channel_not_found', 'is_archived', 'not_in_channel', 'restricted_action', 'restricted_action_read_only_channel'];
const noMessage = ['message_not_found', 'thread_not_found', 'invalid_thread_ts', 'cannot_reply_to_message'];
const notOurs = ['cant_update_message', 'cant_delete_message', 'edit_window_closed'];
const unsure = ['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'];

export function failureOf(error: unknown): Failure {
  if (error instanceof TooFast) return { type: 'too-fast', afterMs: Math.ceil(error.retryAfter * 1000), method: error.method };
  if (error instanceof WebAPIPlatformError) return meaningOf(error.data.error);
  if (error instanceof WebAPIHTTPError)
    return error.statusCode === 429 ? { type: 'too-fast', afterMs: 30_000, method: null } : { type: 'unsure' };
  if (error instanceof WebAPIRequestError && neverLeft(error.original)) return { type: 'unreachable' };
  return { type: 'unsure' };
}

/** Says the same of a call by `SlackApi`, which tells Slack's word only; of `unreachable` nobody knows whether it was done. */
export function failureNamed(code: string): Failure {
  return code === 'unreachable' ? { type: 'unsure' } : meaningOf(code);
}

/** Says whether Slack does not let the app do its work, whatever it asks for. */
export function isNoAccess(error: string): boolean {
  return noAccess.includes(error);
}

/** Says whether Slack lets the app in no more at all; less than that is a right it lacks. */
export function isShutOut(error: string): boolean {
  return shutOut.includes(error);
}

function meaningOf(error: string): Failure {
  if (error === 'ratelimited' || error === 'rate_limited') return { type: 'too-fast', afterMs: 30_000, method: null };
  if (isNoAccess(error)) return { type: 'no-access', error };
  if (noChannel.includes(error)) return { type: 'no-channel', error };
  if (noMessage.includes(error)) return { type: 'no-message' };
  if (notOurs.includes(error)) return { type: 'not-ours' };
  return unsure.includes(error) ? { type: 'unsure' } : { type: 'refused', error };
}

const beforeConnecting = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/** Says whether no connection was made, so that nothing was sent. */
export function neverLeft(error: Error): boolean {
  const cause = error.cause;
  return typeof cause === 'object' && cause !== null && 'code' in cause && beforeConnecting.includes(String(cause.code));
}
