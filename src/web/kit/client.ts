import type { z } from 'zod';
import type { Method, ParameterOf, Sendable } from '../../http/operation.ts';

/** What of an operation a client is made from; types only, nothing of the server comes along. */
interface Served {
  readonly method: Method;
  readonly path: string;
  readonly query?: z.ZodType;
  readonly body?: { readonly schema: z.ZodType } | { readonly type: string };
  readonly answer: { readonly words: string; readonly schema?: z.ZodType | undefined };
}

/** Operations below `Base` by their routes, such as `GET /staff/:id`; those that answer files and streams are not among them. */
export type Routes<Each extends Served, Base extends string> = { readonly [One in Each as RouteOf<One, Base>]: One };

type RouteOf<Each extends Served, Base extends string> = Each extends { readonly path: `${Base}${infer Rest}` }
  ? Each['answer'] extends { readonly type: string }
    ? never
    : `${Uppercase<Each['method']>} ${Rest}`
  : never;

/** What a request needs: the parts of its address that differ, its query, its body; each where the operation has it. */
export type RequestTo<Each extends Served> = Part<'params', ParamsOf<Each>> & OpenPart<'query', QueryOf<Each>> & Part<'body', BodyOf<Each>>;

/** Arguments after the route: the request, which goes without saying where nothing in it is needed. */
export type RequestArguments<Each extends Served> =
  Nothing extends RequestTo<Each> ? [request?: RequestTo<Each>] : [request: RequestTo<Each>];

type Nothing = Readonly<Record<never, never>>;
type Part<Name extends string, Value> = unknown extends Value ? { readonly [Key in Name]?: undefined } : { readonly [Key in Name]: Value };
/** A part that goes without saying where nothing in it is needed. */
type OpenPart<Name extends string, Value> = unknown extends Value
  ? Part<Name, Value>
  : Nothing extends Value
    ? { readonly [Key in Name]?: Value }
    : Part<Name, Value>;

type ParamsOf<Each extends Served> = [ParameterOf<Each['path']>] extends [never]
  ? unknown
  : Readonly<Record<ParameterOf<Each['path']>, string | number>>;
type BodyOf<Each extends Served> =
  Extract<Each['body'], { readonly schema: z.ZodType }> extends { readonly schema: infer Schema extends z.ZodType }
    ? Sendable<z.input<Schema>>
    : unknown;
type QueryOf<Each extends Served> = Emptyable<z.input<NonNullable<Each['query']>>>;
/** What is null is left out of the address. */
type Emptyable<Query> = unknown extends Query ? unknown : { readonly [Name in keyof Query]: Query[Name] | null };

/** What it answers; null where the answer has no body. */
export type AnswerTo<Each extends Served> = Each['answer'] extends { readonly schema: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : null;

/** Makes `/staff/01…?left=true` of `/staff/:id`, `{ id }` and a query. What is empty or null is left out. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const given = Object.entries(query).filter((each) => each[1] !== undefined && each[1] !== null && each[1] !== '');
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
