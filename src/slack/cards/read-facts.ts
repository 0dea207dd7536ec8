import { answersInWords, labelOf, productsInWords } from '../../../flows/words.ts';
import { assignmentsOf, namesOf, ownersOf, textsOf } from '../../db/conversations/list.ts';
import type { Queries } from '../../db/db.ts';
import { type CardContents, cardContents, pinOf } from '../../db/slack/cards.ts';
import type { Choice } from '../../domain/content.ts';
import type { Language } from '../../domain/language.ts';
import type { Company } from '../../engine/company.ts';
import { explainAssignment, peopleIn } from '../../reports/explain-assignment.ts';
import { channelInWords } from '../../texts/delivery.ts';
import type { CardFacts, CardThread } from './facts.ts';

interface FactsDeps {
  readonly db: Queries;
  readonly company: () => Company;
}

/** Everything a thread's card shows, in words; null when there is no such thread any more. */
export async function cardFactsOf(deps: FactsDeps, { id, language }: CardThread): Promise<CardFacts | null> {
  const row = await cardContents(deps.db, id);
  if (row === null) return null;
  const { department, dueAt, next, previous } = row;
  const inWords = (place: CardContents['next']) => (place === null ? null : { ...place, department: place.department[language] });
  return {
    conversation: row.id,
    status: row.status,
    channelName: channelInWords(language, row.channel),
    isFinance: row.topic === 'finance',
    contact: row.contactName,
    client:
      row.clientName === null || row.clientSize === null
        ? null
        : { name: row.clientName, size: row.clientSize, productLine: row.productLine },
    owners:
      row.clientId === null
        ? []
        : (await ownersOf(deps.db, row.clientId)).map((each) => ({ name: each.name, department: each.department[language] })),
    ...(await qualification(deps, row, language)),
    why: await why(deps, row, language),
    department: department[language],
    charge: row.charge,
    standIn: row.standIn,
    due: dueAt === null ? null : { at: dueAt, timeZone: row.timeZone },
    next: inWords(next),
    previous: inWords(previous),
  };
}

/** What the question tree found out, in the words of the tree the conversation is pinned to. */
async function qualification(
  { db, company }: FactsDeps,
  row: CardContents,
  language: Language,
): Promise<Pick<CardFacts, 'answers' | 'products'>> {
  const flow = company().pinned(row.flow, row.flowVersion, row.treeHash);
  const { answers, leaf } = flow.outline(row.state);
  const typed = answers.filter((each) => each.option === undefined).map((each) => each.message);
  const texts = await textsOf(db, row.windowId, typed);
  return {
    answers: answersInWords(flow.tree, answers, language, (seq) => texts.get(seq) ?? null),
    products: productsInWords(flow.tree, leaf, language),
  };
}

/** Why it is with whom it is now: the newest assignment's reasons (R29). */
async function why({ db, company }: FactsDeps, row: CardContents, language: Language): Promise<string[]> {
  const assignment = (await assignmentsOf(db, row.id)).at(-1);
  if (assignment === undefined) return [];
  const people = await namesOf(db, peopleIn(assignment));
  const departments = new Map(company().departments.map((each) => [each.key, each.name[language]]));
  return explainAssignment(assignment, language, {
    person: (id) => people.get(id),
    department: (key) => departments.get(key) ?? key,
  });
}

/** The words of the button a client tapped, by the tree of that conversation. */
export async function tappedWords(
  { db, company }: FactsDeps,
  conversation: string,
  choice: Choice,
  language: Language,
): Promise<string | null> {
  const pin = await pinOf(db, conversation);
  if (pin === null) return null;
  const { tree } = company().pinned(pin.flow, pin.flowVersion, pin.treeHash);
  return labelOf(tree, choice.question, choice.option, language);
}
