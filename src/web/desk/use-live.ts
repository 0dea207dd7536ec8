import { useEffect } from 'preact/hooks';
import type { DeskStore } from './desk.ts';
import { listenTogether } from './shared-live.ts';
import type { Action } from './state.ts';

/** Hints may get lost, so the page also reads now and then, ms. */
const readEveryMs = 45_000;

/** Keeps the page fresh while somebody is signed in. */
export function useLive(desk: DeskStore, dispatch: (action: Action) => void, enabled: boolean, onWall: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    desk.refresh();
    desk.pump();
    const stop = listenTogether({
      open: () => new EventSource(onWall ? '/desk/api/events?screen=wall' : '/desk/api/events'),
      random: Math.random,
      // missing where the page is served without TLS
      locks: 'locks' in navigator ? navigator.locks : null,
      // a stream of its own: what another tab hears for it would be no sign of anybody there, or a wrong one
      channel: 'BroadcastChannel' in window && !onWall ? new BroadcastChannel('okno.desk.stream') : null,
      listener: {
        hello() {
          dispatch({ type: 'link', link: 'live' });
          dispatch({ type: 'past', progress: null });
          desk.refresh();
        },
        live: () => dispatch({ type: 'link', link: 'live' }),
        changed: desk.takeHint,
        company: () => desk.concernChanged('company'),
        past: (progress) => dispatch({ type: 'past', progress }),
        lost() {
          dispatch({ type: 'link', link: 'reconnecting' });
          // a stream tells no status; if the sign-in has ended, this request will say so
          desk.refreshList();
        },
      },
    });
    const back = (): void => {
      if (document.visibilityState === 'visible') desk.refresh();
    };
    const timer = setInterval(back, readEveryMs);
    document.addEventListener('visibilitychange', back);
    addEventListener('online', back);
    return () => {
      stop();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
      removeEventListener('online', back);
    };
  }, [desk, dispatch, enabled, onWall]);
}
