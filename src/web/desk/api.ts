import type { DeskOperation } from '../../http/desk/operations.ts';
import { type AnswerTo, addressOf, type RequestArguments, type RequestTo, type Routes } from '../kit/client.ts';
import { type Answer, type CallDeps, createCall } from './call.ts';

export { type Answer, isOutdating, isPassing, type Problem } from './call.ts';

type Operations = Routes<DeskOperation, '/desk/api'>;

/** A method and an address of the desk's server; a file is sent by `conversations/upload.ts`, which shows how far it is. */
export type Route = Exclude<keyof Operations, 'POST /files'>;
export type RequestAt<To extends Route> = RequestTo<Operations[To]>;
export type AnswerAt<To extends Route> = AnswerTo<Operations[To]>;

/** One request to the desk's server; the operation that carries it out gives its types. */
export type Api = <To extends Route>(route: To, ...request: RequestArguments<Operations[To]>) => Promise<Answer<AnswerAt<To>>>;

interface AnyRequest {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: object;
}

export function createApi(deps: CallDeps): Api {
  const call = createCall(deps);
  const ask = (route: Route, { params, query, body }: AnyRequest = {}): Promise<Answer<unknown>> => {
    const [method = '', path = ''] = route.split(' ');
    return call(method, addressOf(path, params, query), body);
  };
  // what each route answers is known to its operation alone
  return ask as unknown as Api;
}
