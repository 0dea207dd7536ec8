import { randomUUID } from 'node:crypto';
import type { ChatHistory, ChatMessage, ChatSession, Posted } from '../../src/http/chat/protocol.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Somebody who speaks the web chat's protocol without a browser. */
export interface Visitor {
  readonly session: ChatSession;
  post(message: { text: string } | { choice: { question: string; option: string } }, id?: string): Promise<Answer<Posted>>;
  /** the whole history, page by page */
  history(): Promise<ChatMessage[]>;
}

/** The visitor whose session another, say a browser, opened. */
export function visitorWith(url: string, session: ChatSession): Visitor {
  const { token } = session;
  return {
    session,
    post: (message, id = randomUUID()) => call<Posted>(`${url}/chat/v1/messages`, token, { id, ...message }),
    history: async () => {
      const messages: ChatMessage[] = [];
      for (;;) {
        const after = messages.at(-1)?.seq ?? 0;
        const { body } = await call<ChatHistory>(`${url}/chat/v1/messages?after=${after}&limit=50`, token);
        messages.push(...body.messages);
        if (!body.more) return messages;
      }
    },
  };
}

async function call<Body>(url: string, token: string | null, body?: unknown): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}
