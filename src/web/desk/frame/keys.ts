export type Command = 'next' | 'previous' | 'reply' | 'note' | 'take' | 'transfer' | 'resolve' | 'filter' | 'keys' | 'log' | 'go' | Way;
export type Way = `go-${'mine' | 'queue' | 'all' | 'search' | 'tasks' | 'snippets' | 'reports' | 'people'}`;

export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const letters: Readonly<Record<string, Command>> = {
  j: 'next',
  k: 'previous',
  r: 'reply',
  n: 'note',
  t: 'take',
  x: 'transfer',
  e: 'resolve',
  c: 'log',
  g: 'go',
};

/** After g: where to. */
const ways: Readonly<Record<string, Way>> = {
  i: 'go-mine',
  q: 'go-queue',
  a: 'go-all',
  s: 'go-search',
  t: 'go-tasks',
  n: 'go-snippets',
  p: 'go-people',
  r: 'go-reports',
};

/** Returns the Latin letter of a key whatever the layout: in the Russian one J types "о", but its code stays KeyJ. */
function letterOf(pressed: Pressed): string {
  if (/^[a-z]$/i.test(pressed.key)) return pressed.key.toLowerCase();
  return /^Key([A-Z])$/.exec(pressed.code)?.[1]?.toLowerCase() ?? '';
}

/** Returns what a key press asks for, `going` after g; nothing while somebody types or with a modifier that belongs to the browser. */
export function commandOf(
  pressed: Pressed,
  busy: { readonly typing: boolean; readonly enabled: boolean; readonly going?: boolean },
): Command | null {
  if (busy.typing || !busy.enabled || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (pressed.key === '?' || (pressed.code === 'Slash' && pressed.shiftKey)) return 'keys';
  if (pressed.key === '/' || pressed.code === 'Slash') return 'filter';
  if (pressed.shiftKey) return null;
  if (busy.going === true) return ways[letterOf(pressed)] ?? null;
  return letters[letterOf(pressed)] ?? null;
}

const typable = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Tells whether keys now belong to what has the focus: a field, or anything in an open dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return typable.has(target.tagName) || target.isContentEditable || target.closest('dialog[open]') !== null;
}

export type ComposerKey = 'send' | 'newline' | 'leave' | null;

/**
 * Reads a key of the composer: Enter sends and Shift+Enter breaks the line; on a touch keyboard Enter breaks it. Never in the middle of an
 * input method's word.
 */
export function composerKey(pressed: Pressed & { readonly isComposing: boolean }, touch: boolean): ComposerKey {
  if (pressed.isComposing) return null;
  if (pressed.key === 'Escape') return 'leave';
  if (pressed.key !== 'Enter') return null;
  if (pressed.ctrlKey || pressed.metaKey) return 'send';
  return pressed.shiftKey || pressed.altKey || touch ? 'newline' : 'send';
}
