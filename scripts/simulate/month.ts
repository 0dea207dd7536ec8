import type { ConversationRow } from '../../src/db/batch/load.ts';
import type { Content } from '../../src/domain/content.ts';
import type { ConversationId, NewId, SpecialistId } from '../../src/domain/ids.ts';
import type { Command, Submission } from '../../src/engine/submissions/submission.ts';
import type { Random } from '../support/random.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { around, happens, untilNext } from './chance.ts';
import type { Writer } from './clients.ts';
import { createMemory, type Kept, type Step } from './memory.ts';
import type { Colleague, Staff } from './staff.ts';
import { answerTo, askedOf, backAt, isDaytime, roomyDepartments } from './whereabouts.ts';

type Item =
  | { readonly type: 'begin'; readonly writer: Writer }
  | { readonly type: 'write'; readonly kept: Kept }
  | { readonly type: 'answer'; readonly kept: Kept; readonly conversation: string; readonly turn: string; readonly by: string }
  | { readonly type: 'resolve'; readonly kept: Kept; readonly conversation: string }
  | { readonly type: 'timer'; readonly conversation: string; readonly key: string; readonly generation: number }
  | { readonly type: 'break'; readonly colleague: Colleague }
  | { readonly type: 'look' }
  | { readonly type: 'freed' };

/** Whoever watches: is shown every step before the next one. */
export type Watch = (step: Step, at: Date, submission: Submission) => void;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Half of what people write wants one answer; few matters take more than four. */
const more = 0.5;
/** an answer is forgotten so often, and then takes so many times longer */
const forgotten = 0.025;
const forgottenTimes = 12;
/** the queue is looked at by itself so often, besides every time that a place comes free */
const lookEvery = minute;
/** so many of the queue look for a person at a time */
const page = 64;

