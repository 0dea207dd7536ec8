import type { RefObject } from 'preact';
import { useEffect, useReducer, useState } from 'preact/hooks';
import type { Chat } from '../chat-interface.ts';
import type { Model } from '../state/model.ts';

export function useModel(chat: Chat): Model {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    // What happened between the first drawing and this moment reached no listener.
    redraw(undefined);
    return chat.subscribe(() => redraw(undefined));
  }, [chat]);
  return chat.model();
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const change = (): void => setMatches(list.matches);
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, [query]);
  return matches;
}

/** Tells whether somebody may be looking at the page. */
export function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const change = (): void => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', change);
    return () => document.removeEventListener('visibilitychange', change);
  }, []);
  return visible;
}

/** Keeps a full-screen panel inside what an on-screen keyboard leaves; CSS alone does not know of it everywhere. */
export function useKeyboardRoom(panel: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    const room = window.visualViewport;
    const element = panel.current;
    if (!wanted || room === null || element === null) return;
    const fit = (): void => {
      element.style.setProperty('--room', `${room.height}px`);
      element.style.setProperty('--above', `${room.offsetTop}px`);
    };
    fit();
    room.addEventListener('resize', fit);
    room.addEventListener('scroll', fit);
    return () => {
      room.removeEventListener('resize', fit);
      room.removeEventListener('scroll', fit);
      element.style.removeProperty('--room');
      element.style.removeProperty('--above');
    };
  }, [panel, wanted]);
}
