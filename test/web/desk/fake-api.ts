import type { Answer, AnswerAt, Api, RequestAt, Route } from '../../../src/web/desk/api.ts';

type Answers = { readonly [To in Route]?: (request: RequestAt<To>) => Promise<Answer<AnswerAt<To>>> };

/** The desk's server as far as a spec needs it; what it is not to be asked fails. */
export function fakeApi(answers: Answers): Api {
  const ask = (route: Route, request: object = {}): Promise<unknown> => {
    const answer = answers[route] as ((request: object) => Promise<unknown>) | undefined;
    if (answer === undefined) throw new Error(`${route} is not to be asked`);
    return answer(request);
  };
  return ask as Api;
}
