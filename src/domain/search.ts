import { caseUnits, portfolioUnits } from './capacity.ts';
import { asksForOwner, type ClientWeight } from './client.ts';
import { type DepartmentKey, ownsClients } from './department.ts';
import type { SeekPerson, SeekReason } from './effect.ts';
import type { SpecialistId } from './ids.ts';
import { lightestFirst } from './least-loaded.ts';
import type { Policy } from './policy.ts';
import { type Candidate, type PreferredRule, type Route, route, type Seek, standInFor } from './route.ts';
import { isOfDebts } from './track.ts';
import { isBarred, whyNot } from './why-not.ts';

/**
 * All that a search for a person is decided on, besides the policy and the people who are compared. Plain data, stored whole with what was
 * decided (R29): whatever a rule is to look at stands here, and so is kept by itself.
 */
export interface SearchFacts {
  /** what the flow asked for */
  readonly seek: SeekPerson;
  readonly track: string;
  /** null: nobody's client yet, or not said whose */
  readonly client: (ClientWeight & { readonly deals?: number }) | null;
  /** the contact is of several clients, and it is not said which of them it is about: whoever gets it gets no client */
  readonly isUnclear?: true;
  /** owners of the client by department */
  readonly owners: Readonly<Record<DepartmentKey, SpecialistId>>;
  /** whoever of sales was in touch lately (R5) */
  readonly outreach: SpecialistId | null;
  /** … and when, ISO */
  readonly outreachAt?: string;
  /** by proof, or as a client the company serves (R6) */
  readonly isKnown: boolean;
  /** the head accepted the client beyond a portfolio (R12) */
  readonly isLetIn: boolean;
  /** they wait for the first answer of the conversation (R13) */
  readonly isFirstTurn: boolean;
  /** the client's */
  readonly language: string;
}

/** What a search came to. */
export interface Found {
  readonly seek: Seek;
  readonly route: Route;
  /** who begins if the one found is late (R13) */
  readonly standIn: SpecialistId | null;
}

/** Decides who gets a conversation, and who stands behind them. Pure: the same facts, policy and people give the same answer. */
export function search(policy: Policy, facts: SearchFacts, people: readonly Candidate[]): Found {
  const seek = seekOf(policy, facts, people);
  const found = markBeyond(policy, facts, route(seek, people), people);
  return { seek, route: found, standIn: standInOf(facts, seek, found, people) };
}

/** All that the choice of a client's next owner is decided on. */
export interface OwnerFacts {
  readonly department: DepartmentKey;
  readonly client: ClientWeight;
  /** that most of its contacts write in */
  readonly language?: string;
}

/** Decides who of a department gets a client that moves there (R11, R12), as for a conversation, but that nobody has to answer now. */
export function searchOwner(policy: Policy, { department, client, language }: OwnerFacts, people: readonly Candidate[]): Found {
  const units = portfolioUnits(policy, department, client);
  const spoken = isLanguageFirst(policy) && language !== undefined ? { language } : {};
  const seek: Seek = { department, preferred: [], caseUnits: 0, portfolioUnits: units, overloadByHand: false, ...spoken };
  return { seek, route: route(seek, people), standIn: null };
}

/** Whether somebody who speaks the client's language comes before load (R11). */
export function isLanguageFirst({ conversations }: Pick<Policy, 'conversations'>): boolean {
  return conversations.languageFirst === true;
}

/** Where the policy says nothing of how much strangers may take. */
const usualStrangersPercent = 80;

