import type { MiddlewareHandler } from 'hono';
import { type DescribeRouteOptions, describeRoute, resolver } from 'hono-openapi';
import { z } from 'zod';
import { errorsOf } from '../describe-old.ts';
import type { ErrorCode } from '../errors.ts';
import type { Operation } from './operation.ts';

type Described = Pick<
  Operation<z.ZodType, z.ZodType>,
  'method' | 'path' | 'id' | 'scope' | 'summary' | 'description' | 'parameters' | 'query' | 'tagged' | 'errors'
> & {
  readonly body?: { readonly schema: z.ZodType; readonly example: unknown };
  readonly answer: Operation<z.ZodType, z.ZodType>['answer'];
};

type Parameter = NonNullable<DescribeRouteOptions['parameters']>[number];

const everywhere: readonly ErrorCode[] = ['token-missing', 'key-invalid', 'scope-missing', 'rate-limited', 'internal'];
const withQuery: readonly ErrorCode[] = ['invalid-request'];
const withBody: readonly ErrorCode[] = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'];
const withKey: readonly ErrorCode[] = ['idempotency-key-missing', 'idempotency-in-flight', 'idempotency-reused'];

/** An operation in the OpenAPI document, with examples that can be sent as they are. */
export function describeOperation(operation: Described): MiddlewareHandler {
  const { method, id, scope, summary, description, body, answer, tagged } = operation;
  const codes = new Set([
    ...everywhere,
    ...(operation.query === undefined ? [] : withQuery),
    ...(body === undefined ? [] : withBody),
    ...(method === 'post' ? withKey : []),
    ...(tagged === true && method !== 'get' ? (['precondition-failed'] as const) : []),
    ...(operation.errors ?? []),
  ]);
  return describeRoute({
    operationId: id,
    summary,
    description: [description, `Scope: \`${scope}\`.`].filter((each) => each !== undefined).join('\n\n'),
    tags: ['api'],
    security: [{ companyKey: [] }],
    parameters: [...pathParameters(operation), ...queryParameters(operation.query), ...headerParameters(operation)],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: resolver(body.schema), example: body.example } } } }),
    responses: {
      [answer.status]: {
        description: answer.words,
        headers: { ...limits, ...(tagged === true ? { ETag: text('The version, for If-Match and If-None-Match.') } : {}) },
        content: { 'application/json': { schema: resolver(answer.schema), example: answer.example } },
      },
      ...(tagged === true && method === 'get' ? { 304: { description: 'It is as the ETag in If-None-Match says.' } } : {}),
      ...errorsOf([...codes]),
    },
  });
}

const text = (description: string) => ({ description, schema: { type: 'string' as const } });

const limits = {
  RateLimit: text('Requests left to the key and seconds until they are whole again: `"key";r=599;t=60`.'),
  'RateLimit-Policy': text('Requests a key has in so many seconds: `"key";q=600;w=60`.'),
};

function pathParameters({ path, parameters = {} }: Described): Parameter[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return names.map((name) => {
    const { words, example } = parameters[name] ?? { words: '', example: '' };
    return { name, in: 'path', required: true, description: words, example, schema: { type: 'string' } };
  });
}

/** From the schema that checks them: a field's description, and what `example` and `shown` in its metadata say. */
function queryParameters(query: z.ZodType | undefined): Parameter[] {
  if (!(query instanceof z.ZodObject)) return [];
  return Object.entries(query.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const { description = '', example, shown } = field.meta() ?? {};
    const {
      $schema: _,
      description: __,
      example: ___,
      shown: ____,
      ...schema
    } = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' });
    return {
      name,
      in: 'query',
      required: false,
      description,
      ...(example === undefined ? {} : { example }),
      schema: (shown ?? schema) as NonNullable<Extract<Parameter, { in: string }>['schema']>,
    };
  });
}

function headerParameters({ method, id, tagged }: Described): Parameter[] {
  const header = (name: string, required: boolean, description: string, example?: string): Parameter => ({
    name,
    in: 'header',
    required,
    description,
    ...(example === undefined ? {} : { example }),
    schema: { type: 'string' },
  });
  if (method === 'post') {
    const words = 'Names the request, 8 to 128 visible ASCII characters: sent again within 24 hours it is answered alike and done once.';
    return [header('Idempotency-Key', true, words, `${id}-1042`)];
  }
  if (tagged !== true) return [];
  if (method === 'get') return [header('If-None-Match', false, 'An ETag: 304 while it is the newest.')];
  return [header('If-Match', false, 'An ETag: 412 when it is not the newest. Without it the last change wins.')];
}
