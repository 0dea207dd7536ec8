import { readPublished } from './published.ts';
import { limitsBroken } from './slack-limits.ts';

interface Param {
  readonly required?: boolean;
  readonly types: readonly string[];
  readonly enum?: readonly string[];
}

interface Method {
  readonly params: Readonly<Record<string, Param>>;
  readonly requiredSets?: readonly (readonly string[])[];
}

interface Kind {
  readonly required?: boolean;
  readonly kinds: readonly string[];
  readonly refs: readonly string[];
  readonly enum?: readonly string[];
  readonly item: Kind | null;
}

interface Type {
  readonly props: Readonly<Record<string, Kind>>;
  readonly tag?: string;
}

interface Published {
  readonly methods: Readonly<Record<string, Method>>;
  readonly types: Readonly<Record<string, Type>>;
  readonly roots: Readonly<Record<string, readonly string[]>>;
}

/** Says what is wrong with a call by Slack's published types and limits. */
export type CallCheck = (method: string, args: Readonly<Record<string, unknown>>) => string[];

/** Makes the check; null where the descriptions are not at hand. */
export function slackCallCheck(): CallCheck | null {
  const calls = readPublished<Pick<Published, 'methods'>>('slack-webapi-args.json');
  const blocks = readPublished<Pick<Published, 'types' | 'roots'>>('slack-blockkit-types.json');
  if (calls === null || blocks === null) return null;
  const [{ methods }, { types, roots }] = [calls, blocks];
  return (method, args) => {
    const known = methods[method];
    if (known === undefined) return [`${method}: no such method`];
    return [...argumentsWrong(known, args), ...shapesWrong(types, roots, args), ...limitsBroken(args)].map((each) => `${method}: ${each}`);
  };
}

function argumentsWrong({ params, requiredSets }: Method, args: Readonly<Record<string, unknown>>): string[] {
  const wrong = Object.entries(args).flatMap(([name, value]) => {
    const param = params[name];
    if (param === undefined) return [`no argument ${name}`];
    if (!param.types.some((type) => fits(type, value))) return [`${name} is no ${param.types.join(' or ')}`];
    return param.enum === undefined || param.enum.includes(String(value)) ? [] : [`${name} is none of ${param.enum.join(', ')}`];
  });
  const missing = Object.entries(params).flatMap(([name, { required }]) =>
    required === true && args[name] === undefined ? [`${name} is missing`] : [],
  );
  const sets = requiredSets ?? [];
  const complete = sets.length === 0 || sets.some((set) => set.every((name) => args[name] !== undefined));
  return [...wrong, ...missing, ...(complete ? [] : [`none of the sets ${sets.map((set) => set.join('+')).join(', ')} is complete`])];
}

/** Forms know texts only: a number or a boolean is told by how it is written. */
function fits(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  if (type === 'number') return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  if (type === 'boolean') return value === 'true' || value === 'false';
  return typeof value === 'string';
}

function shapesWrong(types: Published['types'], roots: Published['roots'], args: Readonly<Record<string, unknown>>): string[] {
  const root = (kinds: readonly string[]): Kind => ({ kinds: ['object'], refs: kinds, item: null });
  const blocks = Array.isArray(args['blocks']) ? args['blocks'] : [];
  const view = args['view'] as { readonly type?: string } | undefined;
  return [
    ...blocks.flatMap((each, n) => wrongIn(types, root(roots['block'] ?? []), each, `blocks[${n}]`)),
    ...(view === undefined ? [] : wrongIn(types, root(roots[view.type ?? ''] ?? []), view, 'view')),
  ];
}

function wrongIn(types: Published['types'], kind: Kind, value: unknown, path: string): string[] {
  const actual = Array.isArray(value) ? 'array' : typeof value;
  if (!kind.kinds.includes(actual)) return [`${path} is ${actual}, not ${kind.kinds.join(' or ')}`];
  if (kind.enum !== undefined && !kind.enum.includes(String(value))) return [`${path} is none of ${kind.enum.join(', ')}`];
  if (Array.isArray(value)) return value.flatMap((each, n) => (kind.item === null ? [] : wrongIn(types, kind.item, each, `${path}[${n}]`)));
  if (actual !== 'object' || kind.refs.length === 0) return [];
  const object = value as Readonly<Record<string, unknown>>;
  const candidates = kind.refs.filter(
    (name) => types[name] !== undefined && (types[name].tag === undefined || types[name].tag === object['type']),
  );
  // `Block` says no more than that every block has a type.
  const tries = candidates.filter((name) => name !== 'Block').map((name) => wrongInType(types, types[name], object, path));
  if (tries.length === 0) return [`${path} is of no known type (${String(object['type'])})`];
  return tries.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function wrongInType(types: Published['types'], type: Type | undefined, object: Readonly<Record<string, unknown>>, path: string): string[] {
  if (type === undefined) return [];
  const missing = Object.entries(type.props).flatMap(([name, { required }]) =>
    required === true && object[name] === undefined ? [`${path}.${name} is missing`] : [],
  );
  const wrong = Object.entries(object).flatMap(([name, value]) => {
    const prop = type.props[name];
    return prop === undefined ? [`${path}.${name} is not known`] : wrongIn(types, prop, value, `${path}.${name}`);
  });
  return [...missing, ...wrong];
}
