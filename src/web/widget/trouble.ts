import type { ChatStore } from './state/chat-store.ts';

/** Shows that the desk is out of reach once that has lasted, until it is over. */
export interface Trouble {
  begin(): void;
  end(): void;
}

/** Shorter troubles are over before anybody would have read of them. */
const noticeableMs = 2_000;

export function createTrouble({ dispatch, get }: ChatStore): Trouble {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return {
    begin() {
      timer ??= setTimeout(() => dispatch({ type: 'troubled', on: true }), noticeableMs);
    },
    end() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (get().troubled) dispatch({ type: 'troubled', on: false });
    },
  };
}
