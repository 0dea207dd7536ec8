import type { OpenApi, Schema } from './document.ts';

export interface Field {
  /** `owners[].since` */
  readonly name: string;
  readonly type: string;
  readonly words: string;
  readonly required: boolean;
}

/** Lists a schema's fields, those inside others by the way there. */
export function fieldsOf(document: OpenApi, schema: Schema, prefix = ''): readonly Field[] {
  const { properties = {}, required = [] } = resolve(document, schema);
  return Object.entries(properties).flatMap(([key, each]) => {
    const own = resolve(document, each);
    const name = `${prefix}${key}`;
    const item = own.items === undefined ? own : resolve(document, own.items);
    const inner = item.properties === undefined ? [] : fieldsOf(document, item, `${name}${own.items === undefined ? '.' : '[].'}`);
    return [{ name, type: typeOf(document, own), words: own.description ?? '', required: required.includes(key) }, ...inner];
  });
}

/** Alternatives are parted by bars, choices shown as they are sent. */
export function typeOf(document: OpenApi, schema: Schema): string {
  const own = resolve(document, schema);
  if (own.anyOf !== undefined) return [...new Set(own.anyOf.map((each) => typeOf(document, each)))].join(' | ');
  if (own.enum !== undefined) return own.enum.map((each) => JSON.stringify(each)).join(' | ');
  if (own.items !== undefined) return `${own.items.properties === undefined ? typeOf(document, own.items) : 'object'}[]`;
  if (typeof own.type !== 'string') return own.type?.join(' | ') ?? '';
  return own.format ?? own.type;
}

function resolve(document: OpenApi, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  return { ...document.components?.schemas?.[name], ...(schema.description === undefined ? {} : { description: schema.description }) };
}
