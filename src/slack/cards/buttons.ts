import type { ActionsBlock, Button, Overflow, StaticSelect } from '@slack/types';
import type { Status } from '../../domain/decision.ts';
import type { Language } from '../../domain/language.ts';
import { tCard } from '../../texts/slack-card.ts';
import { oneLine } from '../format/escape.ts';
import type { MoreAction } from '../views/more.ts';
import type { CardFacts } from './facts.ts';

type ButtonName = 'take' | 'admit' | 'same' | 'accept' | 'decline' | 'transfer' | 'resolve';
type MenuItem = Exclude<MoreAction, 'resolve' | 'decline' | 'take'> | 'parted' | 'over' | 'open';

interface Sensible {
  readonly buttons: readonly ButtonName[];
  readonly more: readonly MenuItem[];
}

const nobodyYet: Sensible = { buttons: ['take', 'transfer'], more: ['over', 'topic', 'meeting', 'open'] };
const ours: Sensible = {
  buttons: ['take', 'transfer', 'resolve'],
  more: ['promise', 'waive', 'hand-back', 'finance', 'topic', 'meeting', 'open'],
};

/** Names what makes sense to do in a status. Whether somebody may is asked when they tap. */
const sensible: Readonly<Record<Status, Sensible>> = {
  asking: { buttons: ['take'], more: ['open'] },
  seeking: nobodyYet,
  queued: nobodyYet,
  transferred: nobodyYet,
  'waiting-on-us': ours,
  reopened: ours,
  'waiting-on-client': { buttons: ['take', 'transfer', 'resolve'], more: ['hand-back', 'finance', 'topic', 'meeting', 'open'] },
  resolved: { buttons: ['take'], more: ['topic', 'meeting', 'open'] },
  closed: { buttons: [], more: ['open'] },
};

/** Writes what a button of a conversation carries: which one, who was in charge as it was shown, and what is known to speak against it. */
export function tapValue(conversation: string, charge: string | null, known?: readonly string[]): string {
  return JSON.stringify({ c: conversation, s: charge, ...(known === undefined ? {} : { k: known }) });
}

/** What can wait, or be done at the desk: the first of it is spared first. */
const spared: readonly MenuItem[] = ['topic', 'meeting', 'parted'];

/** Slack refuses a card whose menu has more than five entries, and then nothing on the card is ever new again. */
function withinSlack(offered: readonly MenuItem[]): readonly MenuItem[] {
  const spare = spared.find((each) => offered.includes(each));
  return offered.length <= 5 || spare === undefined ? offered : withinSlack(offered.filter((each) => each !== spare));
}

/** Builds the card's buttons. Their ids and values are what `receive/actions.ts` understands. */
export function buttonsOf(
  { status, conversation, isFinance, isKeptOut, hasFormer, isLaterTurn, proposed, charge, replaced, otherClients }: CardFacts,
  language: Language,
): ActionsBlock {
  const { buttons: usual, more } = sensible[status];
  const [first, ...others] = usual;
  const special: readonly ButtonName[] = [
    ...(isKeptOut ? ['admit' as const] : []),
    ...(hasFormer ? ['same' as const] : []),
    ...(proposed === null ? [] : (['accept', 'decline'] as const)),
  ];
  const buttons: readonly ButtonName[] = first === undefined ? [] : [first, ...special, ...others];
  const value = tapValue(conversation, charge?.id ?? null);
  const offered: readonly MenuItem[] = isLaterTurn ? ['parted', ...more] : more;
  const fitting = offered
    .filter((each) => each !== 'hand-back' || replaced !== null)
    // What is of money can only go over to whoever else serves the client.
    .map((each) => (each === 'finance' && isFinance ? 'over' : each));
  const options = withinSlack(fitting).map((each) => ({
    text: {
      type: 'plain_text' as const,
      text: tCard(language, each === 'over' ? (isFinance ? 'more.over.general' : 'more.over.finance') : `more.${each}`),
    },
    value: `${each}:${conversation}`,
  }));
  const elements: (Button | Overflow)[] = buttons.map((button) => ({
    type: 'button',
    action_id: `okno_${button}`,
    value,
    text: { type: 'plain_text', text: tCard(language, `button.${button}`) },
    ...(button === 'take' && (status === 'queued' || status === 'seeking') ? { style: 'primary' as const } : {}),
  }));
  const whose = status === 'closed' || otherClients.length === 0 ? [] : [clientChoice(otherClients, language)];
  return {
    type: 'actions',
    block_id: 'okno_card',
    elements: [...elements, ...whose, { type: 'overflow', action_id: 'okno_more', options }],
  };
}

/** Options a menu may have. */
const optionsAtMost = 100;

/** Offers the contact's other clients: choosing one says that it is about that one. */
function clientChoice(clients: CardFacts['otherClients'], language: Language): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'okno_client',
    placeholder: { type: 'plain_text', text: tCard(language, 'whose') },
    options: clients.slice(0, optionsAtMost).map(({ id, name }) => ({
      text: { type: 'plain_text', text: oneLine(name, 75) || tCard(language, 'stranger') },
      value: `client:${id}`,
    })),
  };
}
