export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

const address = /\bhttps?:\/\/(?=[\p{L}\p{N}[])[^\s<>"'`«»“”]+/giu;
const brackets: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
];
const longest = 2048;
const afterwards = /[.,:;!?…*_~]+$/u;

/** Finds web addresses in what a person typed. Only http and https ever become links, and joining the pieces gives the text back. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    if (match[0].length > longest) continue;
    const found = trimmed(match[0]);
    const href = hrefOf(found);
    if (href === null) continue;
    if (match.index > from) pieces.push({ type: 'text', text: text.slice(from, match.index) });
    pieces.push({ type: 'link', text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) });
  return pieces;
}

/** Leaves a full stop or a bracket after an address to the sentence, unless the bracket was opened inside it. */
function trimmed(found: string): string {
  let rest = found;
  for (;;) {
    const before = rest;
    rest = rest.replace(afterwards, '');
    for (const [open, close] of brackets) {
      if (rest.endsWith(close) && count(rest, close) > count(rest, open)) rest = rest.slice(0, -1);
    }
    if (rest === before) return rest;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function hrefOf(text: string): string | null {
  try {
    const { protocol, href, hostname } = new URL(text);
    return (protocol === 'http:' || protocol === 'https:') && hostname !== '' ? href : null;
  } catch {
    return null;
  }
}
