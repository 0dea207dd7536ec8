import type { MiddlewareHandler } from 'hono';
import { type DescribeRouteOptions, describeRoute, resolver } from 'hono-openapi';
import { z } from 'zod';
import { type ErrorCode, errorBody, errorCodes, statusOf } from './errors.ts';

const errorSchema = z
  .object({
    error: z.object({ code: z.enum(Object.keys(errorCodes) as [ErrorCode]), message: z.string(), details: z.unknown().optional() }),
  })
  .meta({ ref: 'Error', description: 'Every error has this shape. `code` is for programs, `message` for developers.' });

type Responses = NonNullable<DescribeRouteOptions['responses']>;
type Content = Exclude<Responses[string], { $ref: string }>['content'];

interface Description {
  /** operationId, where the one made from method and address would not be the only one */
  readonly id?: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'chat' | 'desk' | 'files' | 'operation' | 'pages' | 'slack' | 'telegram';
  readonly security?: 'chatToken' | 'deskSession' | 'deskChange' | 'deskDevice' | 'adminToken' | 'slackSignature' | 'telegramSecret';
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly schema: z.ZodType; readonly example: unknown } | { readonly type: string };
  readonly answers: Readonly<Record<number, Answer>>;
  readonly errors?: readonly ErrorCode[];
}

type Answer =
  | string
  | { readonly words: string; readonly schema: z.ZodType; readonly example: unknown }
  | { readonly words: string; readonly type: string };

const securities: Readonly<Record<string, Record<string, string[]>[]>> = {
  chatToken: [{ chatToken: [] }],
  deskSession: [{ deskSession: [] }],
  deskChange: [{ deskSession: [], csrf: [] }],
  deskDevice: [{ deskDevice: [] }],
  adminToken: [{ adminToken: [] }],
  slackSignature: [{ slackSignature: [] }],
  telegramSecret: [{ telegramSecret: [] }],
};

/** Errors anything may answer with. */
const always: readonly ErrorCode[] = ['internal'];

/** One route in the OpenAPI document. */
export function describe(route: Description): MiddlewareHandler {
  const parameters = [...named('query', route.query), ...named('header', route.headers)];
  return describeRoute({
    ...(route.id === undefined ? {} : { operationId: route.id }),
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [route.tag],
    security: securities[route.security ?? ''] ?? [],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: bodyOf(route.body),
          },
        }),
    responses: { ...answersOf(route.answers), ...errorsOf([...(route.errors ?? []), ...always]) },
  });
}

function bodyOf(body: NonNullable<Description['body']>): NonNullable<Content> {
  if ('type' in body) return { [body.type]: { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: resolver(body.schema), example: body.example } };
}

function named(where: 'query' | 'header', each: Readonly<Record<string, string>> = {}) {
  return Object.entries(each).map(([name, description]) => ({
    name,
    in: where,
    description,
    required: false,
    schema: { type: 'string' as const },
  }));
}

function answersOf(answers: Description['answers']): Responses {
  const responses: Responses = {};
  for (const [status, answer] of Object.entries(answers)) responses[status] = responseOf(answer);
  return responses;
}

function responseOf(answer: Answer): { description: string; content?: NonNullable<Content> } {
  if (typeof answer === 'string') return { description: answer };
  if ('type' in answer) return { description: answer.words, content: { [answer.type]: { schema: { type: 'string' } } } };
  return { description: answer.words, content: { 'application/json': { schema: resolver(answer.schema), example: answer.example } } };
}

export function errorsOf(codes: readonly ErrorCode[]): Responses {
  const responses: Responses = {};
  for (const code of codes) {
    const status = String(statusOf(code));
    const together = codes.filter((each) => String(statusOf(each)) === status);
    const examples = Object.fromEntries(together.map((each) => [each, { value: errorBody(each) }]));
    const headers =
      status === '429' || status === '503'
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
