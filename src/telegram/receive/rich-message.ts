import type { Mark } from '../../domain/content.ts';
import { type Marked, normaliseMarks } from '../../domain/marks.ts';

/*
 * A rich message is a tree of blocks, and of texts in them. Whatever a block is called, its words stand under the same names, so that blocks
 * to come are read as well.
 */

type Node = Readonly<Record<string, unknown>>;

const looks: Readonly<Record<string, Exclude<Mark['kind'], 'link'>>> = {
  bold: 'bold',
  heading: 'bold',
  italic: 'italic',
  strikethrough: 'strike',
  code: 'code',
  pre: 'pre',
  blockquote: 'quote',
  pullquote: 'quote',
};

const deepest = 30;
/** Stretches that look different: what has more goes on as plain words, for sorting them all would keep everybody waiting. */
const mostMarks = 1000;

/** Collects words and how stretches of them look. */
class Page {
  text = '';
  readonly marks: Mark[] = [];

  /** Begins a new line, unless one has just begun. */
  line(): void {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n';
  }

  marked(node: Node, write: () => void): void {
    const at = this.text.length;
    write();
    const { type, url } = node;
    const kind = typeof type === 'string' && Object.hasOwn(looks, type) ? looks[type] : undefined;
    if ((kind === undefined && type !== 'url') || this.marks.length >= mostMarks) return;
    const length = this.text.trimEnd().length - at;
    if (length <= 0) return;
    if (type === 'url' && typeof url === 'string') this.marks.push({ at, length, kind: 'link', url });
    else if (kind !== undefined) this.marks.push({ at, length, kind });
  }
}

/** Reads a rich message as a text with its looks; what is no words in it, such as a picture, is left to whoever reads files. */
export function readRichMessage(message: unknown): Marked {
  const page = new Page();
  if (isNode(message)) writeBlocks(page, message['blocks'], 0);
  const text = page.text.trim();
  const shift = page.text.length - page.text.trimStart().length;
  return {
    text,
    marks: normaliseMarks(
      text,
      page.marks.map((each) => ({ ...each, at: each.at - shift })),
    ),
  };
}

/** Lists the blocks of a rich message, those inside others too: some are pictures and other files. */
export function blocksIn(message: unknown, depth = 0): Node[] {
  if (!isNode(message) || depth > deepest) return [];
  const inside = [...list(message['blocks']), ...list(message['items'])];
  return inside.flatMap((each) => (isNode(each) ? [each, ...blocksIn(each, depth + 1)] : []));
}

function writeBlocks(page: Page, blocks: unknown, depth: number): void {
  for (const block of list(blocks)) {
    if (!isNode(block) || depth > deepest) continue;
    page.line();
    page.marked(block, () => writeBlock(page, block, depth));
  }
}

function writeBlock(page: Page, block: Node, depth: number): void {
  const { label, summary, text, expression, blocks, items, cells, caption, credit } = block;
  if (typeof label === 'string' && label !== '') page.text += `${label} `;
  writeText(page, summary, depth);
  writeText(page, text, depth);
  if (typeof expression === 'string') page.text += expression;
  if (typeof label === 'string' && label !== '') writeItem(page, blocks, depth);
  else writeBlocks(page, blocks, depth + 1);
  writeBlocks(page, items, depth + 1);
  for (const row of list(cells)) writeRow(page, row, depth);
  for (const under of [caption, credit]) {
    if (under === undefined) continue;
    page.line();
    // A block's caption has words and a credit of its own.
    if (isNode(under) && under['type'] === undefined) writeBlock(page, under, depth + 1);
    else writeText(page, under, depth);
  }
}

/** The first block of an item stands behind its sign. */
function writeItem(page: Page, blocks: unknown, depth: number): void {
  const [first, ...rest] = list(blocks);
  if (isNode(first)) page.marked(first, () => writeBlock(page, first, depth + 1));
  writeBlocks(page, rest, depth + 1);
}

function writeRow(page: Page, row: unknown, depth: number): void {
  page.line();
  for (const [i, cell] of list(row).entries()) {
    if (i > 0) page.text += ' | ';
    if (isNode(cell)) writeText(page, cell['text'], depth + 1);
  }
}

function writeText(page: Page, text: unknown, depth: number): void {
  if (depth > deepest) return;
  if (typeof text === 'string') page.text += text;
  else if (Array.isArray(text)) for (const each of text) writeText(page, each, depth + 1);
  else if (isNode(text))
    page.marked(text, () => writeText(page, text['text'] ?? text['alternative_text'] ?? text['expression'], depth + 1));
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
