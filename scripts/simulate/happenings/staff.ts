import type { ConversationRow } from '../../../src/db/batch/load.ts';
import { around, happens, pick, pickBy } from '../../../src/demo/chance.ts';
import { type Kept, placesOf } from '../../../src/demo/memory.ts';
import type { Random } from '../../../src/demo/random.ts';
import type { FlowState } from '../../../src/domain/decision.ts';
import type { ConversationId, SpecialistId } from '../../../src/domain/ids.ts';
import { backAt } from '../whereabouts.ts';
import { day, type Item, minute, type World } from '../world.ts';

/** What comes after an answer: half of what people write wants one more; few matters take more than four. */
const after = { write: 0.48, resolve: 0.46, 'hand-on': 0.03, 'ask-finance': 0.03 } as const;

/** Whoever owes an answer gives it. At lunch, ill, or gone home: they answer when they are back. */
export function answer(world: World, item: Extract<Item, { type: 'answer' }>): void {
  const { kept, conversation, turn, by } = item;
  const { agenda, random, at } = world;
  const row = rowOf(kept, conversation);
  const colleague = world.colleagueOf(by);
  if (row?.openTurnId !== turn || row.specialistId !== by || colleague === undefined) return;
  const back = backAt(colleague, at);
  if (back > at) return agenda.put(back + random.between(0, 3) * minute, item);
  if (!saysForWhom(world, kept, row)) return;
  world.act(conversation, colleague.id, { type: 'reply', text: 'An answer' });
  const next = pickBy(random, after);
  agenda.put(at + around(random, next === 'resolve' ? 10 : 4, 0.8) * minute, { type: next, kept, conversation });
}

/**
 * Of a contact of several clients, whoever has it says for which it is where that is not said, and now and then that it is for another. False:
 * it is somebody else's to answer by that.
 */
function saysForWhom({ random, act }: World, kept: Kept, { id, clientId, specialistId }: ConversationRow): boolean {
  const places = placesOf(kept).filter(({ client }) => client.id !== clientId);
  if (kept.writer.also.length === 0 || !happens(random, clientId === null ? 0.8 : 0.1)) return true;
  act(id, specialistId as SpecialistId, { type: 'client', client: pick(random, places).client.id });
  return rowOf(kept, id)?.specialistId === specialistId;
}

/** A matter that is answered is settled. */
export function resolve(world: World, { kept, conversation }: Extract<Item, { type: 'resolve' }>): void {
  const row = rowOf(kept, conversation);
  if (row?.status !== 'waiting-on-client' || row.specialistId === null) return;
  world.act(conversation, row.specialistId as SpecialistId, { type: 'resolve' });
}

/** It is another department's, as it turns out, or better done by a colleague. */
export function handOn(world: World, { kept, conversation }: Extract<Item, { type: 'hand-on' }>): void {
  const { staff, random } = world;
  const row = rowOf(kept, conversation);
  if (row === undefined || row.specialistId === null) return;
  const departments = staff.company.departments.map(({ key }) => key);
  world.act(conversation, row.specialistId as SpecialistId, { type: 'transfer', department: pick(random, departments), reason: 'theirs' });
}

/** An invoice came up: finance answers it beside the rest. */
export function askFinance(world: World, { kept, conversation }: Extract<Item, { type: 'ask-finance' }>): void {
  const row = rowOf(kept, conversation);
  if (row === undefined || row.specialistId === null) return;
  world.act(conversation, row.specialistId as SpecialistId, { type: 'beside', track: 'finance', reason: 'an invoice' });
}

/** Whoever was late turns up, and wants what the stand-in has begun. */
export function wantBack(world: World, { kept, conversation }: Extract<Item, { type: 'want-back' }>): void {
  const row = rowOf(kept, conversation);
  const late = row === undefined ? undefined : world.colleagueOf(world.staff.company.flow.outline(row.state as FlowState).replaced);
  if (late !== undefined && backAt(late, world.at) <= world.at) world.act(conversation, late.id, { type: 'take' });
}

/** Lunch, a dentist, a long call: what they owe goes on with somebody else. */
export function takeBreak(world: World, item: Extract<Item, { type: 'break' }>): void {
  const { agenda, random, at, windows } = world;
  const { colleague } = item;
  agenda.put(at + day * random.between(0.9, 1.1), item);
  if (!colleague.shifts.isOpen(new Date(at))) return;
  colleague.load.awayUntil = new Date(at + breakMinutes(random) * minute);
  for (const { conversations } of windows.values()) {
    for (const row of conversations) {
      if (row.specialistId !== colleague.id || row.openTurnId === null) continue;
      world.submit({ type: 'not-there', conversation: row.id as ConversationId, specialist: colleague.id });
    }
  }
}

const breakMinutes = (random: Random) => random.between(15, 60);

const rowOf = ({ conversations }: Kept, conversation: string) => conversations.find((each) => each.id === conversation);
