import type { KnownBlock, MrkdwnElement } from '@slack/types';
import type { Language } from '../../domain/language.ts';
import { type SlackCardKey, tCard } from '../../texts/slack-card.ts';
import { escaped, oneLine, shortened } from '../receive/format.ts';
import type { Post } from '../send/posts.ts';
import { contextOf, named } from '../send/shorten.ts';
import { permalink, type Workspace } from '../send/thread.ts';
import { buttonsOf } from './buttons.ts';
import type { CardFacts, OtherThread, Person } from './facts.ts';

/** The root of a thread: who the client is, why they are here, who answers until when, and what can be done. */
export function cardOf(facts: CardFacts, language: Language, isEnded: boolean, workspace: Workspace | null): Post {
  const title = titleOf(facts, language);
  return {
    text: escaped(tCard(language, 'notice', { client: oneLine(title, 200), status: tCard(language, `status.${facts.status}`) })),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: oneLine(title, 150) || '–', emoji: false } },
      ...(isEnded ? ended(facts, language, workspace) : open(facts, language, workspace)),
    ],
  };
}

function titleOf({ client, contact, channelName }: CardFacts, language: Language): string {
  // A private person's client has no name until somebody gives it one.
  const name = [client?.name, contact].find((each) => each != null && oneLine(each, 150) !== '');
  return name ?? `${tCard(language, 'stranger')} · ${channelName}`;
}

function open(facts: CardFacts, language: Language, workspace: Workspace | null): KnownBlock[] {
  return [
    { type: 'section', fields: fieldsOf(facts, language) },
    ...answersOf(facts, language),
    ...whyOf(facts, language),
    ...previousOf(facts.previous, language, workspace),
    buttonsOf(facts, language),
  ];
}

const valueAtMost = 300;

function fieldsOf(facts: CardFacts, language: Language): MrkdwnElement[] {
  const { client, contact, owners, products, standIn, due } = facts;
  const owned = owners.map((each) => tCard(language, 'owner', { name: each.name, department: each.department }));
  const fields: readonly (readonly [SlackCardKey, string | null])[] = [
    ['field.status', tCard(language, `status.${facts.status}`)],
    ['field.charge', mentioned(facts.charge, language)],
    ['field.due', due === null ? null : localTime(due, language)],
    ['field.stand-in', standIn === null ? null : named(standIn.name, valueAtMost)],
    ['field.contact', contact === null ? null : named(contact, valueAtMost)],
    ['field.size', client === null ? null : tCard(language, `size.${client.size}`)],
    ['field.line', client?.productLine == null ? null : named(client.productLine, valueAtMost)],
    ['field.channel', named(facts.channelName, valueAtMost)],
    ['field.owner', owned.length === 0 ? null : named(owned.join(', '), valueAtMost)],
    ['field.products', products.length === 0 ? null : named(products.join(', '), 600)],
  ];
  return fields.flatMap(([key, value]) =>
    value === null || value === '' ? [] : [{ type: 'mrkdwn' as const, text: tCard(language, key, { value }), verbatim: true }],
  );
}

/** Where the card is posted first this rings; where it is changed it does not. */
function mentioned(person: Person | null, language: Language): string {
  if (person === null) return tCard(language, 'nobody');
  return person.slackUser === null ? named(person.name, valueAtMost) : mention(person.slackUser);
}

export function mention(slackUser: string): string {
  return `<@${slackUser.replace(/[^A-Za-z0-9]/g, '')}>`;
}

/** In the time zone of whoever looks; where that is not known, in the department's. */
function localTime({ at, timeZone }: NonNullable<CardFacts['due']>, language: Language): string {
  const fallback = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${escaped(fallback)}>`;
}

const answersShown = 8;

/** What the client typed stands as plain words: it can neither ring nor look like anything of ours. */
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
  return [heading(tCard(language, 'why')), ...contextOf([shortened(why.join(' '), 1800)])];
}

function heading(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function previousOf(previous: OtherThread | null, language: Language, workspace: Workspace | null): KnownBlock[] {
  if (previous === null) return [];
  const from = named(previous.department, 150);
  if (workspace === null || previous.rootTs === null) return contextOf([{ mrkdwn: tCard(language, 'from.soon', { department: from }) }]);
  const link = permalink(workspace, previous.channel, previous.rootTs);
  return contextOf([{ mrkdwn: tCard(language, 'from', { department: from, link }) }]);
}

/** Its last words: where it went on, and nothing to tap. */
function ended({ next }: CardFacts, language: Language, workspace: Workspace | null): KnownBlock[] {
  if (next === null) return contextOf([tCard(language, 'ended')]);
  const department = named(next.department, 150);
  const text =
    next.rootTs === null || workspace === null
      ? tCard(language, 'moved.soon', { department })
      : tCard(language, 'moved', { department, link: permalink(workspace, next.channel, next.rootTs) });
  return [heading(text)];
}
