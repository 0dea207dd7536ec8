import { useEffect } from 'preact/hooks';
import { assertNever } from '../../domain/never.ts';
import type { Desk } from './desk.ts';
import { type Command, commandOf, isTyping } from './keys.ts';
import type { PageStore } from './store.ts';

/** Moves the focus through the rows; from nowhere it starts at the open conversation. */
function move(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-testid="row"]')];
  const focused = rows.findIndex((row) => row.matches(':focus'));
  const current = rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const from = focused >= 0 ? focused : current;
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
  rows[to]?.focus();
  rows[to]?.scrollIntoView({ block: 'nearest' });
}

function carryOut(command: Command, desk: Desk, store: PageStore): void {
  const open = store.get().place.conversation !== null;
  switch (command) {
    case 'next':
      return move(1);
    case 'previous':
      return move(-1);
    case 'reply':
    case 'note':
      if (open) store.dispatch({ type: 'compose', mode: command });
      return;
    case 'take':
      return void desk.take();
    case 'transfer':
      return desk.openTransfer();
    case 'resolve':
      return void desk.resolve();
    case 'filter':
      return document.getElementById('list-filter')?.focus();
    case 'keys':
      return store.dispatch({ type: 'dialog', dialog: 'keys' });
    default:
      return assertNever(command);
  }
}

/** One-letter keys of the desk; off while somebody types, in a dialog, or when switched off. */
export function useKeyboard(desk: Desk, store: PageStore, enabled: boolean): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const typing = event.defaultPrevented || event.isComposing || isTyping(event.target) || store.get().dialog !== null;
      const command = commandOf(event, { typing, enabled });
      if (command === null) return;
      event.preventDefault();
      carryOut(command, desk, store);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [desk, store, enabled]);
}
