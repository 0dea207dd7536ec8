import { answersInWords, productsInWords } from '../../../flows/words.ts';
import { assignmentsOf, namesOf, ownersOf, textsOf } from '../../db/conversations/card.ts';
import type { Queries } from '../../db/db.ts';
import { type CardContents, cardContents } from '../../db/slack/card-contents.ts';
import type { SizeClass } from '../../domain/client.ts';
import type { Status } from '../../domain/decision.ts';
import type { Language } from '../../domain/language.ts';
import type { Company } from '../../engine/company.ts';
import { explainAssignment, peopleIn } from '../../reports/explain-assignment.ts';
import { channelInWords } from '../../texts/delivery.ts';
import { type CarriedWords, readCarriedWords } from './words.ts';

/** A thread whose card is to be posted, or brought up to date. */
export interface CardThread {
  readonly id: string;
  readonly channel: string;
  readonly rootTs: string | null;
  readonly language: Language;
  /** what it is to show at least, and the hash of what stands there */
  readonly wanted: number;
  readonly postedHash: string | null;
  /** the person in charge who was mentioned last */
  readonly mentionedId: string | null;
  /** the client's words up to this message stand on it; null: none do, or it was not posted yet */
  readonly carriedTo: number | null;
  /** tries before this one of which nobody knows what became */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly isEnded: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly slackUser: string | null;
}

/** Everything a card shows, in the words of its language. */
export interface CardFacts extends CarriedWords {
  readonly conversation: string;
  readonly status: Status;
  /** of the channel the client writes in */
  readonly channelName: string;
  readonly isFinance: boolean;
  /** it waits, and full portfolios alone keep people from having it (R12) */
  readonly isKeptOut: boolean;
  /** a former matter of the client can still go on (R15) */
  readonly hasFormer: boolean;
  /** the client waits for a later answer: what they wrote may be another matter */
  readonly isLaterTurn: boolean;
  /** by name; `proven`: it is more than what they call themselves */
  readonly contact: { readonly name: string; readonly proven: boolean } | null;
  readonly client: {
    readonly name: string;
    readonly proven: boolean;
    readonly size: SizeClass;
    readonly productLine: string | null;
  } | null;
  /** further clients of the contact: it may be about one of them */
  readonly otherClients: readonly { readonly id: string; readonly name: string }[];
  readonly owners: readonly { readonly name: string; readonly department: string }[];
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly products: readonly string[];
  /** sentences (R29) */
  readonly why: readonly string[];
  readonly department: string;
  readonly charge: Person | null;
  readonly standIn: Person | null;
  /** who was late, so that whoever is in charge took over and finishes */
  readonly replaced: Person | null;
  /** name of who is wished for, while that is not decided (R8) */
  readonly proposed: string | null;
  readonly due: { readonly at: Date; readonly timeZone: string } | null;
  /** the thread it went on in, or came from: its department, and its root once it has one */
  readonly next: OtherThread | null;
  readonly previous: OtherThread | null;
}

export interface OtherThread {
  readonly department: string;
  readonly channel: string;
  readonly rootTs: string | null;
}

interface FactsDeps {
  readonly db: Queries;
  readonly company: () => Company;
}

/** Reads everything a thread's card shows, in words; null when there is no such thread any more. */
export async function readCardFacts(deps: FactsDeps, thread: CardThread): Promise<CardFacts | null> {
  const { id, language } = thread;
  const row = await cardContents(deps.db, id);
  if (row === null) return null;
  const { department, dueAt, next, previous } = row;
  const assignment = (await assignmentsOf(deps.db, row.id)).at(-1);
  const inWords = (place: CardContents['next']) => (place === null ? null : { ...place, department: place.department[language] });
  const account = deps.company().accounts.get('slack') ?? '';
  return {
    ...(await readCarriedWords(deps.db, account, thread)),
    conversation: row.id,
    status: row.status,
    channelName: [channelInWords(language, row.channel), row.source].filter((each) => each !== null).join(' · '),
    isFinance: row.track === 'finance',
    hasFormer: row.hasFormer,
    isLaterTurn: row.status === 'waiting-on-us' && row.turns > 1,
    isKeptOut:
      row.status === 'queued' &&
      (assignment?.rule === 'nobody:all-full' || assignment?.rule === 'nobody:trained-full') &&
      (assignment.explanation.unable['portfolio-full'] ?? 0) > 0,
    contact: row.contactName === null ? null : { name: row.contactName, proven: row.contactProven },
    client:
      row.clientName === null || row.clientSize === null
        ? null
        : { name: row.clientName, proven: row.clientProven === true, size: row.clientSize, productLine: row.productLine },
    otherClients: row.otherClients ?? [],
    owners:
      row.clientId === null
        ? []
        : (await ownersOf(deps.db, row.clientId)).map((each) => ({ name: each.name, department: each.department[language] })),
    ...(await qualificationOf(deps, row, language)),
    why: assignment === undefined ? [] : await explain(deps, assignment, language),
    department: department[language],
    charge: row.charge,
    standIn: row.standIn,
    replaced: row.replaced,
    proposed: row.proposed,
    due: dueAt === null ? null : { at: dueAt, timeZone: row.timeZone },
    next: inWords(next),
    previous: inWords(previous),
  };
}

/** Words what the question tree found out, by the tree the conversation is pinned to. */
async function qualificationOf(
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

/** Explains why it is with whom it is now: the newest assignment's reasons (R29). */
async function explain(
  { db, company }: FactsDeps,
  assignment: Awaited<ReturnType<typeof assignmentsOf>>[number],
  language: Language,
): Promise<string[]> {
  const people = await namesOf(db, peopleIn(assignment));
  const departments = new Map(company().departments.map((each) => [each.key, each]));
  return explainAssignment(assignment, language, {
    person: (id) => people.get(id),
    department: (key) => departments.get(key)?.name[language] ?? key,
    zone: (key) => departments.get(key)?.timeZone ?? 'UTC',
  });
}
