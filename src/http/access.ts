import type { Context } from 'hono';
import type { Viewer } from '../db/people/sign-in.ts';
import type { Scope } from '../domain/scope.ts';
import { type Doing, reachOf } from '../people/access.ts';
import { type AdminAccess, permit } from './admin/permit.ts';
import { type Caller, callerOf, demand } from './api/caller.ts';
import { visitorThere } from './chat/thread.ts';
import type { VerifiedToken } from './chat/tokens.ts';
import type { Http, HttpEnv } from './deps.ts';
import { type ErrorCode, HttpError } from './errors.ts';
import { signedIn, signedInToChange } from './session.ts';

/** By what a route knows who asks. */
export type By =
  /** the pages, the widget, whoever runs the server */
  | 'anybody'
  /** a chat's token: their own window, nothing else */
  | 'visitor'
  /** a key of a company's system, by its scopes */
  | 'api-key'
  /** the token that a server lays beside its data, for commands on the same machine */
  | 'admin-token'
  /** a browser's signed cookie of who signed in on it */
  | 'device'
  /** an address signed for a while */
  | 'signed-link'
  /** a messenger, by the secret it was given */
  | 'webhook-secret'
  /** Slack, by its signature */
  | 'slack-signature'
  /** somebody signed in to the desk */
  | 'session';

/**
 * The lock of a route: who may come in, to do what, about which object. It is tried before anything else of the request is looked at;
 * whoever gets through is handed to `handle` with what was loaded on the way.
 */
export interface Access<Who extends object> {
  readonly by: By;
  /** of a session: what is done (`people/access.ts`) … */
  readonly doing?: Doing;
  /** … and about what kind of object; absent: about none */
  readonly object?: ObjectKind;
  readonly scope?: Scope;
  /** what it may answer */
  readonly errors: readonly ErrorCode[];
  /** Finds out who asks; throws 401, 403, or the 404 that hides an object. */
  admit(http: Http, c: Context<HttpEnv>): Promise<Who>;
}

export type ObjectKind =
  | 'conversation'
  | 'person'
  | 'absence'
  | 'department'
  | 'client'
  | 'contact'
  | 'violation'
  | 'handover'
  | 'proposal'
  | 'outreach'
  | 'task'
  | 'snippet'
  | 'file';

/** How a kind of object is found by its address, and who may do what with one. */
export interface ObjectAccess<Subject> {
  readonly kind: ObjectKind;
  readonly errors: readonly ErrorCode[];
  /** Null: there is none, or none this viewer may know of; answered by the first of `errors`. */
  load(http: Http, viewer: Viewer, c: Context<HttpEnv>): Promise<Subject | null>;
  /** Null: it may be done; else what the refusal is called. */
  refusal(viewer: Viewer, doing: Doing, subject: Subject, http: Http): ErrorCode | null | Promise<ErrorCode | null>;
}

const nobody = {} as const;

/** Whoever asks. */
export const anybody: Access<object> = { by: 'anybody', errors: [], admit: async () => nobody };

/** The address carries its own right, which `handle` checks: it is part of what is asked for. */
export const signedLink: Access<object> = { by: 'signed-link', errors: ['link-invalid'], admit: async () => nobody };

export const visitor: Access<{ readonly visitor: VerifiedToken }> = {
  by: 'visitor',
  errors: ['token-missing', 'token-invalid', 'token-expired'],
  admit: async (http, c) => ({ visitor: await visitorThere(http, await http.visitorOf(c.req.header('authorization'))) }),
};

/** A system of the company whose key has the scope. */
export function apiKey(scope: Scope): Access<{ readonly caller: Caller }> {
  return {
    by: 'api-key',
    scope,
    errors: ['token-missing', 'key-invalid', 'scope-missing', 'rate-limited'],
    async admit(http, c) {
      const caller = await callerOf(http, c);
      demand(caller, scope);
      return { caller };
    },
  };
}

export const adminToken: Access<{ readonly admin: AdminAccess }> = {
  by: 'admin-token',
  errors: ['not-found', 'token-missing', 'token-invalid'],
  admit: async (http, c) => ({ admin: await permit(http.admin, c) }),
};

function isReading({ req }: Context<HttpEnv>): boolean {
  return req.method === 'GET' || req.method === 'HEAD';
}

/** Whether a screen on the wall asks: nobody sits before it, so what it asks is no sign that its person is here (R16). */
export function isWall({ req }: Context<HttpEnv>): boolean {
  return (req.header('x-okno-screen') ?? req.query('screen')) === 'wall';
}

type Session<Subject> = { readonly viewer: Viewer; readonly object: Subject };

/** Somebody signed in, doing this; with `object`: about the one that the address names. */
export function session(doing: Doing): Access<{ readonly viewer: Viewer }>;
export function session<Subject>(doing: Doing, object: ObjectAccess<Subject>): Access<Session<Subject>>;
export function session<Subject>(doing: Doing, object?: ObjectAccess<Subject>): Access<{ readonly viewer: Viewer } | Session<Subject>> {
  return {
    by: 'session',
    doing,
    ...(object === undefined ? {} : { object: object.kind }),
    errors: ['unauthorized', 'forbidden', ...(object?.errors ?? [])],
    async admit(http, c) {
      const viewer = await (isReading(c) ? signedIn(http, c) : signedInToChange(http, c));
      if (!isWall(c)) await http.noteAtDesk(viewer);
      if (object === undefined) {
        if (reachOf(viewer, doing) === 'none') throw new HttpError('forbidden');
        return { viewer };
      }
      const subject = await object.load(http, viewer, c);
      if (subject === null) throw new HttpError(object.errors[0] ?? 'not-found');
      const refusal = await object.refusal(viewer, doing, subject, http);
      if (refusal !== null) throw new HttpError(refusal);
      return { viewer, object: subject };
    },
  };
}
