import type { Content, QuestionId } from '../domain/content.ts';
import type { FlowState } from '../domain/decision.ts';
import type { ConversationId, NewId, SpecialistId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { LoggedContactKind } from '../domain/logged-contact.ts';
import type { Command, Submission } from '../engine/submissions/submission.ts';
import type { demoTalk } from '../texts/demo-talk.ts';
import type { Agenda } from './agenda.ts';
import { around, happens } from './chance.ts';
import { createGathering } from './gather.ts';
import { createMemory, type Kept, type Step } from './memory.ts';
import type { Colleague, Staff, Writer } from './people.ts';
import type { Random } from './random.ts';
import { createTimers, type Timer } from './timers.ts';

export type Saying = keyof (typeof demoTalk)['en'];

/** What a client is about, by the first part of its texts' keys. */
export type Matter = string;

interface InWindow {
  readonly kept: Kept;
  readonly conversation: ConversationId;
}

type Named<Type extends string, More = unknown> = Type extends string ? { readonly type: Type } & More : never;

export type Item =
  | Named<'begin' | 'settle' | 'close' | 'look' | 'books'>
  | Named<'tree', Pick<InWindow, 'kept'> & { readonly organisation: string }>
  | Named<'answer', InWindow & { readonly turn: string; readonly by: SpecialistId }>
  | Named<'more' | 'thank' | 'resolve' | 'hand-on' | 'ask-finance' | 'rate' | 'want-back', InWindow>
  | Named<'admit', InWindow & { readonly department: string }>
  | Named<'timer', Timer>
  | Named<'break', { readonly colleague: Colleague; readonly minutes: number }>;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** minutes until an answer: to a first word, and to a later one */
const answersIn = { first: 1.4, later: 7 } as const;
/** an answer is forgotten so often, and then takes so many times longer */
const forgotten = { first: 0.035, later: 0.03, times: 8 } as const;
/** whoever was late turns up so long after somebody stepped in; a head looks at a call so long after it came */
const [lateBy, letsInAfter] = [3 * minute, 8 * minute];

/** The company while its past goes by: what stands where, what is to happen, and the ways to make something happen. */
export interface Life {
  readonly staff: Staff;
  readonly random: Random;
  readonly newId: NewId;
  readonly language: Language;
  readonly agenda: Agenda<Item>;
  readonly memory: ReturnType<typeof createMemory>;
  readonly gathering: ReturnType<typeof createGathering>;
  /** those who wait for a person */
  readonly queued: ReadonlySet<Kept>;
  readonly matters: Map<string, Matter>;
  at: number;
  submit(submission: Submission, raised?: { readonly type: string } | null): Step;
  write(writer: Writer, content: Content): Step;
  meet(writer: Writer, by: SpecialistId, kind: LoggedContactKind, text: string): Step;
  act(conversation: ConversationId, actor: SpecialistId, command: Command): Step;
  fire(timer: Timer): void;
  /** what time itself would set off in a conversation, is set off at once */
  hasten(conversation: string): void;
  /** the queue is looked at again in a while, if anybody waits */
  lookLater(): void;
}

export interface LifeParts {
  readonly staff: Staff;
  readonly writers: readonly Writer[];
  readonly random: Random;
  readonly newId: NewId;
  readonly language: Language;
  readonly start: number;
}

export function createLife(parts: LifeParts, agenda: Agenda<Item>): Life {
  const { staff, writers, random, newId, language } = parts;
  const memory = createMemory(staff, writers, newId);
  const gathering = createGathering();
  const timers = createTimers((at, timer) => agenda.put(at, { type: 'timer', ...timer }));
  const owed = createAnswers(random, staff);
  const queued = new Set<Kept>();
  let nextLook = 0;
  const said = () => ({ language, occurredAt: new Date(life.at) });

  const life: Life = {
    staff,
    random,
    newId,
    language,
    agenda,
    memory,
    gathering,
    queued,
    matters: new Map(),
    at: parts.start,
    submit(submission, raised = null) {
      const step = memory.submit(submission, new Date(life.at), raised);
      if (step.refused) return step;
      // Their screen has shown it: nobody of them leaves before the answer.
      step.kept.row.seenSeq = step.kept.row.lastSeq;
      gathering.add(step.plan);
      timers.set(step.plan);
      follow(life, step, owed);
      queued.delete(step.kept);
      if (step.kept.conversations.some((each) => each.status === 'queued')) queued.add(step.kept);
      life.lookLater();
      return step;
    },
    write({ window }, content) {
      const from = { type: 'inbound', account: 'webchat', externalId: newId(), address: window, window } as const;
      return life.submit({ ...from, ...said(), content });
    },
    meet({ window, contact }, by, kind, text) {
      const from = { type: 'inbound', account: kind, externalId: newId(), address: `contact:${contact}`, window, contact } as const;
      return life.submit({ ...from, ...said(), content: { text }, metBy: by });
    },
    act: (conversation, actor, command) => life.submit({ type: 'desk', key: newId(), conversation, actor, command }),
    fire(timer) {
      const raised = timers.take(timer);
      const { conversation, key, generation } = timer;
      if (raised !== null) life.submit({ type: 'timer-due', conversation: conversation as ConversationId, key, generation }, raised);
    },
    hasten(conversation) {
      for (const timer of timers.of(conversation)) life.fire(timer);
    },
    lookLater() {
      if (queued.size === 0 || nextLook > life.at) return;
      nextLook = life.at + minute;
      agenda.put(nextLook, { type: 'look' });
    },
  };
  return life;
}

/** What follows by people's own doing: an answer that is owed, a late one who turns up, a head who is called. */
function follow({ agenda, at }: Life, { plan, kept }: Step, owed: ReturnType<typeof createAnswers>): void {
  for (const each of owed(kept, at)) agenda.put(each.at, each.item);
  for (const { conversationId, reason, specialistId } of plan.assignments)
    if (reason === 'takeover' && specialistId !== null)
      agenda.put(at + lateBy, { type: 'want-back', kept, conversation: conversationId as ConversationId });
  for (const { kind, conversationId, departmentId } of plan.tasks)
    if (kind === 'queue-full' && conversationId != null)
      agenda.put(at + letsInAfter, { type: 'admit', kept, conversation: conversationId as ConversationId, department: departmentId });
}

/** Whoever owes an answer now will give it, in a while. */
function createAnswers(random: Random, { colleagues }: Staff) {
  const owing = new Map<string, string>();
  /** some are quick, some are not */
  const pace = new Map(colleagues.map(({ id }) => [id, random.between(0.7, 1.4)]));
  return (kept: Kept, at: number): { readonly at: number; readonly item: Item }[] =>
    kept.conversations.flatMap((row) => {
      if (row.openTurnId === null || row.specialistId === null) return [];
      const owed = `${row.openTurnId} ${row.specialistId}`;
      if (owing.get(row.id) === owed) return [];
      owing.set(row.id, owed);
      const which = row.turns === 1 ? 'first' : 'later';
      const slow = happens(random, forgotten[which]) ? forgotten.times : 1;
      const takes = around(random, answersIn[which] * (pace.get(row.specialistId) ?? 1), 0.6) * slow * minute;
      const item = { type: 'answer', kept, conversation: row.id, turn: row.openTurnId, by: row.specialistId } as const;
      return [{ at: at + takes, item }];
    });
}

/** The question now open in the window. */
export function askedOf({ staff }: Life, { conversations }: Kept): QuestionId | null {
  const row = conversations.find((each) => each.status === 'asking');
  return row === undefined ? null : staff.company.flow.outline(row.state as FlowState).asking;
}
