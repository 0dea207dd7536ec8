/** What the page reads of an OpenAPI 3.1 document. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Content {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: { readonly error: { readonly code: string; readonly message: string } } }>>;
}

interface Body {
  readonly content?: Readonly<Record<string, Content>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body & { readonly description: string }>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** An operation and the address it is reached at. */
export interface OperationAt extends Operation {
  readonly method: string;
  readonly path: string;
}

/** Groups the operations for the company's systems by what they are about. */
export function groupsOf({ paths }: OpenApi): readonly { readonly name: string; readonly operations: readonly OperationAt[] }[] {
  const groups = new Map<string, OperationAt[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation.tags?.includes('api')) continue;
      const name = path.split('/')[3] ?? path;
      groups.set(name, [...(groups.get(name) ?? []), { ...operation, method: method.toUpperCase(), path }]);
    }
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

export function jsonOf(body: Body | undefined): Content | undefined {
  return body?.content?.['application/json'];
}

/** Returns the answer when all goes well. */
export function successOf({ responses }: Operation): { readonly status: string; readonly content: Content | undefined } {
  const status = Object.keys(responses).find((each) => each.startsWith('2')) ?? '200';
  return { status, content: jsonOf(responses[status]) };
}

export function errorsOf({
  responses,
}: Operation): readonly { readonly status: string; readonly code: string; readonly message: string }[] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, body]) => Object.values(jsonOf(body)?.examples ?? {}).map(({ value }) => ({ status, ...value.error })));
}
