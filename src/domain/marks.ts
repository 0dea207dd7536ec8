import type { Mark } from './content.ts';

/** A text and how stretches of it look. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Nothing is marked inside them, and signs in them are only signs. */
const verbatim: ReadonlySet<Mark['kind']> = new Set(['code', 'pre']);

/** Links that a screen may offer; whatever else claims to be one (`javascript:`, `data:`) is plain text. */
export function isSafeUrl(url: string): boolean {
  return /^(https?:\/\/[^\s/]|mailto:[^\s]|tel:[+\d]|tg:\/\/[^\s])/i.test(url) && URL.canParse(url);
}

/**
 * Marks as they are to be stored: inside the text, whole characters, nested properly, in order, those of one kind that touch or overlap
 * made one, none inside code. Marks may come in any order and cross: the later one is then cut where the earlier one ends.
 */
export function normaliseMarks(text: string, marks: readonly Mark[]): Mark[] {
  const whole = marks.flatMap((mark) => inside(text, mark)).toSorted(inOrder);
  const done: Mark[] = [];
  // Of those that are in order and nested, whatever has not ended yet is around the next one.
  let around: Mark[] = [];
  for (const mark of uncrossed(united(whole))) {
    around = around.filter((each) => endOf(each) > mark.at);
    const isHidden = around.some((each) => verbatim.has(each.kind) || each.kind === mark.kind);
    // A link inside a link, bold inside bold, anything inside code: no messenger shows it.
    if (isHidden) continue;
    done.push(mark);
    around.push(mark);
  }
  return done;
}

function inside(text: string, mark: Mark): Mark[] {
  if (mark.kind === 'link' && !isSafeUrl(mark.url)) return [];
  const from = wholeFrom(text, Math.max(0, Math.trunc(mark.at)));
  const to = wholeTo(text, Math.min(text.length, Math.trunc(mark.at) + Math.trunc(mark.length)));
  return to > from ? [{ ...mark, at: from, length: to - from }] : [];
}

/** Never begins or ends in the middle of a character. */
const wholeFrom = (text: string, at: number): number => (isLow(text, at) && isHigh(text, at - 1) ? at - 1 : at);
const wholeTo = (text: string, at: number): number => (isLow(text, at) && isHigh(text, at - 1) ? at + 1 : at);
const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

export const endOf = ({ at, length }: Mark): number => at + length;
const rank: readonly Mark['kind'][] = ['quote', 'pre', 'code', 'link', 'bold', 'italic', 'strike'];
const inOrder = (a: Mark, b: Mark): number => a.at - b.at || b.length - a.length || rank.indexOf(a.kind) - rank.indexOf(b.kind);
const isSame = (a: Mark, b: Mark): boolean => a.kind === b.kind && (a.kind !== 'link' || b.kind !== 'link' || a.url === b.url);

/** Marks of one look that touch are one; two blocks, and two quotes, that touch stay two. */
function united(marks: readonly Mark[]): Mark[] {
  const all: Mark[] = [];
  for (const mark of marks) {
    const i = all.findLastIndex((each) => isSame(each, mark));
    const last = all[i];
    const isBlock = mark.kind === 'quote' || mark.kind === 'pre';
    if (last === undefined || (isBlock ? endOf(last) <= mark.at : endOf(last) < mark.at)) all.push(mark);
    else all[i] = { ...last, length: Math.max(endOf(last), endOf(mark)) - last.at };
  }
  return all.toSorted(inOrder);
}

/** A mark that begins inside another and ends outside of it becomes two. */
function uncrossed(marks: readonly Mark[]): Mark[] {
  const done: Mark[] = [];
  const todo = [...marks];
  let open: Mark[] = [];
  // What is cut off comes later than all that is done, so sorting moves nothing of it.
  for (let i = 0, mark = todo[i]; mark !== undefined; i += 1, mark = todo[i]) {
    const { at } = mark;
    const end = endOf(mark);
    open = open.filter((each) => at < endOf(each));
    const crossed = open.filter((each) => endOf(each) < end);
    const cut = Math.min(...crossed.map(endOf));
    const uncut = crossed.length === 0 ? mark : { ...mark, length: cut - at };
    done.push(uncut);
    open.push(uncut);
    if (crossed.length > 0) {
      todo.push({ ...mark, at: cut, length: end - cut });
      todo.sort(inOrder);
    }
  }
  return done.toSorted(inOrder);
}

/** What is marked between `from` and `to`, as marks of that piece of the text. */
export function sliceMarks(marks: readonly Mark[], from: number, to: number): Mark[] {
  return marks.flatMap((mark) => {
    const [start, end] = [Math.max(mark.at, from), Math.min(endOf(mark), to)];
    return end > start ? [{ ...mark, at: start - from, length: end - start }] : [];
  });
}

export function shiftMarks(marks: readonly Mark[], by: number): Mark[] {
  return marks.map((mark) => ({ ...mark, at: mark.at + by }));
}

/** The text for where nothing can be marked: the addresses of links beside their words. */
export function toPlain({ text, marks }: Marked): string {
  const links = marks.filter((each) => each.kind === 'link').toSorted((a, b) => endOf(b) - endOf(a));
  return links.reduce((plain, link) => {
    const words = plain.slice(link.at, endOf(link));
    return words === link.url ? plain : `${plain.slice(0, endOf(link))} (${link.url})${plain.slice(endOf(link))}`;
  }, text);
}
