import { parseSync } from 'vite';

/** A node of the syntax tree, as ESTree has it. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

export interface SourceFunction {
  /** by what it is declared or assigned to; empty where it is only passed on */
  readonly name: string;
  readonly lines: number;
}

export interface MethodCall {
  /** source text of what the method is called on */
  readonly on: string;
  readonly method: string;
  readonly arguments: number;
}

export interface Parsed {
  readonly functions: readonly SourceFunction[];
  readonly calls: readonly MethodCall[];
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Every function of a source file, those inside others too, and every call of a method. */
export function parsed(file: string, text: string): Parsed {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse`);
  const found = { functions: [] as SourceFunction[], calls: [] as MethodCall[] };
  visit(program as unknown as Node, '', (node, name) => {
    if (functions.has(node.type)) found.functions.push({ name, lines: text.slice(node.start, node.end).split('\n').length });
    if (node.type === 'CallExpression') found.calls.push(...methodCalls(node, text));
  });
  return found;
}

function visit(node: Node, name: string, see: (node: Node, name: string) => void): void {
  see(node, name);
  for (const [property, value] of Object.entries(node)) {
    const own = property === 'init' || property === 'value' || property === 'right' || functions.has(node.type) ? nameOf(node) : '';
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, declared(child) ?? own, see);
  }
}

/** What a variable, a property, a method or an assignment is called. */
function nameOf(node: Node): string {
  for (const each of [node['id'], node['key'], node['left']]) if (isNode(each) && typeof each['name'] === 'string') return each['name'];
  return '';
}

function declared(node: Node): string | null {
  return node.type === 'FunctionDeclaration' ? nameOf(node) : null;
}

function methodCalls({ callee, arguments: given }: Node, text: string): MethodCall[] {
  if (!isNode(callee) || callee.type !== 'MemberExpression') return [];
  const { object, property } = callee;
  if (!isNode(object) || !isNode(property) || typeof property['name'] !== 'string') return [];
  return [{ on: text.slice(object.start, object.end), method: property['name'], arguments: Array.isArray(given) ? given.length : 0 }];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
