import type { z } from 'zod';
import type { Method, ParameterOf } from '../../http/operation.ts';

/** What of an operation a client is made from; types only, nothing of the server comes along. */
interface Served {
  readonly method: Method;
  readonly path: string;
  readonly query?: z.ZodType;
  readonly body?: { readonly schema: z.ZodType } | { readonly type: string };
  readonly answer: { readonly schema?: z.ZodType | undefined };
}

/** `GET /staff/:id`: method and address of an operation below `Base`. */
export type RouteOf<Each extends Served, Base extends string> = Each extends { readonly path: `${Base}${infer Rest}` }
  ? `${Uppercase<Each['method']>} ${Rest}`
  : never;

/** The operation at a route. */
export type OperationAt<Each extends Served, Base extends string, Route> = Each extends unknown
  ? RouteOf<Each, Base> extends Route
    ? Each
    : never
  : never;

type Given<Value> = unknown extends Value ? unknown : Value;
type QueryOf<Each extends Served> = Given<z.input<NonNullable<Each['query']>>>;
type BodyOf<Each extends Served> =
  Extract<Each['body'], { readonly schema: z.ZodType }> extends { readonly schema: infer Schema extends z.ZodType }
    ? Given<z.input<Schema>>
    : unknown;

/** What a request needs: each part of its address that differs, its query, its body; only what there is. */
export type RequestTo<Each extends Served> = ([ParameterOf<Each['path']>] extends [never]
  ? object
  : { readonly params: Readonly<Record<ParameterOf<Each['path']>, string | number>> }) &
  (unknown extends QueryOf<Each> ? object : { readonly query?: Readonly<QueryOf<Each>> }) &
  (unknown extends BodyOf<Each> ? object : { readonly body: Readonly<BodyOf<Each>> });

/** What it answers; null where the answer has no body. */
export type AnswerTo<Each extends Served> = Each['answer'] extends { readonly schema: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : null;

/** `GET /staff/:id` with `{ id }` and a query → `/staff/01…?left=true`. What is empty or null is left out. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const given = Object.entries(query).filter((each) => each[1] !== undefined && each[1] !== null && each[1] !== '');
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