/** Lets `days` go by, from `start`. Returns how many submissions there were. */
export function month(parts: {
  readonly staff: Staff;
  readonly writers: readonly Writer[];
  readonly start: number;
  readonly days: number;
  readonly random: Random;
  readonly newId: NewId;
  readonly watch: Watch;
}): number {
  const { staff, writers, start, random, newId, watch } = parts;
  const end = start + parts.days * day;
  const memory = createMemory(staff, writers, newId);
  const agenda: Agenda<Item> = createAgenda();
  const colleagues = new Map<string, Colleague>(staff.colleagues.map((each) => [each.id, each]));
  /** timers that are set, by conversation and key */
  const timers = new Map<string, { readonly generation: number; readonly raised: { readonly type: string } }>();
  const queued = new Set<Kept>();
  let submissions = 0;
  let at = start;

  const submit = (submission: Submission, raised: { readonly type: string } | null = null): Step => {
    submissions += 1;
    const now = new Date(at);
    const step = memory.submit(submission, now, raised);
    setTimers(step);
    watch(step, now, submission);
    follow(step.kept);
    if (step.freed.size > 0 && queued.size > 0) agenda.put(at, { type: 'freed' });
    return step;
  };

  const setTimers = ({ plan }: Step): void => {
    for (const key of plan.clearedTimers.keys()) timers.delete(key);
    for (const [key, { conversationId, key: name, generation, dueAt, raised }] of plan.timers) {
      timers.set(key, { generation, raised: raised as { type: string } });
      agenda.put(dueAt.getTime(), { type: 'timer', conversation: conversationId, key: name, generation });
    }
  };

  /** Whoever owes an answer now will give it, in a while. */
  const owing = new Map<string, string>();
  const follow = (kept: Kept): void => {
    queued.delete(kept);
    for (const row of kept.conversations) {
      if (row.status === 'queued') queued.add(kept);
      if (row.openTurnId === null || row.specialistId === null) continue;
      const owed = `${row.openTurnId} ${row.specialistId}`;
      if (owing.get(row.id) === owed) continue;
      owing.set(row.id, owed);
      agenda.put(answerAt(row), { type: 'answer', kept, conversation: row.id, turn: row.openTurnId, by: row.specialistId });
    }
  };

  const answerAt = (row: ConversationRow): number => {
    const colleague = colleagues.get(row.specialistId ?? '');
    const median = row.turns === 1 ? 1.2 : 5;
    const minutes = around(random, median, 0.45) * (happens(random, forgotten) ? forgottenTimes : 1);
    return colleague?.shifts.addMinutes(new Date(at), minutes)?.getTime() ?? at + minutes * minute;
  };

  /** Whoever waits looks for a person again, the oldest first, where somebody is there who has room. */
  const drain = (): void => {
    if (queued.size === 0) return;
    const room = new Set(roomyDepartments(staff, new Date(at)));
    const waiting = [...queued].flatMap(({ conversations }) => conversations.filter((each) => each.status === 'queued'));
    const inOrder = waiting
      .filter((each) => room.has(each.departmentId))
      .toSorted((a, b) => Number(a.waitingSince) - Number(b.waitingSince));
    for (const { id } of inOrder.slice(0, page)) submit({ type: 'retry', conversation: id as ConversationId });
  };

  const write = (writer: Writer, content: Content): void => {
    const { window } = writer;
    const id = newId();
    submit({
      type: 'inbound',
      account: 'webchat',
      externalId: id,
      address: window,
      window,
      language: 'en',
      content,
      occurredAt: new Date(at),
    });
  };

  const act = (conversation: string, actor: SpecialistId, command: Command): void => {
    submit({ type: 'desk', key: newId(), conversation: conversation as ConversationId, actor, command });
  };

  const happen = (item: Item): void => {
    switch (item.type) {
      case 'begin': {
        agenda.put(at + untilNext(random, item.writer.rate) * day, item);
        // By night and at weekends few people write.
        if (!isDaytime(at) && !happens(random, 0.05)) return;
        write(item.writer, { text: 'A question' });
        const kept = memory.windows.get(item.writer.window);
        if (kept !== undefined && askedOf(staff, kept) !== null) agenda.put(at + random.between(5, 60) * second, { type: 'write', kept });
        return;
      }
      case 'write': {
        const asked = askedOf(staff, item.kept);
        const { tree } = staff.company.flow;
        write(item.kept.writer, asked === null ? { text: 'And another thing' } : answerTo(tree, asked, random));
        if (askedOf(staff, item.kept) !== null) agenda.put(at + random.between(5, 60) * second, item);
        return;
      }
      case 'answer': {
        const row = item.kept.conversations.find((each) => each.id === item.conversation);
        const colleague = colleagues.get(item.by);
        if (row?.openTurnId !== item.turn || row.specialistId !== item.by || colleague === undefined) return;
        // At lunch, ill, or gone home: they answer when they are back.
        const back = backAt(colleague, at);
        if (back > at) return agenda.put(back + random.between(0, 3) * minute, item);
        act(item.conversation, colleague.id, { type: 'reply', text: 'An answer' });
        const next = happens(random, more) ? 'write' : 'resolve';
        agenda.put(at + around(random, next === 'write' ? 4 : 10, 0.8) * minute, { ...item, type: next });
        return;
      }
      case 'resolve': {
        const row = item.kept.conversations.find((each) => each.id === item.conversation);
        if (row?.status !== 'waiting-on-client' || row.specialistId === null) return;
        return act(item.conversation, row.specialistId as SpecialistId, { type: 'resolve' });
      }
      case 'timer': {
        const place = `${item.conversation} ${item.key}`;
        const set = timers.get(place);
        if (set?.generation !== item.generation) return;
        timers.delete(place);
        submit(
          { type: 'timer-due', conversation: item.conversation as ConversationId, key: item.key, generation: item.generation },
          set.raised,
        );
        return;
      }
      case 'break': {
        const { colleague } = item;
        agenda.put(at + day * random.between(0.9, 1.1), item);
        if (!colleague.shifts.isOpen(new Date(at))) return;
        colleague.load.awayUntil = new Date(at + random.between(15, 60) * minute);
        for (const { conversations } of memory.windows.values()) {
          for (const row of conversations) {
            if (row.specialistId !== colleague.id || row.openTurnId === null) continue;
            submit({ type: 'not-there', conversation: row.id as ConversationId, specialist: colleague.id });
          }
        }
        return;
      }
      case 'look':
        agenda.put(at + lookEvery, item);
        return drain();
      case 'freed':
        return drain();
    }
  };

  for (const writer of writers) agenda.put(start + untilNext(random, writer.rate) * day, { type: 'begin', writer });
  for (const colleague of staff.colleagues) agenda.put(start + day * random.next(), { type: 'break', colleague });
  agenda.put(start, { type: 'look' });
  for (let next = agenda.next(end); next !== null; next = agenda.next(end)) {
    at = next.at;
    happen(next.item);
  }
  return submissions;
}
