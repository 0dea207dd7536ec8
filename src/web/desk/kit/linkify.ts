/** Text cut into plain parts and addresses; only http(s) ever becomes a link. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

const address = /\bhttps?:\/\/[^\s<>"'`«»]+/gi;

/** Punctuation after an address belongs to the sentence; a closing bracket too, unless it was opened inside. */
function trimmed(found: string): string {
  let end = found.length;
  for (;;) {
    const last = found[end - 1] ?? '';
    const unopened = last === ')' && !found.slice(0, end).includes('(');
    if (!unopened && !/[.,;:!?…\]}]/.test(last)) return found.slice(0, end);
    end -= 1;
  }
}

function hrefOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
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
