import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAway } from '../db/lost.ts';
import { Overloaded, type Refusal } from '../engine/submissions/submission.ts';

/** Every error a door answers with: `{ error: { code, message, details? } }`. `code` is for programs, `message` for developers. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly details?: unknown };
}

/** Every code there is, with its status and what it tells a developer. The OpenAPI document lists them from here. */
export const errorCodes = {
  'bad-json': [400, 'The body is not JSON.'],
  'invalid-request': [400, 'The request does not have the expected shape; details name what is wrong.'],
  'idempotency-key-missing': [400, 'Send an Idempotency-Key of 8 to 128 visible ASCII characters with every POST.'],
  'token-missing': [401, 'Send `Authorization: Bearer <token>`.'],
  'token-invalid': [401, 'The token is forged, malformed or meant for something else.'],
  'token-expired': [401, 'The token has expired: renew it with the renewal.'],
  'renewal-invalid': [401, 'The renewal is forged, malformed or meant for something else: open a new session without it.'],
  'renewal-expired': [401, 'The renewal has expired: open a new session without it.'],
  'identity-malformed': [401, 'The identity is not a JWT, or not one with `sub` and `exp`.'],
  'identity-algorithm': [401, 'The identity must be signed with HS256.'],
  'identity-signature': [401, 'The signature of the identity does not match the site secret.'],
  'identity-expired': [401, 'The identity has expired.'],
  'identity-too-long': [401, 'The identity may be valid for at most 24 hours.'],
  'unknown-contact': [401, 'No contact has this site id.'],
  'key-invalid': [401, 'The key is unknown or was revoked.'],
  'webhook-secret': [401, 'The secret of the webhook is missing or wrong.'],
  'slack-signature': [401, 'The signature is missing, wrong, older than five minutes or more than a minute ahead of our clock.'],
  'slack-app': [401, 'Another app, or another workspace.'],
  unauthorized: [401, 'No valid session: sign in with a one-time link.'],
  csrf: [403, 'Send the `x-csrf-token` that /desk/api/me gave to this session.'],
  'link-invalid': [403, 'The link is forged or has expired: read the message again for a fresh one.'],
  'consent-required': [403, 'Nothing is taken before the client agrees: send `consent` with the version the session names.'],
  'cross-site': [403, 'The request comes from another site.'],
  'scope-missing': [403, 'The key does not have the scope that details name.'],
  forbidden: [403, 'Not for somebody of this role, or not about this person or department.'],
  'persons-hidden': [403, 'The policy shows numbers of departments only: ask without `specialist`.'],
  'pin-needed': [403, 'There is a PIN to be given, or none to be tried: sign in with a link.'],
  'no-pin': [409, 'Set a PIN first: only a PIN opens a locked screen again.'],
  'pin-wrong': [403, 'That is not the PIN.'],
  'pin-locked': [403, 'Five wrong PINs: only a one-time link helps now.'],
  'not-known-here': [403, 'Nobody of this e-mail has signed in on this browser lately.'],
  'not-found': [404, 'There is nothing at this address.'],
  'unknown-conversation': [404, 'There is no such conversation, or it is not yours to see.'],
  'unknown-webhook': [404, 'There is no such webhook endpoint, or it was removed.'],
  'unknown-delivery': [404, 'There is no such delivery to this endpoint, or it is longer ago than is on record.'],
  'unknown-key': [404, 'There is no such key, or it was revoked already.'],
  'client-not-found': [404, 'There is no such client.'],
  'contact-not-found': [404, 'There is no such contact.'],
  'unknown-file': [404, 'There is no such file, or it is not yours.'],
  'unknown-person': [404, 'There is no such person, or they are not yours to see.'],
  'unknown-handover': [404, 'There is no such handover, or it is not yours to see.'],
  'unknown-move': [404, 'There is no such move of a portfolio, or it is not yours to undo.'],
  'unknown-absence': [404, 'There is no such absence, or it is not yours to see.'],
  'method-not-allowed': [405, 'This address does not answer this method; see the Allow header.'],
  'stale-choice': [409, 'The question of this choice is no longer being asked.'],
  'not-in-charge': [409, 'Only the person in charge may do this.'],
  'already-in-charge': [409, 'The conversation is in your charge already.'],
  'nobody-named': [422, 'Name a client, a contact, or how somebody is to be known.'],
  'outreach-not-found': [404, 'There is no such outreach.'],
  'outreach-corrected': [409, 'It was put right before.'],
  'not-sales': [409, 'Only sales and heads tell of outreach.'],
  'owner-can-come': [409, 'Whoever was called to the client can still come: taking it all the same needs a reason.'],
  'taken-meanwhile': [409, 'Somebody else is in charge than the one that was seen.'],
  'conversation-resolved': [409, 'The conversation is resolved.'],
  'conversation-closed': [409, 'The conversation is closed.'],
  'only-sales-meet': [422, 'Only sales go to meetings: name somebody who works there, or nobody.'],
  'meeting-passed': [422, 'The meeting would be over already.'],
  'meeting-over': [409, 'The meeting is over, or was cancelled.'],
  'not-a-meeting': [409, 'This task is no meeting.'],
  'transfer-to-self': [409, 'The conversation is there already.'],
  'stand-in-finishes': [
    409,
    'They were late with it, so others finish it. It goes back when both agree, or a head decides so: hand it back.',
  ],
  'nothing-to-hand-back': [409, 'Nobody has stood in for anybody in this conversation.'],
  'agreed-already': [409, 'You have agreed already: the other one has to.'],
  'answer-owed': [409, 'The client waits: answer them first, or give the reason why they need no answer.'],
  'changed-meanwhile': [409, 'Somebody was faster: read again, then change.'],
  'email-taken': [409, 'Somebody has this e-mail, perhaps a former colleague; letters large and small are the same.'],
  'last-manager': [409, 'Nobody else is director or admin: somebody has to stay who can let people in.'],
  'has-left': [409, 'This person has left the company.'],
  'not-left': [409, 'This person has not left.'],
  'not-due': [409, 'It is not due.'],
  'unknown-message': [404, 'There is no such message here.'],
  'not-yours': [403, 'Only whoever wrote the message may change it.'],
  'nothing-to-answer': [409, 'Nothing of the client waits for an answer.'],
  'promise-out-of-range': [422, 'The time of a promise lies ahead, within the next 14 days.'],
  'not-their-client': [409, 'The contact is not of this client now.'],
  'client-unclear': [409, 'The contact is of several clients: say for which of them.'],
  'schedule-not-found': [404, 'The client has no payment schedule of this externalId; details name the index.'],
  'unknown-expected-payment': [404, 'No payment of this schedule is expected of the client on that day.'],
  'plan-not-found': [404, 'The department has no plan of this period.'],
  'unknown-period': [404, 'There is no such month or quarter.'],
  'plan-frozen': [409, 'The period is over: its plan stays as it was.'],
  'unknown-target': [422, 'The plan has no such target of the company’s own, or not of this person: what Okno counts is not told.'],
  'plan-mistakes': [422, 'The plan has mistakes; details name each with its path. Nothing was changed.'],
  'nothing-to-send': [409, 'The client has said nothing in it that could go over to another conversation.'],
  'unknown-topic': [422, 'The company has no such topic.'],
  'answered-already': [409, 'Somebody answered this question already.'],
  'already-beside': [409, 'A conversation on this topic is open already.'],
  'fact-differs': [409, 'Something else was told under this externalId; details name the index. Nothing of the request was stored.'],
  'not-a-key-client': [409, 'Only a key client is made the whole work of one person.'],
  'not-owned-there': [409, 'The client has no owner in this department.'],
  'handover-elsewhere': [409, 'The handover does not stand where this can be said of it.'],
  'too-many-views': [409, 'As many views as somebody may keep are kept: delete one first.'],
  'already-said': [409, 'A word was said about it already, and stands.'],
  'already-undone': [409, 'It was undone already.'],
  'telegram-off': [409, 'There is no Telegram here, or the bot has not been reached yet.'],
  'already-taken': [409, 'Another one has this value; details name the field.'],
  'idempotency-in-flight': [409, 'A request with this Idempotency-Key is being carried out.'],
  'precondition-failed': [412, 'It has changed since the ETag in If-Match was given.'],
  'file-used': [409, 'The file came with another message already.'],
  'not-attached': [409, 'The contact does not belong there by this record any more.'],
  'empty-file': [400, 'The file is empty.'],
  'too-large': [413, 'The body is too large.'],
  'unsupported-media-type': [415, 'Send the body as application/json.'],
  'range-not-satisfiable': [416, 'The file has no such bytes.'],
  'unfinished-answers': [422, 'The answers do not lead to the end of the question tree; details name where they stop.'],
  'unknown-choice': [422, 'There is no such question or no such option.'],
  'unknown-detail': [422, 'The value is no phone number, e-mail or Telegram name of that kind.'],
  'company-mistakes': [422, 'The file has mistakes; details name each with its line and column. Nothing was changed.'],
  'policy-mistakes': [422, 'The policy has mistakes; details name each with its path. Nothing was changed.'],
  'tree-mistakes': [422, 'The question tree has mistakes; details name each with its path. Nothing was changed.'],
  'unknown-department': [422, 'There is no such department.'],
  'not-head': [403, 'Only the head of its department, or the director, decides that.'],
  'no-former-matter': [409, 'No former matter of theirs can go on: it was settled too long ago, or there was none.'],
  'not-proposed': [409, 'Nobody is proposed here any more, or it is somebody else’s to decide by now.'],
  'already-proposed': [409, 'An owner in this department is proposed already: that is decided first.'],
  'already-owner': [409, 'They own the client already.'],
  'unknown-proposal': [404, 'There is no such proposal, or it is not yours to see.'],
  'unknown-change': [404, 'There is no such change of this client’s owner.'],
  'webhook-address': [
    422,
    'Webhooks are sent by https to a place in the open internet; not to this machine, a private network, or an address with a password in it.',
  ],
  'being-sent': [409, 'It is being sent just now.'],
  'not-queued': [409, 'It does not wait in a queue any more: somebody has it.'],
  'not-trained': [409, 'Where the client department answers about debts, only its trained specialists do.'],
  'specialist-unavailable': [
    409,
    'Whoever is named is not there, or full; details say who, why, and until when. Send `knowingly` with all of `why` to do it all the same, where they may.',
  ],
  'unknown-specialist': [422, 'There is no such specialist in this department.'],
  'deal-not-found': [422, 'The client has no deal of this externalId; details name the index.'],
  'payment-not-found': [422, 'The client has no payment of this externalId in this product line; details name the index.'],
  'currency-differs': [422, 'A payment is put right in its own currency; details name the index.'],
  'too-many-rows': [
    422,
    'More rows than a file holds: details say how many there are, and how many there may be. Ask about fewer days, or narrower; CSV holds more than XLSX.',
  ],
  'owns-no-clients': [422, 'This department owns no clients.'],
  'idempotency-reused': [422, 'This Idempotency-Key was used for another request.'],
  'too-many-exports': [429, 'Contacts were taken away three times within a day: that is all.'],
  'rate-limited': [429, 'The key has used up its requests; try again after Retry-After seconds.'],
  'unknown-deputy': [422, 'The deputy is not a colleague who works here now.'],
  'deputy-elsewhere': [422, 'The deputy works in another department: nobody stands in across departments.'],
  'department-needed': [422, 'Specialists and heads work in a department.'],
  'not-a-head': [422, 'A specialist cannot head a department: change their role first.'],
  'not-ahead': [422, 'The time has passed already.'],
  'pin-too-simple': [422, 'Six digits that are not easily guessed: no repeats, no digits that count up or down, no pairs.'],
  'pin-too-soon': [429, 'After a wrong PIN the next one waits: try again after Retry-After seconds.'],
  'too-many-requests': [429, 'Too much of this sender is waiting; try again after Retry-After seconds.'],
  'address-limited': [429, 'Too many from this network address within ten minutes; try again after Retry-After seconds.'],
  'uploads-spent': [429, 'As much was sent up today as may be; details name by whom: this sender, this address, or strangers altogether.'],
  internal: [500, 'Something went wrong on our side; quote the x-request-id.'],
  'disk-full': [
    507,
    'Too little room is left on the disk of the server: no files are taken, words are; try again after Retry-After seconds.',
  ],
  overloaded: [503, 'The server is overloaded, nothing was stored; try again after Retry-After seconds.'],
  'not-ready': [503, 'The server is starting, stopping or without its database; try again after Retry-After seconds.'],
} as const satisfies Readonly<Record<string, readonly [ContentfulStatusCode, string]>>;

