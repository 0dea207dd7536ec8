import type { ActionsBlock, Button, Overflow } from '@slack/types';
import type { Status } from '../../domain/decision.ts';
import type { Language } from '../../domain/language.ts';
import { tCard } from '../../texts/slack-card.ts';
import type { CardFacts } from './facts.ts';

type Tap = 'take' | 'transfer' | 'resolve';
type More = 'promise' | 'waive' | 'finance' | 'meeting' | 'open';

interface Sensible {
  readonly taps: readonly Tap[];
  readonly more: readonly More[];
}

const nobodyYet: Sensible = { taps: ['take', 'transfer'], more: ['meeting', 'open'] };
const ours: Sensible = { taps: ['take', 'transfer', 'resolve'], more: ['promise', 'waive', 'finance', 'meeting', 'open'] };

/** What makes sense to do in a status. Whether somebody may is asked when they tap. */
const sensible: Readonly<Record<Status, Sensible>> = {
  asking: { taps: ['take'], more: ['open'] },
  seeking: nobodyYet,
  queued: nobodyYet,
  transferred: nobodyYet,
  'waiting-on-us': ours,
  reopened: ours,
  'waiting-on-client': { taps: ['take', 'transfer', 'resolve'], more: ['finance', 'meeting', 'open'] },
  resolved: { taps: ['take'], more: ['meeting', 'open'] },
  closed: { taps: [], more: ['open'] },
};

/** The card's buttons. Their ids and values are what the door of Slack understands. */
export function buttonsOf({ status, conversation, isFinance }: CardFacts, language: Language): ActionsBlock {
  const { taps, more } = sensible[status];
  const value = JSON.stringify({ c: conversation });
  const options = more
    .filter((each) => each !== 'finance' || !isFinance)
    .map((each) => ({
      text: { type: 'plain_text' as const, text: tCard(language, `more.${each}`) },
      value: `${each}:${conversation}`,
    }));
  const elements: (Button | Overflow)[] = taps.map((tap) => ({
    type: 'button',
    action_id: `okno_${tap}`,
    value,
    text: { type: 'plain_text', text: tCard(language, `button.${tap}`) },
    ...(tap === 'take' && (status === 'queued' || status === 'seeking') ? { style: 'primary' as const } : {}),
  }));
  return { type: 'actions', block_id: 'okno_card', elements: [...elements, { type: 'overflow', action_id: 'okno_more', options }] };
}
