import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import type { KeptAnswer } from '../db/api/idempotency.ts';
import type { Access } from './access.ts';
import type { Caller } from './api/caller.ts';
import { isKnown } from './api/etag.ts';
import { type Keep, keyOf, once } from './api/once.ts';
import { takenField } from './api/taken.ts';
import { readBody, readQuery, refuseOddInput } from './body.ts';
import type { Http, HttpEnv } from './deps.ts';
import { describeOperation } from './describe.ts';
import { type ErrorCode, HttpError } from './errors.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Names of the parts of an address that differ: `id` and `move` of `/people/:id/moves/:move`. */
export type ParameterOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? NameIn<Name> | ParameterOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? NameIn<Name>
    : never;
type NameIn<Text extends string> = Text extends `${infer Name}{${string}` ? Name : Text;

/** What an operation is called with: who asks (and about what), as its access found it, and what they sent. */
export type Call<Who extends object, Path extends string, Query, Body> = Who & {
  readonly c: Context<HttpEnv>;
  readonly params: Readonly<Record<ParameterOf<Path>, string>>;
  readonly query: Query;
  readonly body: Body;
  /** of a system of the company: names the request, the same when it is sent again; else empty */
  readonly key: string;
  /** of a system of the company: keeps the answer with what it answers, in a transaction of the operation's own */
  readonly keep: Keep;
};

/** An answer with a body of JSON: what it is in words, its schema, and an example that tests hold against it. */
export interface JsonAnswer<Schema extends z.ZodType> {
  readonly status: 200 | 201;
  readonly words: string;
  readonly schema: Schema;
  readonly example: Sendable<z.input<Schema>>;
}

/** An answer without a body, or with one of another type; then `handle` returns the response itself. */
export interface PlainAnswer {
  readonly status: StatusCode;
  readonly words: string;
  readonly type?: string;
  readonly schema?: undefined;
}

/** What `handle` returns: the value of its answer; that with another status or with headers; or a whole response. */
export type Result<Answer> = Answer extends { readonly schema: infer Schema extends z.ZodType }
  ? Sendable<z.input<Schema>> | Reply<Sendable<z.input<Schema>>> | Response
  : Response;

/** JSON as it is sent: lists and objects need not be changeable. */
export type Sendable<Value> = Value extends readonly (infer Each)[]
  ? readonly Sendable<Each>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Sendable<Value[Key]> }
    : Value;

export interface Reply<Value> {
  readonly [replied]: true;
  readonly value: Value;
  readonly status: StatusCode | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly repeated: Value | undefined;
}

const replied: unique symbol = Symbol('reply');

/** A value with another status than the usual one, or with headers; `repeated`: in its place when a system sends the request again. */
export function reply<Value>(
  value: Value,
  {
    status,
    headers = {},
    repeated,
  }: { readonly status?: StatusCode; readonly headers?: Readonly<Record<string, string>>; readonly repeated?: Value },
): Reply<Value> {
  return { [replied]: true, value, status, headers, repeated };
}

/**
 * One route: everything that is said of it and what it does. `access` finds out who asks and, where the route is about something,
 * loads it and checks what they may do with it, before anything that was sent is looked at and before `handle` runs. The OpenAPI
 * document and the desk's typed client come from the same definition.
 */
export interface Operation<
  Verb extends Method,
  Path extends string,
  Who extends object,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends JsonAnswer<z.ZodType> | PlainAnswer,
> {
  readonly method: Verb;
  /** the whole address, such as `/desk/api/people/:id` */
  readonly path: Path;
  readonly access: Access<Who>;
  /** operationId, where the one made from method and address will not do */
  readonly id?: string;
  readonly tag: 'chat' | 'desk' | 'files' | 'api' | 'operation' | 'pages' | 'slack' | 'telegram';
  readonly summary: string;
  readonly description?: string;
  readonly params?: Readonly<Partial<Record<ParameterOf<Path>, { readonly words: string; readonly example: string }>>>;
  /** an object whose fields carry their `describe`, and `meta({ example })` where it helps */
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, of at most `most` bytes (128 KB); what is `isRaw`, or of another type, `handle` reads itself */
  readonly body?:
    | { readonly schema: Body; readonly example: z.input<Body>; readonly most?: number; readonly isRaw?: true }
    | { readonly type: string };
  readonly answer: Answer;
  /** further answers by their status: without a body, with one like the answer's, or of another type */
  readonly also?: Readonly<
    Record<number, string | { readonly words: string; readonly example: unknown } | { readonly words: string; readonly type: string }>
  >;
  /** answers carry an ETag; reading takes If-None-Match, changing If-Match */
  readonly tagged?: boolean;
  /** what it answers beyond what follows from its access, query and body */
  readonly errors?: readonly ErrorCode[];
  handle(http: Http, call: Call<Who, Path, z.output<Query>, z.output<Body>>): Result<Answer> | Promise<Result<Answer>>;
}

