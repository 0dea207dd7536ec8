import type { MiddlewareHandler } from 'hono';
import { type DescribeRouteOptions, describeRoute, resolver } from 'hono-openapi';
import { z } from 'zod';
import type { Access, By } from './access.ts';
import { type ErrorCode, errorBody, errorCodes, statusOf } from './errors.ts';
import { type AnyOperation, isRead } from './operation.ts';

const errorSchema = z
  .object({
    error: z.object({ code: z.enum(Object.keys(errorCodes) as [ErrorCode]), message: z.string(), details: z.unknown().optional() }),
  })
  .meta({ ref: 'Error', description: 'Every error has this shape. `code` is for programs, `message` for developers.' });

type Responses = NonNullable<DescribeRouteOptions['responses']>;
type Content = NonNullable<Exclude<Responses[string], { $ref: string }>['content']>;
type Parameter = NonNullable<DescribeRouteOptions['parameters']>[number];
type ParameterSchema = NonNullable<Extract<Parameter, { in: string }>['schema']>;

const withBody: readonly ErrorCode[] = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'];
const withKey: readonly ErrorCode[] = ['idempotency-key-missing', 'idempotency-in-flight', 'idempotency-reused'];
const withSession: readonly ErrorCode[] = ['csrf', 'cross-site'];

/** An operation in the OpenAPI document, with examples that can be sent as they are. */
export function describeOperation(operation: AnyOperation): MiddlewareHandler {
  const { id, access, summary, description, tag, body, answer } = operation;
  const words = [description, access.scope === undefined ? undefined : `Scope: \`${access.scope}\`.`].filter((each) => each !== undefined);
  const parameters = [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)];
  return describeRoute({
    ...(id === undefined ? {} : { operationId: id }),
    summary,
    ...(words.length === 0 ? {} : { description: words.join('\n\n') }),
    tags: [tag],
    security: securityOf(operation),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: bodyOf(body) } }),
    responses: { [answer.status]: answerOf(operation), ...furtherOf(operation), ...errorsOf(codesOf(operation)) },
  });
}

/** Everything it may refuse with: what follows from its access, its query and its body, and what it says itself. */
export function codesOf({ method, access, tag, body, tagged, errors = [] }: AnyOperation): readonly ErrorCode[] {
  const isChange = method !== 'get';
  return [
    ...new Set([
      ...access.errors,
      ...(access.by === 'session' && isChange ? withSession : []),
      ...(isRead(body) ? withBody : []),
      ...(access.by === 'api-key' && method === 'post' ? withKey : []),
      ...(tagged === true && isChange ? (['precondition-failed'] as const) : []),
      ...errors,
      // An odd address is refused everywhere, before anything else is looked at.
      'invalid-request' as const,
      ...(tag === 'pages' || tag === 'operation' ? [] : (['not-ready'] as const)),
      'internal' as const,
    ]),
  ];
}

const securities: Readonly<Partial<Record<By, Record<string, string[]>>>> = {
  visitor: { chatToken: [] },
  'api-key': { companyKey: [] },
  device: { deskDevice: [] },
  'admin-token': { adminToken: [] },
  'slack-signature': { slackSignature: [] },
  'webhook-secret': { telegramSecret: [] },
};

function securityOf({
  access,
  method,
}: {
  readonly access: Pick<Access<object>, 'by'>;
  readonly method: string;
}): Record<string, string[]>[] {
  if (access.by === 'session') return [{ deskSession: [], ...(method === 'get' ? {} : { csrf: [] }) }];
  const security = securities[access.by];
  return security === undefined ? [] : [security];
}

function bodyOf(body: NonNullable<AnyOperation['body']>): Content {
  if ('type' in body) return { [body.type]: { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: resolver(body.schema), example: body.example } };
}

const text = (description: string) => ({ description, schema: { type: 'string' as const } });

const limits = {
  RateLimit: text('Requests left to the key and seconds until they are whole again: `"key";r=599;t=60`.'),
  'RateLimit-Policy': text('Requests a key has in so many seconds: `"key";q=600;w=60`.'),
};

function answerOf({ access, answer, tagged }: AnyOperation) {
  const etag = tagged === true ? { ETag: text('The version, for If-Match and If-None-Match.') } : {};
  const headers = { ...(access.by === 'api-key' ? limits : {}), ...etag };
  return { description: answer.words, ...(Object.keys(headers).length === 0 ? {} : { headers }), ...contentOf(answer) };
}

function contentOf(answer: AnyOperation['answer']): { content?: Content } {
  if (answer.schema !== undefined) return { content: { 'application/json': { schema: resolver(answer.schema), example: answer.example } } };
  if (answer.type === undefined) return {};
  return { content: { [answer.type]: { schema: { type: /\bjson$/.test(answer.type) ? 'object' : 'string' } } } };
}

