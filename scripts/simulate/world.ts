import type { ConversationRow } from '../../src/db/batch/load.ts';
import type { Agenda } from '../../src/demo/agenda.ts';
import { around, happens } from '../../src/demo/chance.ts';
import { createMemory, type Kept, type Step } from '../../src/demo/memory.ts';
import type { Colleague, Writer as Sender, Staff } from '../../src/demo/people.ts';
import type { Random } from '../../src/demo/random.ts';
import { createTimers, type Timer } from '../../src/demo/timers.ts';
import type { Content } from '../../src/domain/content.ts';
import type { ClientId, ConversationId, NewId, SpecialistId } from '../../src/domain/ids.ts';
import type { LoggedContactKind } from '../../src/domain/logged-contact.ts';
import type { Track } from '../../src/domain/track.ts';
import type { Command, Submission } from '../../src/engine/submissions/submission.ts';
import type { Writer } from './clients.ts';

export type Item =
  | { readonly type: 'begin'; readonly writer: Writer }
  | { readonly type: 'write'; readonly kept: Kept }
  | { readonly type: 'choose'; readonly kept: Kept }
  | { readonly type: 'answer'; readonly kept: Kept; readonly conversation: string; readonly turn: string; readonly by: string }
  | { readonly type: 'resolve' | 'hand-on' | 'ask-finance' | 'want-back'; readonly kept: Kept; readonly conversation: string }
  | ({ readonly type: 'timer' } & Timer)
  | { readonly type: 'break'; readonly colleague: Colleague }
  | { readonly type: 'admit'; readonly conversation: string; readonly department: string }
  | { readonly type: 'visit' | 'cold-call' | 'grow' | 'leave' }
  | { readonly type: 'look' }
  | { readonly type: 'freed' };

/** Whoever watches: is shown every step before the next one. */
export type Watch = (step: Step, at: Date, submission: Submission) => void;

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** an answer is forgotten so often, and then takes so many times longer */
const forgotten = 0.025;
const forgottenTimes = 12;
/** whoever was late turns up so long after somebody stepped in */
const lateBy = 3 * minute;

/** a head looks at their calls so long after they come */
const letsInAfter = 20 * minute;

/** The company while time goes by: what stands where, what is to happen, and the ways to make something happen. */
export interface World {
  readonly staff: Staff;
  readonly random: Random;
  readonly agenda: Agenda<Item>;
  readonly windows: ReturnType<typeof createMemory>['windows'];
  readonly colleagueOf: (id: string | null) => Colleague | undefined;
  readonly queued: ReadonlySet<Kept>;
  at: number;
  /** how many submissions there were */
  submissions: number;
  submit(submission: Submission): Step;
  /** those of the queued conversations for which a search would come to anything new */
  look(queued: readonly ConversationId[]): readonly ConversationId[];
  /** what sales wrote down of people the company does not know (R5) */
  readonly records: ReturnType<typeof createMemory>['records'];
  /** a client writes, by the web chat */
  write(writer: Sender, content: Content, track?: Track): Step;
  /** a colleague is with them, and writes down what they say (R7) */
  meet(writer: Sender, by: SpecialistId, kind: LoggedContactKind, client?: ClientId): Step;
  /** they say for which of their clients they write */
  choose(writer: Sender, client: ClientId): Step;
  readonly newId: NewId;
  act(conversation: string, actor: SpecialistId, command: Command): Step;
  /** a timer has come; one that was set anew or taken off meanwhile is none */
  fire(item: Extract<Item, { type: 'timer' }>): void;
}

export interface WorldParts {
  readonly staff: Staff;
  readonly writers: readonly Writer[];
  readonly random: Random;
  readonly newId: NewId;
  readonly watch: Watch;
  readonly start: number;
}

