/** The OpenAPI document, as far as the fuzz reads it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Described {
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, ResponseContent>> }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema: Schema;
}

interface ResponseContent {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: { readonly error: { readonly code: string } } }>>;
}

/** JSON Schema, as far as the document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** What lets a caller in, by its name in the document; null: anybody. */
export type Lock = 'deskSession' | 'deskDevice' | 'chatToken' | 'companyKey' | 'adminToken' | 'slackSignature' | 'telegramSecret';

/** One operation of the document. */
export interface Target {
  /** `POST /desk/api/conversations/{id}/reply` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly lock: Lock | null;
  readonly described: Described;
  /** of the JSON it takes; null where it takes none */
  readonly body: { readonly schema: Schema; readonly example: unknown } | null;
  /** what it takes where that is no JSON: bytes, or a form */
  readonly otherType: string | null;
}

export function targetsOf({ paths }: OpenApi): Target[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Target => {
      const content = described.requestBody?.content ?? {};
      const json = content['application/json'];
      const [lock = null] = Object.keys(described.security?.[0] ?? {}) as Lock[];
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        lock,
        described,
        body: json === undefined ? null : { schema: json.schema, example: json.example },
        otherType: json === undefined ? (Object.keys(content)[0] ?? null) : null,
      };
    }),
  );
}