/** Another status with the same kind of body, a media type of its own, or no body. */
function furtherOf({ answer, also = {}, method, tagged }: AnyOperation): Responses {
  const further: Responses = {};
  for (const [status, each] of Object.entries(also)) {
    if (typeof each === 'string') further[status] = { description: each };
    else if ('type' in each) further[status] = { description: each.words, content: { [each.type]: { schema: { type: 'string' } } } };
    else if (answer.schema !== undefined)
      further[status] = {
        description: each.words,
        content: { 'application/json': { schema: resolver(answer.schema), example: each.example } },
      };
  }
  if (tagged === true && method === 'get') further['304'] = { description: 'It is as the ETag in If-None-Match says.' };
  return further;
}

function errorsOf(codes: readonly ErrorCode[]): Responses {
  const responses: Responses = {};
  for (const code of codes) {
    const status = String(statusOf(code));
    const together = codes.filter((each) => String(statusOf(each)) === status);
    const examples = Object.fromEntries(together.map((each) => [each, { value: errorBody(each) }]));
    const headers = ['429', '503', '507'].includes(status)
      ? { headers: { 'Retry-After': { schema: { type: 'integer' as const }, description: 'Seconds.' } } }
      : {};
    responses[status] = {
      description: together.map((each) => `\`${each}\``).join(', '),
      ...headers,
      content: { 'application/json': { schema: resolver(errorSchema), examples } },
    };
  }
  return responses;
}

/** An ending that belongs to a parameter of a route, `:report{[a-z]+\.csv}`, and stands behind it in the document: `{report}.csv`. */
const ending = /\\(\.[a-z]+)$/;

/** An address as the document has it. */
export function shownPath(path: string): string {
  return withEnding(path, (name, end) => `{${name}}${end}`);
}

/** The same without a sign of a parameter. */
export function markedPath(path: string): string {
  return withEnding(path, (name, end) => `${name}${end}`);
}

function withEnding(path: string, shown: (name: string, end: string) => string): string {
  return path.replaceAll(/:(\w+)\{([^/]*)\}/g, (whole, name: string, pattern: string) => {
    const [, end] = ending.exec(pattern) ?? [];
    return end === undefined ? whole : shown(name, end);
  });
}

function pathParameters({ path, params = {} }: AnyOperation): Parameter[] {
  const said = params as Readonly<Record<string, { readonly words: string; readonly example: string } | undefined>>;
  // A parameter may say what it looks like: `:name{[a-z]+}`.
  return [...path.matchAll(/:(\w+)(?:\{([^/]*)\})?/g)].map(([, name = '', pattern]) => {
    const { words = '', example = '' } = said[name] ?? {};
    const schema: ParameterSchema = { type: 'string', ...(pattern === undefined ? {} : { pattern: `^${pattern.replace(ending, '')}$` }) };
    return { name, in: 'path', required: true, description: words, example, schema };
  });
}

/** From the schema that checks them: a field's description, and what `example` and `shown` in its metadata say. */
function queryParameters({ query }: AnyOperation): Parameter[] {
  if (!(query instanceof z.ZodObject)) return [];
  return Object.entries(query.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const { description = '', example, shown } = field.meta() ?? {};
    const schema = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' });
    for (const key of ['$schema', 'description', 'example', 'shown']) delete schema[key as keyof typeof schema];
    return {
      name,
      in: 'query',
      required: false,
      description,
      ...(example === undefined ? {} : { example }),
      schema: (shown ?? schema) as ParameterSchema,
    };
  });
}

function headerParameters(operation: AnyOperation): Parameter[] {
  const { method, id = 'request', access, tagged, headers = {} } = operation;
  const header = (name: string, required: boolean, description: string, example?: string): Parameter => ({
    name,
    in: 'header',
    required,
    description,
    ...(example === undefined ? {} : { example }),
    schema: { type: 'string' },
  });
  const own = Object.entries(headers).map(([name, description]) => header(name, false, description));
  if (access.by === 'api-key' && method === 'post') {
    const words = 'Names the request, 8 to 128 visible ASCII characters: sent again within 24 hours it is answered alike and done once.';
    return [...own, header('Idempotency-Key', true, words, `${id}-1042`)];
  }
  if (tagged !== true) return own;
  if (method === 'get') return [...own, header('If-None-Match', false, 'An ETag: 304 while it is the newest.')];
  return [...own, header('If-Match', false, 'An ETag: 412 when it is not the newest. Without it the last change wins.')];
}
