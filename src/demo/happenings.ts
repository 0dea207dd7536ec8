import { optionsOf } from '../../flows/tree.ts';
import { caseUnits } from '../domain/capacity.ts';
import type { Content, QuestionId } from '../domain/content.ts';
import type { FlowState } from '../domain/decision.ts';
import type { ConversationId, SpecialistId } from '../domain/ids.ts';
import { demoMatters, demoTalk } from '../texts/demo-talk.ts';
import { translator } from '../texts/translate.ts';
import { around, earlier, happens, pick, pickBy } from './chance.ts';
import { askedOf, type Item, type Life, minute, type Saying } from './life.ts';
import type { Kept } from './memory.ts';
import type { Colleague, Writer } from './people.ts';

const say = translator(demoTalk);

export const saying = ({ language }: Pick<Life, 'language'>, key: Saying): string => say(language, key);

/** What comes after an answer. */
const after = { more: 0.42, thank: 0.08, resolve: 0.44, 'hand-on': 0.03, 'ask-finance': 0.03 } as const;
/** a client who wants more than so many answers calls instead */
const mostTurns = 4;
/** a later answer is promised so often before it is given, for so long ahead */
const [promised, promisedFor] = [0.07, 45 * minute];
/** so often a matter that was settled was not */
const again = 0.04;
/** so many of those who are asked say how it was */
const rated = 0.6;
const scores = { 5: 0.62, 4: 0.22, 3: 0.09, 2: 0.04, 1: 0.03 } as const;
/** s until they answer a question of the tree */
const readsFor = [6, 50] as const;

type Happening<Type extends Item['type']> = (life: Life, item: Extract<Item, { type: Type }>) => void;

/** Somebody has a matter. */
export function begin(life: Life, writer: Writer, organisation: string): void {
  const { random, agenda, at } = life;
  const matter = matterOf(life, writer);
  const { kept, refused } = life.write(writer, { text: saying(life, `${matter}.asks` as Saying) });
  const fresh = kept.conversations.at(-1);
  if (refused || fresh === undefined) return;
  if (!life.matters.has(fresh.id)) life.matters.set(fresh.id, matter);
  if (askedOf(life, kept) !== null) agenda.put(at + random.between(...readsFor) * 1000, { type: 'tree', kept, organisation });
}

function matterOf({ random }: Life, { client, role }: Writer): string {
  if (client === null) return 'stranger';
  return pick(random, role === 'accountant' ? demoMatters.finance : demoMatters.general);
}

/** They answer the tree's question; some leave before the end. */
const tree: Happening<'tree'> = (life, item) => {
  const { random, agenda, at } = life;
  const asked = askedOf(life, item.kept);
  if (asked === null || happens(random, 0.06)) return;
  life.write(item.kept.writer, answerTo(life, asked, item.organisation));
  if (askedOf(life, item.kept) !== null) agenda.put(at + random.between(...readsFor) * 1000, item);
};

function answerTo({ staff, random }: Life, id: QuestionId, organisation: string): Content {
  const question = staff.company.flow.tree.questions[id];
  if (question === undefined) throw new Error(`no question ${id}`);
  if (question.kind === 'text') return { text: organisation };
  const options = optionsOf(question);
  // Organisations of many workplaces are few.
  const option = question.options.some(({ numbers }) => numbers !== undefined) ? options[happens(random, 0.8) ? 0 : 1] : undefined;
  return { text: '', choice: { question: id, option: (option ?? earlier(random, options)).option } };
}

/** Whoever owes an answer gives it, when they are back; now and then they say first until when. */
const answer: Happening<'answer'> = (life, item) => {
  const { kept, conversation, turn, by } = item;
  const { agenda, random, at } = life;
  const row = rowOf(kept, conversation);
  const colleague = life.staff.colleagues.find(({ id }) => id === by);
  if (row?.openTurnId !== turn || row.specialistId !== by || colleague === undefined) return;
  const back = backAt(colleague, at);
  if (back > at) return agenda.put(back + random.between(0.5, 4) * minute, item);
  const isFirst = row.turns === 1;
  if (!isFirst && happens(random, promised)) {
    life.act(conversation, by, { type: 'promise', until: new Date(at + promisedFor) });
    return agenda.put(at + random.between(0.5, 1.15) * promisedFor, item);
  }
  const matter = life.matters.get(conversation) ?? 'feature';
  life.act(conversation, by, { type: 'reply', text: saying(life, `${matter}.${isFirst ? 'answer' : 'then'}` as Saying) });
  const next = row.turns >= mostTurns ? 'resolve' : pickBy(random, after);
  agenda.put(at + around(random, next === 'resolve' ? 12 : 5, 0.8) * minute, { type: next, kept, conversation });
};

