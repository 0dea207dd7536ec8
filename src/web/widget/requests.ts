import type { Chat, ChatDeps } from './chat-interface.ts';
import { isExpired } from './links.ts';
import type { Session } from './session.ts';
import type { ChatStore } from './state/chat-store.ts';

export interface RequestsDeps extends Pick<ChatDeps, 'api' | 'now'> {
  readonly session: Session;
  readonly store: ChatStore;
}

/** Makes what the client asks of the desk besides sending messages: tried once, and the screen shows when it failed. */
export function createRequests(
  deps: RequestsDeps,
): Pick<Chat, 'freshLink' | 'leaveContact' | 'sameMatter' | 'writeFor' | 'rate' | 'sayNotMoney' | 'continueElsewhere'> {
  const { api, now, session, store } = deps;
  return {
    async freshLink(file) {
      if (!isExpired(file, now())) return file;
      const reply = await session.authorized((token) => api.file(token, file.id));
      if (reply.type !== 'ok') return null;
      store.dispatch({ type: 'file', file: reply.value });
      return reply.value;
    },
    async leaveContact(detail) {
      const reply = await session.authorized((token) => api.contact(token, detail ?? { skip: true }));
      if (reply.type !== 'ok') return false;
      if (detail !== null) store.dispatch({ type: 'left', detail });
      else store.dispatch({ type: 'state', state: { ...store.get().chat, offer: false } });
      return true;
    },
    async sameMatter() {
      const reply = await session.authorized((token) => api.sameMatter(token));
      if (reply.type !== 'ok') return false;
      store.dispatch({ type: 'state', state: { ...store.get().chat, former: false } });
      return true;
    },
    async writeFor(client) {
      const reply = await session.authorized((token) => api.writeFor(token, { client }));
      const { chat } = store.get();
      if (reply.type !== 'ok' || chat.clients === undefined) return reply.type === 'ok';
      store.dispatch({ type: 'state', state: { ...chat, clients: { ...chat.clients, current: client } } });
      return true;
    },
    async rate(conversation, score) {
      return (await session.authorized((token) => api.rate(token, { conversation, score }))).type === 'ok';
    },
    async sayNotMoney(conversation) {
      return (await session.authorized((token) => api.sayNotMoney(token, { conversation }))).type === 'ok';
    },
    async continueElsewhere() {
      const reply = await session.authorized((token) => api.continueElsewhere(token));
      return reply.type === 'ok' ? reply.value.url : null;
    },
  };
}
