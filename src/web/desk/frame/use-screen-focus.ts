import { useEffect, useRef } from 'preact/hooks';

export type Screen = 'list' | 'thread' | 'card' | 'page';

/** Moves the focus with the screen: on a narrow one a pane hides another, and it must not stay in what cannot be seen. */
export function useScreenFocus(screen: Screen, conversation: string | null): void {
  const before = useRef({ screen, conversation });
  useEffect(() => {
    const { screen: left, conversation: opened } = before.current;
    before.current = { screen, conversation };
    if (left === screen) return;
    const phone = matchMedia('(max-width: 719px)').matches;
    const narrow = matchMedia('(max-width: 1179px)').matches;
    if (screen === 'card' && narrow) focusOn('.card-header button');
    else if (screen === 'thread' && left === 'card' && narrow) focusOn('[data-testid="details"]');
    else if (screen === 'thread' && phone) focusOn('.thread-header h1');
    else if (screen === 'list' && phone) focusOn(`[data-conversation="${CSS.escape(opened ?? '')}"]`);
  }, [screen, conversation]);
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