/** They come back with one thing more, now and then when it seemed to be settled. */
const more: Happening<'more'> = (life, { kept, conversation }) => {
  if (!['waiting-on-client', 'resolved'].includes(rowOf(kept, conversation)?.status ?? '')) return;
  life.write(kept.writer, { text: saying(life, `${life.matters.get(conversation) ?? 'feature'}.more` as Saying) });
};

/** They say thank you, which needs no answer. */
const thank: Happening<'thank'> = (life, { kept, conversation }) => {
  if (rowOf(kept, conversation)?.status !== 'waiting-on-client') return;
  life.write(kept.writer, { text: saying(life, 'thanks') });
  const row = rowOf(kept, conversation);
  if (row?.status !== 'waiting-on-us' || row.specialistId === null) return;
  life.act(conversation, row.specialistId as SpecialistId, { type: 'waive', reason: saying(life, 'no-answer') });
  life.agenda.put(life.at + 10 * minute, { type: 'resolve', kept, conversation });
};

/** A matter that is answered is settled. */
const resolve: Happening<'resolve'> = (life, { kept, conversation }) => {
  const row = rowOf(kept, conversation);
  if (row?.status !== 'waiting-on-client' || row.specialistId === null) return;
  life.act(conversation, row.specialistId as SpecialistId, { type: 'resolve' });
  const { agenda, random, at } = life;
  const isAsked = kept.ratingAskedAt?.getTime() === at;
  if (isAsked && happens(random, rated)) agenda.put(at + random.between(1, 40) * minute, { type: 'rate', kept, conversation });
  if (happens(random, again)) agenda.put(at + random.between(20, 240) * minute, { type: 'more', kept, conversation });
};

/** Whoever was asked says how it was. */
const rate: Happening<'rate'> = (life, { kept, conversation }) => {
  if (rowOf(kept, conversation)?.status !== 'resolved') return;
  const from = { account: 'webchat', address: kept.writer.window };
  life.submit({ type: 'rating', ...from, conversation, score: Number(pickBy(life.random, scores)) });
};

/** It is another department's, as it turns out. */
const handOn: Happening<'hand-on'> = (life, { kept, conversation }) => {
  const row = rowOf(kept, conversation);
  if (row === undefined || row.specialistId === null || row.status === 'resolved') return;
  const others = life.staff.company.departments.filter(({ id }) => id !== row.departmentId).map(({ key }) => key);
  const reason = saying(life, 'reason.theirs');
  life.act(conversation, row.specialistId as SpecialistId, { type: 'transfer', department: pick(life.random, others), reason });
};

/** An invoice came up: finance answers it beside the rest. */
const askFinance: Happening<'ask-finance'> = (life, { kept, conversation }) => {
  const row = rowOf(kept, conversation);
  if (row === undefined || row.specialistId === null || row.status === 'resolved') return;
  const { kept: window } = life.act(conversation, row.specialistId as SpecialistId, {
    type: 'beside',
    track: 'finance',
    reason: saying(life, 'reason.money'),
  });
  const beside = window.conversations.find(({ id, track }) => track === 'finance' && id !== conversation);
  if (beside !== undefined) life.matters.set(beside.id, 'invoice');
  life.agenda.put(life.at + 20 * minute, { type: 'resolve', kept, conversation });
};

/** Whoever was late turns up, and wants what the stand-in has begun. */
const wantBack: Happening<'want-back'> = (life, { kept, conversation }) => {
  const row = rowOf(kept, conversation);
  const late = row === undefined ? null : life.staff.company.flow.outline(row.state as FlowState).replaced;
  const colleague = life.staff.colleagues.find(({ id }) => id === late);
  if (colleague !== undefined && backAt(colleague, life.at) <= life.at) life.act(conversation, colleague.id, { type: 'take' });
};

