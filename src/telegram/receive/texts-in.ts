/** Under these names Telegram keeps what people read, whatever it is a part of. */
const readable =
  /^(text|title|caption|question|description|summary|explanation|expression|data|message)$|_(text|title|description|caption)$/;
/** A message inside is another one: what it says was said before. */
const another = /_message$|^(chat|chats|user|users|from|sticker|thumbnail)$/;

const deepest = 12;
const mostTexts = 200;

/** Finds what can be read in a part of a message of a kind nobody has described to us, in the order it stands there. */
export function textsIn(value: unknown): string[] {
  const found: string[] = [];
  gather(value, found, 0);
  return found.slice(0, mostTexts);
}

function gather(value: unknown, found: string[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth > deepest || found.length >= mostTexts) return;
  if (Array.isArray(value)) {
    for (const each of value) gather(each, found, depth + 1);
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    if (another.test(name)) continue;
    if (typeof each !== 'string') gather(each, found, depth + 1);
    else if (readable.test(name) && each.trim() !== '') found.push(each.trim());
  }
}
