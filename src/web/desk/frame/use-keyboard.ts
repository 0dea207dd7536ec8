import { useEffect } from 'preact/hooks';
import type { DeskStore } from '../desk.ts';
import type { PageStore } from '../page-store.ts';
import { type Address, startAddress } from './address.ts';
import { type Command, commandOf, isTyping, type Way } from './keys.ts';

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

const inbox = { page: 'desk', status: 'open', filters: {}, conversation: null, panel: null } as const;

const ways: Readonly<Record<Way, Partial<Address>>> = {
  'go-mine': { ...inbox, view: 'mine' },
  'go-queue': { ...inbox, view: 'queue' },
  'go-all': { ...inbox, view: 'all' },
  'go-search': { page: 'search', query: {} },
  'go-tasks': { page: 'tasks', query: {} },
  'go-snippets': { page: 'snippets', query: {} },
  'go-reports': { page: 'now', query: {} },
  'go-people': { page: 'people', query: {} },
};

const isWay = (command: Command): command is Way => Object.hasOwn(ways, command);

function carryOut(command: Command, desk: DeskStore, store: PageStore): void {
  if (isWay(command)) return desk.go({ ...startAddress, ...ways[command] });
  switch (command) {
    case 'next':
      return move(1);
    case 'previous':
      return move(-1);
    case 'filter':
      return document.querySelector<HTMLElement>('#list-filter, .page input[type="search"]')?.focus();
    case 'keys':
    case 'log':
      return store.dispatch({ type: 'dialog', dialog: command });
    case 'go':
      return;
    default:
      return onConversation(command, desk, store);
  }
}

function onConversation(command: 'reply' | 'note' | 'take' | 'transfer' | 'resolve', desk: DeskStore, store: PageStore): void {
  const { page, conversation } = store.get().address;
  if (page !== 'desk' || conversation === null) return;
  if (command === 'take' || command === 'resolve') void desk[command]();
  else if (command === 'transfer') desk.openTransfer();
  else store.dispatch({ type: 'compose', mode: command });
}

/** How long after g a second letter still says where to, ms. */
const goingMs = 1500;

/** Listens to the desk's one-letter keys; not while somebody types, in a dialog, or when they are switched off. */
export function useKeyboard(desk: DeskStore, store: PageStore, enabled: boolean): void {
  useEffect(() => {
    let goneAt = -goingMs;
    const pressed = (event: KeyboardEvent): void => {
      const typing = event.defaultPrevented || event.isComposing || isTyping(event.target) || store.get().dialog !== null;
      const going = event.timeStamp - goneAt < goingMs;
      const command = commandOf(event, { typing, enabled, going });
      if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) goneAt = command === 'go' ? event.timeStamp : -goingMs;
      if (command === null) return;
      event.preventDefault();
      carryOut(command, desk, store);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [desk, store, enabled]);
}
