import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const nearPx = 48;

export interface Stick {
  readonly atBottom: boolean;
  readonly toBottom: (smooth: boolean) => void;
  readonly onScroll: () => void;
}

/**
 * Keeps a reader where they are: at the bottom when they were there, and at the same line when something is put above it.
 * `top` names what stands first, `own` grows when the reader writes, which always brings them down.
 */
export function useStick(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, top: string, own: number): Stick {
  const [atBottom, setAtBottom] = useState(true);
  const stuck = useRef(true);
  const before = useRef({ top, own, height: 0 });

  const toBottom = useCallback(
    (smooth: boolean) => {
      const box = scroller.current;
      box?.scrollTo({ top: box.scrollHeight, behavior: smooth ? 'smooth' : 'instant' });
    },
    [scroller],
  );

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const { top: oldTop, own: oldOwn, height } = before.current;
    if (own > oldOwn) stuck.current = true;
    if (stuck.current) toBottom(false);
    else if (top !== oldTop) box.scrollTop += box.scrollHeight - height;
    before.current = { top, own, height: box.scrollHeight };
  });

  useEffect(() => {
    const grown = new ResizeObserver(() => {
      if (stuck.current) toBottom(false);
    });
    for (const each of [scroller.current, content.current]) if (each !== null) grown.observe(each);
    return () => grown.disconnect();
  }, [scroller, content, toBottom]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    stuck.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    setAtBottom(stuck.current);
  }, [scroller]);

  return { atBottom, toBottom, onScroll };
}
