import type { Done } from '../../http/desk/conversations/action.ts';
import type { ConversationView } from '../../http/desk/conversations/card.ts';
import type { ConversationList } from '../../http/desk/conversations/conversation-list.ts';
import type { DeskMessages } from '../../http/desk/conversations/message.ts';
import type { People } from '../../http/desk/people/colleagues.ts';
import type { Me } from '../../http/desk/people/me.ts';
import type { DeskOperation } from '../../http/desk/operations.ts';
import { type AnswerTo, addressOf, type RequestArguments, type RequestTo, type Routes } from '../kit/client.ts';
import { type Answer, type Call, type CallDeps, createCall } from './call.ts';
import { everyDayApi } from './every-day-api.ts';
import type { Filters, StatusFilter, View } from './frame/address.ts';
import { keysApi } from './keys-api.ts';
import { peopleApi } from './people-api.ts';
import { policyApi } from './policy-api.ts';
import { tradeApi } from './trade-api.ts';
import { violationsApi } from './violations-api.ts';

export { type Answer, isOutdating, isPassing, type Problem } from './call.ts';

export interface Writing {
  readonly key: string;
  readonly text: string;
  /** ids of files that were uploaded before */
  readonly files?: readonly string[];
}

export interface Transfer {
  readonly key: string;
  readonly department: string;
  readonly specialist?: string;
  readonly reason: string;
  readonly summary?: string;
  readonly meeting?: { readonly at: string; readonly text: string };
}

export interface Wanted {
  readonly view: View;
  readonly status: StatusFilter;
  readonly filters: Filters;
}

type Operations = Routes<DeskOperation, '/desk/api'>;

/** A method and an address of the desk's server; a file is sent by `conversations/upload.ts`, which shows how far it is. */
export type Route = Exclude<keyof Operations, 'POST /files'>;
export type RequestAt<To extends Route> = RequestTo<Operations[To]>;
export type AnswerAt<To extends Route> = AnswerTo<Operations[To]>;

/** One request to the desk's server, typed by the operation it is carried out by. */
type Ask = <To extends Route>(route: To, ...request: RequestArguments<Operations[To]>) => Promise<Answer<AnswerAt<To>>>;

interface AnyRequest {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: object;
}

export function createApi(deps: CallDeps): Api {
  const call = createCall(deps);
  const ask = (route: Route, { params, query, body }: AnyRequest = {}): Promise<Answer<unknown>> => {
    const [method = '', path = ''] = route.split(' ');
    return call.send(method, addressOf(path, params, query), body);
  };
  // what each route answers is known to its operation alone
  return Object.assign(ask as unknown as Ask, methodsOf(call));
}

function methodsOf(call: Call) {
  const { get, post } = call;
  const of = (id: string): string => `/conversations/${encodeURIComponent(id)}`;

  return {
    me: () => get<Me>('/me'),
    people: () => get<People>('/people'),
    list: ({ view, status, filters: { person, ...filters } }: Wanted, cursor: string | null) =>
      get<ConversationList>('/conversations', { view, status, ...filters, specialist: person, limit: '50', cursor }),
    conversation: (id: string) => get<ConversationView>(of(id)),
    before: (id: string, seq: number) => get<DeskMessages>(`${of(id)}/messages?before=${seq}`),
    after: (id: string, changed: number) => get<DeskMessages>(`${of(id)}/messages?after=${changed}`),
    reply: (id: string, body: Writing) => post<Done>(`${of(id)}/reply`, body),
    sendAgain: (id: string, seq: number) => post<Done>(`${of(id)}/messages/${seq}/retry`),
    editMessage: (id: string, seq: number, body: Writing) => post<Done>(`${of(id)}/messages/${seq}/edit`, body),
    deleteMessage: (id: string, seq: number, key: string) => post<Done>(`${of(id)}/messages/${seq}/delete`, { key }),
    typing: (id: string) => post<null>(`${of(id)}/typing`),
    note: (id: string, body: Writing) => post<Done>(`${of(id)}/note`, body),
    take: (id: string, key: string) => post<Done>(`${of(id)}/take`, { key }),
    resolve: (id: string, key: string) => post<Done>(`${of(id)}/resolve`, { key }),
    transfer: (id: string, body: Transfer) => post<Done>(`${of(id)}/transfer`, body),
    promise: (id: string, key: string, until: string) => post<Done>(`${of(id)}/promise`, { key, until }),
    waive: (id: string, key: string, reason: string) => post<Done>(`${of(id)}/waive`, { key, reason }),
    beside: (id: string, key: string, reason: string) => post<Done>(`${of(id)}/beside`, { key, topic: 'finance', reason }),
    ...violationsApi(call),
    signOut: () => post<null>('/sign-out'),
    ...peopleApi(call),
    ...everyDayApi(call),
    ...keysApi(call),
    ...policyApi(call),
    ...tradeApi(call),
  };
}

export type Api = Ask & ReturnType<typeof methodsOf>;