export function createWorld({ staff, writers, random, newId, watch, start }: WorldParts, agenda: Agenda<Item>): World {
  const memory = createMemory(staff, writers, newId);
  const colleagues = new Map<string, Colleague>(staff.colleagues.map((each) => [each.id, each]));
  const colleagueOf = (id: string | null) => colleagues.get(id ?? '');
  const timers = createTimers((at, timer) => agenda.put(at, { type: 'timer', ...timer }));
  const queued = new Set<Kept>();
  const answers = createAnswers(random, colleagueOf);

  const submit = (submission: Submission, raised: { readonly type: string } | null = null): Step => {
    world.submissions += 1;
    const now = new Date(world.at);
    const step = memory.submit(submission, now, raised);
    timers.set(step.plan);
    watch(step, now, submission);
    queued.delete(step.kept);
    if (step.kept.conversations.some((each) => each.status === 'queued')) queued.add(step.kept);
    for (const { at, item } of [...answers.owed(step.kept, world.at), ...wantsBack(step, world.at), ...headsCalled(step, world.at)])
      agenda.put(at, item);
    if (step.freed.size > 0 && queued.size > 0) agenda.put(world.at, { type: 'freed' });
    return step;
  };

  const world: World = {
    staff,
    random,
    agenda,
    windows: memory.windows,
    records: memory.records,
    colleagueOf,
    queued,
    at: start,
    submissions: 0,
    submit: (submission) => submit(submission),
    look: (queued) => memory.look(queued, new Date(world.at)),
    write({ window }, content, track) {
      const said = { content, ...(track !== undefined && { track }), occurredAt: new Date(world.at) };
      return submit({ type: 'inbound', account: 'webchat', externalId: newId(), address: window, window, language: 'en', ...said });
    },
    newId,
    choose: ({ window }, client) => submit({ type: 'choose-client', window, client }),
    meet({ window, contact }, by, kind, client) {
      const whose = client === undefined ? {} : { client };
      const said = { content: { text: 'What they say' }, metBy: by, ...whose, occurredAt: new Date(world.at) };
      const sent = { address: `contact:${contact}`, window, contact, language: 'en' } as const;
      return submit({ type: 'inbound', account: kind, externalId: newId(), ...sent, ...said });
    },
    act: (conversation, actor, command) =>
      submit({ type: 'desk', key: newId(), conversation: conversation as ConversationId, actor, command }),
    fire(item) {
      const raised = timers.take(item);
      const { conversation, key, generation } = item;
      if (raised !== null) submit({ type: 'timer-due', conversation: conversation as ConversationId, key, generation }, raised);
    },
  };
  return world;
}

/** Whoever was late turns up some minutes after a stand-in has begun. */
function wantsBack({ plan, kept }: Step, at: number): { readonly at: number; readonly item: Item }[] {
  const taken = plan.assignments.filter(({ reason, specialistId }) => reason === 'takeover' && specialistId !== null);
  return taken.map(({ conversationId }) => ({ at: at + lateBy, item: { type: 'want-back', kept, conversation: conversationId } }));
}

/** A head who is called because portfolios are full lets the client in, in a while (R12). */
function headsCalled({ plan }: Step, at: number): { readonly at: number; readonly item: Item }[] {
  const called = plan.tasks.filter(({ kind }) => kind === 'queue-full');
  return called.flatMap(({ conversationId, departmentId }) =>
    conversationId == null || departmentId == null
      ? []
      : [{ at: at + letsInAfter, item: { type: 'admit' as const, conversation: conversationId, department: departmentId } }],
  );
}

/** Whoever owes an answer now will give it, in a while. */
function createAnswers(random: Random, colleagueOf: World['colleagueOf']) {
  const owing = new Map<string, string>();

  const answerAt = ({ specialistId, turns }: ConversationRow, at: number): number => {
    const minutes = around(random, turns === 1 ? 1.2 : 5, 0.45) * (happens(random, forgotten) ? forgottenTimes : 1);
    return colleagueOf(specialistId)?.shifts.addMinutes(new Date(at), minutes)?.getTime() ?? at + minutes * minute;
  };

  return {
    owed(kept: Kept, at: number): { readonly at: number; readonly item: Item }[] {
      return kept.conversations.flatMap((row) => {
        if (row.openTurnId === null || row.specialistId === null) return [];
        const owed = `${row.openTurnId} ${row.specialistId}`;
        if (owing.get(row.id) === owed) return [];
        owing.set(row.id, owed);
        const item: Item = { type: 'answer', kept, conversation: row.id, turn: row.openTurnId, by: row.specialistId };
        return [{ at: answerAt(row, at), item }];
      });
    },
  };
}