/** The head lets a client in for whom every portfolio is full (R12). */
const admit: Happening<'admit'> = (life, { conversation, department }) => {
  const head = life.staff.company.departments.find(({ id }) => id === department)?.headId ?? null;
  if (head !== null) life.act(conversation, head, { type: 'admit' });
};

/** Somebody calls or comes in: whoever is there meets them, and writes it down (R7). */
export function visit(life: Life, writer: Writer): void {
  const { random, staff, at } = life;
  const there = staff.colleagues.filter((each) => each.load.serves && backAt(each, at) <= at);
  if (there.length === 0) return;
  const colleague = pick(random, there);
  const kind = pick(random, ['call', 'call', 'visit'] as const);
  const { kept, refused } = life.meet(writer, colleague.id, kind, saying(life, `${kind}.said`));
  const row = kept.conversations.find(({ specialistId, status }) => specialistId === colleague.id && status === 'waiting-on-us');
  if (refused || row === undefined) return;
  const conversation = row.id as ConversationId;
  life.act(conversation, colleague.id, { type: 'spoke', kind, note: saying(life, 'spoke') });
  life.agenda.put(at + 15 * minute, { type: 'resolve', kept, conversation });
}

/** Lunch, a meeting, a dentist: what they owe goes on with somebody else. */
const takeBreak: Happening<'break'> = (life, { colleague, minutes }) => {
  colleague.load.awayUntil = new Date(life.at + minutes * minute);
  for (const { conversations } of life.memory.windows.values())
    for (const row of conversations)
      if (row.specialistId === colleague.id && row.openTurnId !== null)
        life.submit({ type: 'not-there', conversation: row.id as ConversationId, specialist: colleague.id });
};

/** Whoever waits looks for a person again, the oldest first, where there is room. */
function look(life: Life): void {
  const { staff, queued, at } = life;
  const waiting = [...queued].flatMap(({ conversations }) => conversations.filter((each) => each.status === 'queued'));
  const isRoomy = (each: { readonly departmentId: string }) => roomy(life).has(each.departmentId);
  const inOrder = waiting.filter(isRoomy).toSorted((a, b) => Number(a.waitingSince) - Number(b.waitingSince));
  const queue = inOrder.map(({ id }) => id as ConversationId);
  for (const conversation of life.memory.look(queue, new Date(at))) life.submit({ type: 'retry', conversation });
  if (staff.colleagues.length > 0) life.lookLater();
}

/** Departments, by id, where somebody is there and can have one more conversation. */
function roomy({ staff: { company, colleagues }, at }: Life): ReadonlySet<string> {
  const hasRoom = ({ load }: Colleague, units: number) => load.cases + units <= load.capacity;
  const roomyIn = company.departments.filter(({ key }) => {
    const units = caseUnits(company.policy.data, key);
    return colleagues.some((each) => each.department === key && hasRoom(each, units) && backAt(each, at) <= at);
  });
  return new Set(roomyIn.map(({ id }) => id));
}

/** `at` itself when they are there. */
function backAt({ load, absent }: Colleague, at: number): number {
  const away = load.awayUntil?.getTime() ?? 0;
  return Math.max(at, away, absent !== null && absent[0] <= at && at < absent[1] ? absent[1] : 0);
}

const rowOf = ({ conversations }: Kept, conversation: string) => conversations.find((each) => each.id === conversation);

type Handled = Exclude<Item['type'], 'begin' | 'settle' | 'close' | 'books'>;

const all: { readonly [Type in Handled]: Happening<Type> } = {
  tree,
  answer,
  more,
  thank,
  resolve,
  rate,
  'hand-on': handOn,
  'ask-finance': askFinance,
  'want-back': wantBack,
  admit,
  break: takeBreak,
  look,
  timer: (life, timer) => life.fire(timer),
};

/** Something happens that is about one conversation, or one person. */
export function happen(life: Life, item: Extract<Item, { type: Handled }>): void {
  const each = all[item.type] as (life: Life, item: Item) => void;
  each(life, item);
}
