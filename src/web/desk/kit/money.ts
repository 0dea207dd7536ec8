import { digitsOf } from '../../../texts/money.ts';

/** What the server takes at most, in minor units. */
const most = 1_000_000_000_000_000n;

/**
 * An amount as people type it, in whole minor units: `12 500,50`, `12,500.50`, `12500.5`. The last comma or point parts the minor
 * units, unless three digits behind it make it one of thousands. Null: it is no amount of this currency. Exact however large.
 */
export function minorUnits(typed: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const text = typed.trim().replace(/[\s\u00a0\u202f'’]/g, '');
  if (digits === null || !/^\d([.,]?\d)*$/.test(text)) return null;
  const [whole, part] = parted(text, digits);
  const grouped = /^(\d+|\d{1,3}([.,]\d{3})+)$/.test(whole);
  if (!grouped || new Set(whole.replace(/\d/g, '')).size > 1 || part.length > digits) return null;
  const minor = BigInt(whole.replace(/[.,]/g, '') + part.padEnd(digits, '0'));
  return minor > most ? null : Number(minor);
}

/** Returns what stands before and behind the sign of minor units. */
function parted(text: string, digits: number): readonly [string, string] {
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (at === -1) return [text, ''];
  const isRepeated = text.indexOf(text[at] ?? '') !== at;
  const isThousands = isRepeated || (text.length - at - 1 === 3 && digits !== 3);
  return isThousands ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