function seekOf(policy: Policy, facts: SearchFacts, people: readonly Candidate[]): Seek {
  const { seek, track, isLetIn, language } = facts;
  const { department, exact, except } = seek;
  const { overloadByHand, strangersPercent = usualStrangersPercent } = policy.conversations;
  return {
    department,
    ...(exact === undefined ? {} : { exact }),
    ...(except === undefined ? {} : { except }),
    ...lateOf(seek),
    preferred: preferredOf(facts, people, caseUnits(policy, department)),
    caseUnits: caseUnits(policy, department),
    ...metOf(policy, seek, people),
    portfolioUnits: isLetIn ? 0 : unitsOf(policy, facts),
    overloadByHand,
    ...(isOfDebts(policy, track, department) && { trainedOnly: true }),
    ...(isNewcomer(facts) && { strangersPercent }),
    ...(isLanguageFirst(policy) && { language }),
  };
}

/**
 * Who was late with it gets it where nobody else can have it, but not at once from the hand of who would rather not. Whoever of them is with the
 * client is as good as any (R7).
 */
function lateOf({ late = [], metBy, reason }: SeekPerson): Pick<Seek, 'late' | 'lateIfNobody'> {
  const barred = late.filter((each) => each !== metBy);
  if (barred.length === 0) return {};
  return { late: barred, ...(reason !== 'transferred' && reason !== 'takeover' && { lateIfNobody: true }) };
}

/**
 * Whoever is with the client, and what one conversation takes of them where they work (R7). A client who still waits when a place comes free
 * may have hung up long ago.
 */
function metOf(policy: Policy, { metBy, reason }: SeekPerson, people: readonly Candidate[]): Pick<Seek, 'met'> {
  const person = people.find((each) => each.specialist === metBy && each.gone === undefined);
  if (person === undefined) return {};
  const { specialist: by, department } = person;
  return { met: { by, caseUnits: caseUnits(policy, department), ...(reason !== 'retried' && { isWithClient: true as const }) } };
}

/** Whether the one found may become the client's owner: whoever only met them, or works elsewhere, does not (R7). */
export function mayOwn({ seek: { department } }: SearchFacts, found: Route): boolean {
  return found.type === 'assigned' && found.rule !== 'met' && found.department === department;
}

/** Whether a stranger becomes a client with it; who takes over from a late colleague, or answers about a payment, gets nobody with it (R10, R15). */
export function makesOwner({ seek: { department, reason }, track, isUnclear }: SearchFacts): boolean {
  return ownsClients(department) && reason !== 'takeover' && track !== 'finance' && isUnclear !== true;
}

/** What the client weighs by its own size, else by what the tree found out; nothing known counts as a private person. */
export function weightOf({ client, seek }: Pick<SearchFacts, 'client' | 'seek'>): ClientWeight {
  return client ?? { size: seek.size ?? 'private', stage: 'prospect', dedicated: null };
}

/** Whether whoever gets it becomes the client's owner: nobody there owns it yet, and its stage asks for an owner there (R12, R15). */
export function acquires({ serving }: Policy, facts: SearchFacts): boolean {
  const { size, stage } = weightOf(facts);
  const client = { size, stage, deals: facts.client?.deals ?? 0, ownedIn: new Set(Object.keys(facts.owners)) };
  return makesOwner(facts) && asksForOwner(client, facts.seek.department, serving);
}

/** Units the client would add to the portfolio of whoever gets it; 0 when they would not become its owner. */
export function unitsOf(policy: Policy, facts: SearchFacts): number {
  return acquires(policy, facts) ? portfolioUnits(policy, facts.seek.department, weightOf(facts)) : 0;
}

/** Searches for the next person of somebody who is being served. */
const served: ReadonlySet<SeekReason> = new Set([
  'written-to',
  'transferred',
  'taken',
  'takeover',
  'away',
  'handed-back',
  'handed-back-by-head',
]);

/**
 * Whether it is a stranger's, whom nobody is speaking to yet. Room is kept from them for known clients, since anybody can be a stranger,
 * and many at once; whoever is being served goes on being served, by the next person too.
 */
function isNewcomer({ isKnown, seek: { reason } }: SearchFacts): boolean {
  return !isKnown && !served.has(reason);
}

