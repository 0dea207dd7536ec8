import { jsonOf, type OperationAt } from './document.ts';

/** Writes the example of an operation as a command to try. */
export function curlOf(origin: string, operation: OperationAt): string {
  const { method, parameters = [] } = operation;
  const of = (where: string) => parameters.filter((each) => each.in === where && each.example !== undefined);
  const path = of('path').reduce((all, { name, example }) => all.replace(`{${name}}`, encodeURIComponent(String(example))), operation.path);
  const query = new URLSearchParams(of('query').map(({ name, example }): [string, string] => [name, String(example)]));
  const body = jsonOf(operation.requestBody)?.example;
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${shellQuoted(`${origin}${path}${query.size === 0 ? '' : `?${query}`}`)}`,
    `-H ${shellQuoted('Authorization: Bearer okno_…')}`,
    ...of('header').map(({ name, example }) => `-H ${shellQuoted(`${name}: ${String(example)}`)}`),
    ...(body === undefined ? [] : [`-H ${shellQuoted('Content-Type: application/json')}`, `-d ${shellQuoted(JSON.stringify(body))}`]),
  ].join(' \\\n  ');
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