export type AnyOperation = Operation<Method, string, object, z.ZodType, z.ZodType, JsonAnswer<z.ZodType> | PlainAnswer>;

/** Defines an operation; nothing happens until it is mounted. */
export function operation<
  const Verb extends Method,
  const Path extends string,
  Who extends object,
  const Answer extends JsonAnswer<z.ZodType> | PlainAnswer,
  Query extends z.ZodType = z.ZodType<object>,
  Body extends z.ZodType = z.ZodType<object>,
>(definition: Operation<Verb, Path, Who, Query, Body, Answer>): Operation<Verb, Path, Who, Query, Body, Answer> {
  return definition;
}

/** Puts operations into an app, behind what is to run `before` them. There is no other way in: what is no operation is not answered. */
export function mount(app: Hono<HttpEnv>, http: Http, operations: readonly AnyOperation[], ...before: readonly MiddlewareHandler[]): void {
  for (const each of operations) {
    const handlers = [...before, describeOperation(each), (c: Context<HttpEnv>) => carryOut(http, each, c)];
    app.on(each.method.toUpperCase(), [each.path], ...handlers);
  }
}

async function carryOut(http: Http, operation: AnyOperation, c: Context<HttpEnv>): Promise<Response> {
  const { access, query, body } = operation;
  refuseOddInput(c);
  const who = await access.admit(http, c);
  const key = 'caller' in who && operation.method === 'post' ? keyOf(c) : '';
  const call = {
    ...who,
    c,
    params: c.req.param(),
    query: query === undefined ? {} : readQuery(c, query),
    body: isRead(body) ? await readBody(c, body.schema, body.most) : {},
    key,
    keep: keepNothing,
  };
  if ('caller' in who) return answerSystem(http, operation, call as SystemCall);
  const result = await operation.handle(http, call);
  return result instanceof Response ? result : send(c, keptOf(operation, result));
}

type SystemCall = Call<{ readonly caller: Caller }, string, unknown, unknown>;

/** A system of the company: what it posts is carried out once, and answered alike when it is sent again; reading knows ETags. */
async function answerSystem(http: Http, operation: AnyOperation, call: SystemCall): Promise<Response> {
  const { c, caller, key } = call;
  // A file is read, never changed by: there is nothing to keep of it.
  if (operation.method === 'get' && operation.answer.schema === undefined) return (await operation.handle(http, call)) as Response;
  const act = async (keep: Keep): Promise<KeptAnswer> => {
    const result = await operation.handle(http, { ...call, key: `api:${caller.id}:${key}`, keep });
    if (result instanceof Response) throw new Error('what changes something answers JSON');
    return keptOf(operation, result);
  };
  const given = operation.method === 'post' ? once(http, caller, key, [c.req.path, call.body], act) : act(keepNothing);
  const answer = await given.catch(taken);
  const etag = answer.headers['etag'];
  if (etag !== undefined) c.header('cache-control', 'private, no-cache');
  if (operation.method === 'get' && etag !== undefined && isKnown(c, etag)) return c.body(null, 304, { etag });
  return send(c, answer);
}

/** Whether a body is read, and checked against its schema, before `handle`. */
export function isRead(body: AnyOperation['body']): body is Extract<AnyOperation['body'], { readonly schema: z.ZodType }> {
  return body !== undefined && 'schema' in body && body.isRaw !== true;
}

const keepNothing: Keep = async () => {};

function keptOf({ answer }: AnyOperation, result: unknown): KeptAnswer {
  if (!isReply(result)) return { status: answer.status, headers: {}, body: result };
  const { status, headers, value, repeated } = result;
  return { status: status ?? answer.status, headers, body: value, ...(repeated !== undefined && { repeated }) };
}

function send(c: Context<HttpEnv>, { status, headers, body }: KeptAnswer): Response {
  return c.json(body as object, status as ContentfulStatusCode, { ...headers });
}

function isReply(result: unknown): result is Reply<unknown> {
  return typeof result === 'object' && result !== null && replied in result;
}

/** What is to be one of its kind, and is there already. */
function taken(error: unknown): never {
  const field = takenField(error);
  throw field === null ? error : new HttpError('already-taken', { field });
}
