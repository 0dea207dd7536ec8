import { jsonOf, type Placed } from './document.ts';

/** The example of an operation as a command to try. */
export function curlOf(origin: string, operation: Placed): string {
  const { method, parameters = [] } = operation;
  const of = (where: string) => parameters.filter((each) => each.in === where && each.example !== undefined);
  const path = of('path').reduce((all, { name, example }) => all.replace(`{${name}}`, encodeURIComponent(String(example))), operation.path);
  const query = new URLSearchParams(of('query').map(({ name, example }): [string, string] => [name, String(example)]));
  const body = jsonOf(operation.requestBody)?.example;
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(`${origin}${path}${query.size === 0 ? '' : `?${query}`}`)}`,
    `-H ${quoted('Authorization: Bearer okno_…')}`,
    ...of('header').map(({ name, example }) => `-H ${quoted(`${name}: ${String(example)}`)}`),
    ...(body === undefined ? [] : [`-H ${quoted('Content-Type: application/json')}`, `-d ${quoted(JSON.stringify(body))}`]),
  ].join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
