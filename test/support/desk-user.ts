import { randomUUID } from 'node:crypto';
import type { Done } from '../../src/http/desk/conversations/action.ts';
import type { ConversationView } from '../../src/http/desk/conversations/card-contract.ts';
import type { ConversationList, ConversationRow } from '../../src/http/desk/conversations/conversation-list.ts';
import type { DeskMessage, DeskMessages } from '../../src/http/desk/conversations/message.ts';
import type { People } from '../../src/http/desk/people/colleagues.ts';
import type { Me } from '../../src/http/desk/people/me.ts';
import type { Answer } from './visitor.ts';

export type Verb = 'reply' | 'note' | 'take' | 'transfer' | 'resolve';

/** Somebody signed in to the desk without a browser. */
export interface DeskUser {
  readonly me: Me;
  list(query?: string): Promise<ConversationRow[]>;
  view(conversation: string): Promise<ConversationView>;
  /** every message of the thread, oldest first */
  thread(conversation: string): Promise<DeskMessage[]>;
  people(): Promise<People>;
  /** the id of a file that can now be sent with a message */
  upload(name: string, content: string): Promise<string>;
  act(conversation: string, verb: Verb, body?: object): Promise<Answer<Done>>;
  /** any request, in their name */
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** Uses a one-time link up, as a browser that follows it does. */
export async function signIn(link: string): Promise<DeskUser> {
  const { origin, pathname, search } = new URL(link);
  // The token goes back as the page's button sends it.
  const entered = await fetch(`${origin}${pathname}`, { method: 'POST', body: new URLSearchParams(search), redirect: 'manual' });
  const cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  if (entered.status !== 303) throw new Error(`the link did not sign in: ${entered.status}`);
  const get = async <Body>(path: string): Promise<Body> => {
    const response = await fetch(`${origin}/desk/api${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const me = await get<Me>('/me');
  return {
    me,
    list: async (query = 'view=mine&status=any') => (await get<ConversationList>(`/conversations?${query}`)).conversations,
    view: (conversation) => get<ConversationView>(`/conversations/${conversation}`),
    thread: async (conversation) => {
      const { messages, more } = await get<ConversationView>(`/conversations/${conversation}`);
      const thread = [...messages];
      for (let earlier = more; earlier; ) {
        const page = await get<DeskMessages>(`/conversations/${conversation}/messages?before=${thread[0]?.seq ?? 0}`);
        thread.unshift(...page.messages);
        earlier = page.more;
      }
      return thread;
    },
    people: () => get<People>('/people'),
    upload: async (name, content) => {
      const response = await fetch(`${origin}/desk/api/files`, {
        method: 'POST',
        headers: {
          cookie,
          'content-type': 'application/octet-stream',
          'x-file-name': encodeURIComponent(name),
          'x-csrf-token': me.csrf,
          origin,
        },
        body: content,
      });
      return ((await response.json()) as { id: string }).id;
    },
    act: async (conversation, verb, body = {}) => {
      const response = await fetch(`${origin}/desk/api/conversations/${conversation}/${verb}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'x-csrf-token': me.csrf, origin },
        body: JSON.stringify({ key: randomUUID(), ...body }),
      });
      return { status: response.status, body: (await response.json()) as Done };
    },
    request: (path, { headers, ...init } = {}) =>
      fetch(`${origin}${path}`, { ...init, headers: { cookie, 'x-csrf-token': me.csrf, origin, ...(headers as Record<string, string>) } }),
  };
}
