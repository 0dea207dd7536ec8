import type { Consent, Policy } from './policy.ts';
import type { PolicyMistake } from './policy-check.ts';
import type { Segments } from './segment.ts';

/** Parts of a policy that are there whole or not at all: sizes by turnover, and consent. */
export function wholeMistakes({ segments, consent }: Policy): readonly PolicyMistake[] {
  return [...(segments === undefined ? [] : segmentMistakes(segments)), ...(consent === undefined ? [] : consentMistakes(consent))];
}

function segmentMistakes({ currency, medium, large, key }: Segments): PolicyMistake[] {
  const limits = { medium, large, key };
  const wrong = Object.entries(limits).flatMap(([size, value]): PolicyMistake[] =>
    Number.isSafeInteger(value) && value > 0 ? [] : [{ code: 'turnover', path: `segments.${size}` }],
  );
  const inOrder = wrong.length > 0 || (medium < large && large < key);
  return [
    ...(/^[A-Z]{3}$/.test(currency) ? [] : [{ code: 'currency', path: 'segments.currency' } as const]),
    ...wrong,
    ...(inOrder ? [] : [{ code: 'turnover-order', path: 'segments.key' } as const]),
  ];
}

function consentMistakes({ version, text, url }: Consent): PolicyMistake[] {
  const isSaid = (words: unknown) => typeof words === 'string' && words.trim() !== '' && words.length <= 2000;
  return [
    ...(isSaid(version) && version.length <= 100 ? [] : [{ code: 'missing', path: 'consent.version' } as const]),
    ...(isSaid(text.ru) && isSaid(text.en) ? [] : [{ code: 'consent-words', path: 'consent.text' } as const]),
    ...(url === undefined || /^https?:\/\/[^\s/]/.test(url) ? [] : [{ code: 'address', path: 'consent.url' } as const]),
  ];
}
