import type { KnownBlock, MrkdwnElement } from '@slack/types';
import type { Language } from '../../domain/language.ts';
import { type SlackCardKey, tCard } from '../../texts/slack-card.ts';
import { permalink, type Workspace } from '../api/permalink.ts';
import { smallPrint } from '../format/blocks.ts';
import { escaped, oneLine, plainName, shortened } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { longestBlock, type Post, richText } from '../send/posts.ts';
import { reactionLines } from '../send/small-print.ts';
import { split } from '../send/split.ts';
import { buttonsOf } from './buttons.ts';
import type { CardFacts, OtherThread, Person } from './facts.ts';

/** Writes the root of a thread: who the client is, why they are here, who answers until when, and what can be done. */
export function cardOf(facts: CardFacts, language: Language, isEnded: boolean, workspace: Workspace | null): Post {
  const title = titleOf(facts, language);
  return {
    text: escaped(tCard(language, 'notice', { client: oneLine(title, 200), status: tCard(language, `status.${facts.status}`) })),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: oneLine(title, 150) || '–', emoji: false } },
      ...(isEnded ? [...endedBlocks(facts, language, workspace), ...wordsOf(facts, language)] : openBlocks(facts, language, workspace)),
    ],
  };
}

function titleOf({ client, contact, channelName }: CardFacts, language: Language): string {
  // A private person's client has no name until somebody gives it one.
  const named = [client, contact].find((each) => each !== null && oneLine(each.name, 150) !== '');
  return named == null ? `${tCard(language, 'stranger')} · ${channelName}` : nameOf(named, 120, language);
}

/** A name that is only what somebody calls themselves says so, behind what they typed. */
function nameOf({ name, proven }: { readonly name: string; readonly proven: boolean }, atMost: number, language: Language): string {
  const shown = oneLine(name, atMost);
  return proven ? shown : tCard(language, 'unproven', { name: shown.replaceAll('·', ' ') });
}

function openBlocks(facts: CardFacts, language: Language, workspace: Workspace | null): KnownBlock[] {
  return [
    { type: 'section', fields: fieldsOf(facts, language) },
    ...wordsOf(facts, language),
    ...answersOf(facts, language),
    ...whyOf(facts, language),
    ...previousOf(facts.previous, language, workspace),
    buttonsOf(facts, language),
    ...smallPrint([tCard(language, 'hint')]),
  ];
}

const valueAtMost = 300;

function fieldsOf(facts: CardFacts, language: Language): MrkdwnElement[] {
  const { client, contact, owners, products, standIn, replaced, due } = facts;
  const owned = owners.map((each) => tCard(language, 'owner', { name: each.name, department: each.department }));
  const fields: readonly (readonly [SlackCardKey, string | null])[] = [
    ['field.status', tCard(language, `status.${facts.status}`)],
    ['field.charge', mentionOf(facts.charge, language)],
    ['field.due', due === null ? null : localTime(due, language)],
    ['field.stand-in', standIn === null ? null : plainName(standIn.name, valueAtMost)],
    ['field.replaced', replaced === null ? null : plainName(replaced.name, valueAtMost)],
    ['field.proposed', facts.proposed === null ? null : plainName(facts.proposed, valueAtMost)],
    ['field.contact', contact === null || contact.name === '' ? null : plainName(nameOf(contact, valueAtMost - 40, language), valueAtMost)],
    ['field.size', client === null ? null : tCard(language, `size.${client.size}`)],
    ['field.line', client?.productLine == null ? null : plainName(client.productLine, valueAtMost)],
    ['field.channel', plainName(facts.channelName, valueAtMost)],
    ['field.owner', owned.length === 0 ? null : plainName(owned.join(', '), valueAtMost)],
    ['field.products', products.length === 0 ? null : plainName(products.join(', '), 600)],
  ];
  return fields.flatMap(([key, value]) =>
    value === null || value === '' ? [] : [{ type: 'mrkdwn' as const, text: tCard(language, key, { value }), verbatim: true }],
  );
}

/** Mentions whoever is in charge: where the card is posted first this rings; where it is changed it does not. */
function mentionOf(person: Person | null, language: Language): string {
  if (person === null) return tCard(language, 'nobody');
  return person.slackUser === null ? plainName(person.name, valueAtMost) : mention(person.slackUser);
}

export function mention(slackUser: string): string {
  return `<@${slackUser.replace(/[^A-Za-z0-9]/g, '')}>`;
}

/** Writes a time in the time zone of whoever looks; where that is not known, in the department's. */
function localTime({ at, timeZone }: NonNullable<CardFacts['due']>, language: Language): string {
  const fallback = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);
  return markedTime(at, 'instant', escaped(fallback));
}

/** Shows the client's first words as they typed them, none of which can ring, with what they put under them. */
function wordsOf({ words }: CardFacts, language: Language): KnownBlock[] {
  const said = words.flatMap((each) => [
    ...split(each, longestBlock).flatMap(richText),
    ...smallPrint(reactionLines(each.reactions, language)),
  ]);
  return said.length === 0 ? [] : [heading(tCard(language, 'wrote')), ...said];
}

const answersShown = 8;

/** Shows what the client typed as plain words: it can neither ring nor look like anything of ours. */
function answersOf({ answers }: CardFacts, language: Language): KnownBlock[] {
  if (answers.length === 0) return [];
  const items = answers.slice(0, answersShown).map(({ question, answer }) => ({
    type: 'rich_text_section' as const,
    elements: [
      { type: 'text' as const, text: `${oneLine(question, 200) || '–'} ` },
      { type: 'text' as const, text: oneLine(answer, 300) || '–', style: { bold: true } },
    ],
  }));
  return [
    heading(tCard(language, 'answered')),
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] },
  ];
}

function whyOf({ why }: CardFacts, language: Language): KnownBlock[] {
  if (why.length === 0) return [];
  return [heading(tCard(language, 'why')), ...smallPrint([shortened(why.join(' '), 1800)])];
}

function heading(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function previousOf(previous: OtherThread | null, language: Language, workspace: Workspace | null): KnownBlock[] {
  if (previous === null) return [];
  const from = plainName(previous.department, 150);
  if (workspace === null || previous.rootTs === null) return smallPrint([{ mrkdwn: tCard(language, 'from.soon', { department: from }) }]);
  const link = permalink(workspace, previous.channel, previous.rootTs);
  return smallPrint([{ mrkdwn: tCard(language, 'from', { department: from, link }) }]);
}

/** Writes its last words: where it went on, and nothing to tap. What the client said first stays where it was read. */
function endedBlocks({ next }: CardFacts, language: Language, workspace: Workspace | null): KnownBlock[] {
  if (next === null) return smallPrint([tCard(language, 'ended')]);
  const department = plainName(next.department, 150);
  const text =
    next.rootTs === null || workspace === null
      ? tCard(language, 'moved.soon', { department })
      : tCard(language, 'moved', { department, link: permalink(workspace, next.channel, next.rootTs) });
  return [heading(text)];
}
