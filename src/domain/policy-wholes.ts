import type { Worded } from './language.ts';
import type { Consent, Policy } from './policy.ts';
import type { PolicyMistake } from './policy-check.ts';
import type { Segments } from './segment.ts';
import type { Topic } from './topic.ts';

/** Parts of a policy that are there whole or not at all: sizes by turnover, and consent. */
export function wholeMistakes({ segments, consent, topics, noReplyReasons }: Policy): readonly PolicyMistake[] {
  return [
    ...(segments === undefined ? [] : segmentMistakes(segments)),
    ...(consent === undefined ? [] : consentMistakes(consent)),
    ...(topics === undefined ? [] : topicMistakes(topics)),
    ...(noReplyReasons === undefined ? [] : reasonMistakes(noReplyReasons)),
  ];
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

/** As many as one can choose among. */
const mostTopics = 30;

function topicMistakes(topics: readonly Topic[]): PolicyMistake[] {
  if (topics.length === 0 || topics.length > mostTopics) return [{ code: 'topic-list', path: 'topics' }];
  return topics.flatMap(({ key, name }, i): PolicyMistake[] => {
    const isOwn = /^[a-z][a-z0-9-]{0,31}$/.test(key) && key !== 'none' && topics.findIndex((each) => each.key === key) === i;
    const isNamed = [name.ru, name.en].every((each) => each.trim() !== '' && each.length <= 60);
    return [
      ...(isOwn ? [] : [{ code: 'topic-key', path: `topics.${i}` } as const]),
      ...(isNamed ? [] : [{ code: 'topic-name', path: `topics.${i}` } as const]),
    ];
  });
}

/** As many as Slack offers in one choice, beside "in my own words". */
export const mostReasons = 9;

function reasonMistakes(reasons: readonly Worded[]): PolicyMistake[] {
  if (reasons.length > mostReasons) return [{ code: 'reason-list', path: 'noReplyReasons' }];
  return reasons.flatMap(({ ru, en }, i): PolicyMistake[] => {
    const isSaid = [ru, en].every((each) => each.trim() !== '' && each.length <= 150);
    return isSaid ? [] : [{ code: 'reason-words', path: `noReplyReasons.${i}` }];
  });
}

function consentMistakes({ version, text, url }: Consent): PolicyMistake[] {
  const isSaid = (words: unknown) => typeof words === 'string' && words.trim() !== '' && words.length <= 2000;
  return [
    ...(isSaid(version) && version.length <= 100 ? [] : [{ code: 'missing', path: 'consent.version' } as const]),
    ...(isSaid(text.ru) && isSaid(text.en) ? [] : [{ code: 'consent-words', path: 'consent.text' } as const]),
    ...(url === undefined || /^https?:\/\/[^\s/]/.test(url) ? [] : [{ code: 'address', path: 'consent.url' } as const]),
  ];
}