/**
 * Who comes first by right, in order (R13, R16). Without the one who has it now, their deputy goes before the owner's. Whoever is with the
 * client serves where the one who is to come is full, and where neither they nor a deputy can come (R7).
 */
function preferredOf(facts: SearchFacts, people: readonly Candidate[], units: number): Seek['preferred'] {
  const { department, reason, prefer, except, standIn, metBy } = facts.seek;
  const owner = facts.owners[department];
  const bySales = ledTo(facts, people);
  const inDepartment = (person: SpecialistId | undefined) =>
    people.find((each) => each.specialist === person && each.department === department && each.gone === undefined);
  const deputyOf = (person: SpecialistId | undefined) => inDepartment(person)?.deputy;
  const led = bySales.map(([, person]) => inDepartment(person)).find((person) => person !== undefined);
  const called = inDepartment(prefer) ?? led ?? inDepartment(owner);
  const isFull = called !== undefined && whyNot(called, { caseUnits: units, portfolioUnits: 0 }) === 'conversations-full';
  const steps: readonly (readonly [PreferredRule, SpecialistId | undefined])[] =
    reason === 'takeover'
      ? [
          ['stand-in', standIn],
          ['deputy', deputyOf(except)],
        ]
      : [
          ['same-person', prefer],
          ...bySales,
          ['owner', owner],
          // Who was called cannot come after all: nobody else is called then.
          ['met', isFull || reason === 'away' ? metBy : undefined],
          ['deputy', reason === 'away' ? deputyOf(except) : undefined],
          ['deputy', led?.deputy],
          ['deputy', deputyOf(owner)],
          ['met', called === undefined ? undefined : metBy],
        ];
  return steps.flatMap(([rule, specialist]) => (specialist === undefined ? [] : [{ specialist, rule }]));
}

/**
 * Whoever of sales was in touch with the client, by proof or by what a stranger typed (R5). Where several are called as they say, those who
 * have the least to do come first.
 */
export function ledTo({ seek: { department, lead }, outreach }: SearchFacts, people: readonly Candidate[]) {
  if (department !== 'sales') return [];
  const rule = lead?.outreach === undefined ? 'named' : 'outreach';
  const able = people.filter((each) => each.department === department && lead?.people.includes(each.specialist) === true);
  const typed = lightestFirst(able).map(({ specialist }) => [rule, specialist] as const);
  return outreach === null ? typed : [['outreach', outreach] as const, ...typed];
}

/** A client who is let in beyond a portfolio may fit into one after all; where they do not, that is kept. */
function markBeyond(policy: Policy, facts: SearchFacts, found: Route, people: readonly Candidate[]): Route {
  const units = unitsOf(policy, facts);
  if (found.type === 'nobody' || !facts.isLetIn || units === 0) return found;
  const person = people.find((each) => each.specialist === found.specialist && each.department === facts.seek.department);
  return person !== undefined && person.portfolio + units > person.capacity ? { ...found, overPortfolio: true } : found;
}

/**
 * Somebody stands behind the first answer of a conversation, and whoever is with the client behind every one; whoever stepped in has nobody
 * behind them (R7, R13).
 */
function standInOf({ seek: { reason, metBy }, isFirstTurn }: SearchFacts, seek: Seek, found: Route, people: readonly Candidate[]) {
  if (found.type === 'nobody' || reason === 'takeover') return null;
  const isAwaited = metBy !== undefined && metBy !== found.specialist;
  return (isFirstTurn && seek.late === undefined) || isAwaited ? standInFor(found.specialist, seek, people) : null;
}

/** Whether there is somebody with room for the conversation whom the client's weight alone keeps from having it. */
export function isKeptOut(seek: Seek, people: readonly Candidate[]): boolean {
  return people.some(
    (each) =>
      each.department === seek.department && each.serves && !isBarred(each.specialist, seek) && whyNot(each, seek) === 'portfolio-full',
  );
}
