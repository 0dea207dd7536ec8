import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { KeptAnswer } from '../../db/api/idempotency.ts';
import type { Scope } from '../../domain/scope.ts';
import { readBody, readQuery } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { type ErrorCode, HttpError } from '../errors.ts';
import { type Caller, callerOf, demand } from './caller.ts';
import { describeOperation } from './describe.ts';
import { isKnown } from './etag.ts';
import { type Keep, keyOf, once } from './once.ts';
import { takenField } from './taken.ts';

export interface Call<Query, Body> {
  readonly c: Context<HttpEnv>;
  readonly caller: Caller;
  readonly query: Query;
  readonly body: Body;
  /** names the request; the same when it is sent again */
  readonly key: string;
  /** keeps the answer with what it answers; needed where that is a transaction of this door's own */
  readonly keep: Keep;
}

/** One operation of the API: everything that is said of it, and what it does. */
export interface Operation<Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'get' | 'post' | 'patch' | 'put';
  readonly path: string;
  /** operationId */
  readonly id: string;
  readonly scope: Scope;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, { readonly words: string; readonly example: string }>>;
  readonly query?: Query;
  /** `most`: bytes, where that is not the usual number */
  readonly body?: { readonly schema: Body; readonly example: z.input<Body>; readonly most?: number };
  readonly answer: { readonly status: 200 | 201; readonly words: string; readonly schema: z.ZodType; readonly example: unknown };
  /** answers carry an ETag; reading takes If-None-Match, changing If-Match */
  readonly tagged?: boolean;
  readonly errors?: readonly ErrorCode[];
  handle(
    call: Call<z.output<Query>, z.output<Body>>,
  ): Promise<Omit<KeptAnswer, 'status' | 'headers'> & { headers?: KeptAnswer['headers'] }>;
}

export type Operate = <Query extends z.ZodType = z.ZodType<object>, Body extends z.ZodType = z.ZodType<object>>(
  operation: Operation<Query, Body>,
) => void;

/** Puts operations into an app: the key, its scope, what was sent, once if it is a POST, the answer. */
export function operator(app: Hono<HttpEnv>, deps: HttpDeps): Operate {
  return (operation) => {
    const { method, path, scope, query, body, answer } = operation;
    app.on(method.toUpperCase(), path, describeOperation(operation), async (c) => {
      const caller = await callerOf(deps, c);
      demand(caller, scope);
      const asked = query === undefined ? ({} as never) : readQuery(c, query);
      const key = method === 'post' ? keyOf(c) : '';
      const sent = body === undefined ? ({} as never) : await readBody(c, body.schema, body.most);
      const act = async (keep: Keep): Promise<KeptAnswer> => {
        const given = await operation.handle({ c, caller, query: asked, body: sent, key: `api:${caller.id}:${key}`, keep });
        return { status: answer.status, headers: given.headers ?? {}, body: given.body };
      };
      const done = await (method === 'post' ? once(deps, caller, key, [c.req.path, sent], act) : act(async () => {})).catch(taken);
      const etag = done.headers['etag'];
      if (etag !== undefined) c.header('cache-control', 'private, no-cache');
      if (method === 'get' && etag !== undefined && isKnown(c, etag)) return c.body(null, 304, { etag });
      return c.json(done.body as object, done.status as 200, { ...done.headers });
    });
  };
}

/** What is to be one of its kind, and is there already. */
function taken(error: unknown): never {
  const field = takenField(error);
  throw field === null ? error : new HttpError('already-taken', { field });
}
