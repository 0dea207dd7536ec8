import { encode } from 'uqr';
import { t } from './in-words.ts';
import type { Invite } from './invites.ts';

const width = 340;
const height = 480;
const side = 240;

/** Draws a card to print or to attach: whose it is, and the personal link as a QR code (R20). */
export function inviteCard({ contact, client, language }: Invite, link: string): string {
  const { data, size } = encode(link, { ecc: 'M', border: 0 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  const scale = side / size;
  const line = (y: number, text: string, style: string) =>
    `<text x="${width / 2}" y="${y}" text-anchor="middle" ${style}${squeezed(text)}>${escaped(text)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" lang="${language}" role="img" font-family="system-ui, 'Segoe UI', Roboto, sans-serif">
<title>${escaped(`${t(language, 'card.title')}: ${contact}`)}</title>
<rect width="${width}" height="${height}" rx="20" fill="#fff"/>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="19.5" fill="none" stroke="#d5dae1"/>
${line(52, t(language, 'card.title'), 'font-size="24" font-weight="700" fill="#14181f"')}
<path transform="translate(${(width - side) / 2} 80) scale(${scale.toFixed(4)})" d="${squares}" fill="#14181f" shape-rendering="crispEdges"/>
${line(360, contact, 'font-size="18" font-weight="600" fill="#14181f"')}
${line(384, client, 'font-size="14" fill="#4b5563"')}
${line(426, t(language, 'card.how'), 'font-size="12" fill="#4b5563"')}
${line(446, t(language, 'card.personal'), 'font-size="12" fill="#4b5563"')}
</svg>
`;
}

/** Presses names that are too long into the width of the card. */
function squeezed(text: string): string {
  return text.length > 34 ? ` textLength="${width - 32}" lengthAdjust="spacingAndGlyphs"` : '';
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
