import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLError } from 'yaml';
import type { FilePosition, Mistake } from './mistake.ts';

export type Path = readonly (string | number)[];

/** A YAML text that knows where everything in it stands. */
export interface Source {
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** of the value, or of the nearest thing around it that is there */
  placeOf(path: Path): FilePosition;
  /** of the key that names the value */
  keyPlaceOf(path: Path): FilePosition;
}

export function parseSource(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): FilePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const mistakes = firstOfEachLine(document.errors.map((error) => syntaxMistake(placeAt, error)));
  let value: unknown = null;
  if (mistakes.length === 0) {
    try {
      // A few aliases are help, many are an attack on memory.
      value = document.toJS({ maxAliasCount: 100 });
    } catch {
      mistakes.push({ ...placeAt(0), severity: 'mistake', code: 'syntax', params: { reason: 'ALIAS' } });
    }
  }
  const offsetOf = (path: Path, wantsKey: boolean): number => {
    let node: unknown = document.contents;
    let offset = startOf(document.contents) ?? 0;
    for (const [depth, step] of path.entries()) {
      const found = stepInto(node, step);
      if (found === null) break;
      const { key, child } = found;
      const isLast = depth === path.length - 1;
      offset = (isLast && wantsKey ? startOf(key) : null) ?? startOf(child) ?? startOf(key) ?? offset;
      node = child;
    }
    return offset;
  };
  return {
    value,
    mistakes,
    placeOf: (path) => placeAt(offsetOf(path, false)),
    keyPlaceOf: (path) => placeAt(offsetOf(path, true)),
  };
}

/** Keeps the first mistake of each line: one slip often makes the reader stumble several times. */
function firstOfEachLine(all: readonly Mistake[]): Mistake[] {
  const seen = new Set<number>();
  return all.filter(({ line }) => !seen.has(line) && seen.add(line));
}

function stepInto(node: unknown, step: string | number): { readonly key: unknown; readonly child: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find((each: Pair) => isScalar(each.key) && String(each.key.value) === String(step));
    return pair === undefined ? null : { key: pair.key, child: pair.value };
  }
  if (isSeq(node) && typeof step === 'number') {
    const child = node.items[step];
    return child === undefined ? null : { key: child, child };
  }
  return null;
}

function startOf(node: unknown): number | null {
  return (node as Node | null)?.range?.[0] ?? null;
}

function syntaxMistake(placeAt: (offset: number) => FilePosition, { code, pos }: YAMLError): Mistake {
  return { ...placeAt(pos[0]), severity: 'mistake', code: 'syntax', params: { reason: code } };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
