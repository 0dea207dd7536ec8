import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApi } from './document.ts';
import type { Answer, Wish } from './wish.ts';

/** What is wrong with an answer; null: nothing. */
export type Judge = (wish: Wish, answer: Answer) => string | null;

const root = 'openapi';
const pointer = (...parts: readonly string[]) =>
  parts.map((each) => `/${encodeURIComponent(each.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** Holds answers against the document: the status is named there, the body is of its schema, an error is one that belongs to the status. */
export function createJudge(document: OpenApi): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: root });
  const validatorOf = (...parts: readonly string[]) => {
    const $ref = `${root}#${pointer(...parts)}`;
    return ajv.getSchema($ref) ?? ajv.compile({ $ref });
  };

  function ofError(wish: Wish, { status, json }: Answer): string | null {
    const isError = validatorOf('components', 'schemas', 'Error');
    if (!isError(json)) return `an error of another shape: ${problem(isError.errors)}`;
    const { code } = (json as { error: { code: string } }).error;
    if (wish.target === null) return null;
    const examples = wish.target.described.responses[String(status)]?.content?.['application/json']?.examples ?? {};
    return code in examples ? null : `${status} \`${code}\` is not documented here`;
  }

  return (wish, answer) => {
    const { status, type, json } = answer;
    const { target } = wish;
    if (status >= 500 && (status !== 503 || target?.described.responses['503'] === undefined)) return `answered ${status}`;
    // HEAD has no body to judge.
    if (target === null) return status >= 400 && wish.method !== 'HEAD' ? ofError(wish, answer) : null;
    const described = target.described.responses[String(status)];
    if (described === undefined) return `${status} is not documented: ${answer.text.slice(0, 200)}`;
    const { content = {} } = described;
    const [expected] = Object.keys(content);
    if (expected === undefined) return answer.text === '' ? null : `${status} has a body: ${answer.text.slice(0, 100)}`;
    if (status >= 400 && expected === 'application/json') return ofError(wish, answer);
    if (expected !== 'application/json')
      return expected === '*/*' || type.startsWith(expected) ? null : `${status} is ${type}, not ${expected}`;
    if (answer.text === '' && target.lock === 'slackSignature') return null;
    if (json === undefined) return `${status} is not JSON: ${answer.text.slice(0, 100)}`;
    const validate = validatorOf(
      'paths',
      target.path,
      target.method.toLowerCase(),
      'responses',
      String(status),
      'content',
      expected,
      'schema',
    );
    return validate(json) ? null : `does not hold to its schema: ${problem(validate.errors)}`;
  };
}

function problem(errors: readonly ErrorObject[] | null | undefined): string {
  const [first] = errors ?? [];
  return first === undefined ? '' : `${first.instancePath} ${first.message ?? ''} ${JSON.stringify(first.params)}`;
}
