import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { usePage } from './page.ts';

/** Reads out what arrives while the thread is open; not what was there before, and not one's own words. */
export function Announcer({ messages, ready }: { readonly messages: readonly DeskMessage[]; readonly ready: boolean }): JSX.Element {
  const { state, t } = usePage();
  const [words, setWords] = useState('');
  const known = useRef<number | null>(null);
  const me = state.session.type === 'ready' ? state.session.me.specialist.name : null;
  useEffect(() => {
    const last = messages.at(-1);
    if (!ready || last === undefined) return;
    const before = known.current;
    known.current = last.seq;
    if (before === null || last.seq <= before || (last.author === 'specialist' && last.name === me)) return;
    const name = last.name ?? t(`message.${last.author}`);
    const label = last.audience === 'internal' ? `${t('message.internal')}. ${name}` : name;
    setWords(t('thread.said', { name: label, text: last.text }));
  }, [messages, ready, t, me]);
  return (
    <p class="visually-hidden" aria-live="polite">
      {words}
    </p>
  );
}
