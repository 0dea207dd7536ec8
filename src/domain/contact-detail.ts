export const detailKinds = ['phone', 'email', 'telegram'] as const;

export type DetailKind = (typeof detailKinds)[number];

/** How somebody can be reached, in one spelling: `+79120000000`, `name@host`, `@name`. Never a proof of who they are. */
export interface ContactDetail {
  readonly kind: DetailKind;
  readonly value: string;
}

const longest = 254;

/** E-mails and Telegram names that stand in a text, each in one spelling. */
export function addressesIn(text: string): readonly ContactDetail[] {
  const words = text
    .slice(0, 500)
    .split(/[\s,;()<>]+/)
    .map((word) => word.replace(/[.!?:]+$/, ''))
    .filter((word) => word.length <= longest);
  return words.flatMap((word) => telegramIn(word) ?? emailIn(word) ?? []).map(({ kind, value }) => ({ kind, value: value.toLowerCase() }));
}

/** Recognises what was typed into one field; null for what is none of the three. */
export function recogniseDetail(typed: string): ContactDetail | null {
  const text = typed.trim();
  if (text === '' || text.length > longest) return null;
  return telegramIn(text) ?? emailIn(text) ?? phoneIn(text);
}

/** `text` as a detail of this kind; null when it is none. */
export function detailOf(kind: DetailKind, typed: string): ContactDetail | null {
  const text = typed.trim();
  if (text.length > longest) return null;
  if (kind === 'telegram') return telegramIn(text.startsWith('@') || text.includes('/') ? text : `@${text}`);
  return kind === 'email' ? emailIn(text) : phoneIn(text);
}

/** Telegram's own rule for names: 5 to 32 letters, digits and underscores, a letter first; some short ones were sold later. */
function telegramIn(text: string): ContactDetail | null {
  const name = /^(?:@|(?:https?:\/\/)?(?:t\.me|telegram\.me)\/)([a-z]\w{3,31})\/?$/i.exec(text)?.[1];
  return name === undefined ? null : { kind: 'telegram', value: `@${name}` };
}

/** One @, a host with a dot: whether it exists shows when it is written to. */
function emailIn(text: string): ContactDetail | null {
  const found = /^([^\s@,;:<>()[\]\\"]{1,64})@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63})$/u.exec(text);
  const [, name, host] = found ?? [];
  if (name === undefined || host === undefined || /^\.|\.\.|\.$/.test(name)) return null;
  return { kind: 'email', value: `${name}@${host.toLowerCase()}` };
}

/** International numbers have up to 15 digits; one of ten or eleven without a plus is taken for a Russian one. */
function phoneIn(text: string): ContactDetail | null {
  if (!/^[+\d][\d\s().\u00a0\u2010-\u2015-]*$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (isEightForSeven(text, digits)) return phone(`7${digits.slice(1)}`);
  if (text.startsWith('+')) return /^[1-9]\d{7,14}$/.test(digits) ? phone(digits) : null;
  if (/^00[1-9]\d{7,14}$/.test(digits)) return phone(digits.slice(2));
  if (/^[78][3-9]\d{9}$/.test(digits)) return phone(`7${digits.slice(1)}`);
  if (/^[3-9]\d{9}$/.test(digits)) return phone(`7${digits}`);
  return /^[1-9]\d{10,14}$/.test(digits) ? phone(digits) : null;
}

/** `+8 921 …`: what is dialled first at home behind a plus that asks for the country. No country begins with 89. */
function isEightForSeven(written: string, digits: string): boolean {
  return written.startsWith('+') && /^89\d{9}$/.test(digits);
}

/** Fewest digits by which a phone is told from another, and most that stand before a national number: `+380`. */
const fewest = 7;
const mostBefore = 4;

/**
 * How the phones in a text may end when written whole: without what is dialled first at home (8, 0, 80) and with or without their country.
 * `030 1234567` is the end of `+49301234567`, `8 (921) 555-00-11` that of `+79215550011`.
 */
export function phoneEnds(text: string): readonly string[] {
  const found = text.slice(0, 500).match(/[+\d][\d\s().\u00a0\u2010-\u2015/-]{5,}\d/g) ?? [];
  const ends = found.flatMap((written) => {
    const digits = written.replace(/\D/g, '');
    if (isEightForSeven(written, digits)) return [digits.slice(1)];
    if (written.startsWith('+')) return [digits];
    return [digits, digits.replace(/^0+/, ''), digits.replace(/^80?/, ''), ...(digits.startsWith('80') ? [digits.slice(1)] : [])];
  });
  return [...new Set(ends)].filter((each) => each.length >= fewest && each.length <= 15);
}

/** Whether a whole phone, `+79215550011`, is one of those that end so. */
export function endsSo(whole: string, end: string): boolean {
  const before = whole.length - end.length;
  return before >= 1 && before <= mostBefore && whole.endsWith(end);
}

const phone = (digits: string): ContactDetail => ({ kind: 'phone', value: `+${digits}` });
