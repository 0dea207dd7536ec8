import type { z } from 'zod';
import { isCode, type Mistake } from './mistake.ts';
import type { Path, Source } from './source.ts';
import { suggest } from './suggest.ts';

/** Finds what does not have the form: unknown keys, missing ones, wrong values. `schema` is the form's JSON Schema, for the keys it knows. */
export function formMistakes(source: Source, issues: readonly z.core.$ZodIssue[], schema: object, prefix: Path = []): Mistake[] {
  return issues.flatMap((issue): Mistake[] => {
    const within = issue.path.map((each) => (typeof each === 'symbol' ? String(each) : each));
    const path = [...prefix, ...within];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(source, [...path, key], key, keysAt(schema, within)));
    if (issue.code === 'invalid_key') {
      return [{ ...source.keyPlaceOf(path), severity: 'mistake', code: 'key', params: { value: shown(path.at(-1)) } }];
    }
    const value = valueAt(source.value, path);
    const place = source.placeOf(path);
    if (value === undefined) return [{ ...place, severity: 'mistake', code: 'missing', params: { key: String(path.at(-1) ?? '') } }];
    const code = isCode(issue.message) ? issue.message : 'value';
    return [{ ...place, severity: 'mistake', code, params: { value: shown(value) } }];
  });
}

function unknownKey(source: Source, path: Path, key: string, known: readonly string[]): Mistake {
  const suggestion = suggest(key, known);
  const place = source.keyPlaceOf(path);
  return suggestion === null
    ? { ...place, severity: 'mistake', code: 'unknown-key', params: { key, known: known.join(', ') } }
    : { ...place, severity: 'mistake', code: 'unknown-key-like', params: { key, suggestion } };
}

export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

/** Shortens a value to what a sentence shows of it. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** Lists every key the form knows at a place. */
function keysAt(schema: JsonSchema, path: Path): readonly string[] {
  let here: readonly JsonSchema[] = branches(schema);
  for (const step of path) here = here.flatMap((each) => below(each, step));
  return [...new Set(here.flatMap((each) => Object.keys(each.properties ?? {})))];
}

function below(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  const own = typeof step === 'number' ? schema.items : schema.properties?.[step];
  const found = own ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
  return found === undefined ? [] : branches(found);
}

function branches(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...(schema.anyOf ?? []).flatMap(branches), ...(schema.oneOf ?? []).flatMap(branches)];
}