export type ErrorCode = keyof typeof errorCodes;

/** An answer that is an error: thrown anywhere below a door, worded once by `answerError`. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly code: ErrorCode;
  readonly details: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: ErrorCode, details?: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export function errorBody(code: ErrorCode, details?: unknown): ErrorBody {
  const message = errorCodes[code][1];
  return { error: details === undefined ? { code, message } : { code, message, details } };
}

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return errorCodes[code][0];
}

/** What the engine refused, as a door says it: every refusal is an error code of the same name. */
export function refused(code: Refusal, details?: unknown): HttpError {
  return new HttpError(code, details);
}

/** Any failure as an answer; what is not foreseen says nothing of the inside. */
export function answerError(c: Context, error: unknown): Response {
  const known = asHttpError(error);
  return c.json(errorBody(known.code, known.details), statusOf(known.code), { ...known.headers });
}

export function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof Overloaded) {
    const code = error.scope === 'sender' ? 'too-many-requests' : 'overloaded';
    return new HttpError(code, undefined, { 'retry-after': String(Math.max(1, Math.ceil(error.retryAfter))) });
  }
  return isAway(error) ? notReady() : new HttpError('internal');
}

/** Seconds until a database that is away is asked for again. */
const awaySeconds = 2;

export function notReady(): HttpError {
  return new HttpError('not-ready', undefined, { 'retry-after': String(awaySeconds) });
}
