import type { ConversationId } from '../../../src/domain/ids.ts';
import { headOf } from '../staff.ts';
import { backAt, roomyDepartments } from '../whereabouts.ts';
import { type Item, minute, type World } from '../world.ts';

/** the queue is looked at by itself so often, besides every time that a place comes free */
const lookEvery = minute;
/** so many of the queue look for a person at a time */
const page = 64;

export function look(world: World): void {
  world.agenda.put(world.at + lookEvery, { type: 'look' });
  drain(world);
}

/** The head lets a client in for whom every portfolio is full (R12), when they are back. */
export function admit(world: World, item: Extract<Item, { type: 'admit' }>): void {
  const { staff, agenda, at } = world;
  const key = staff.company.departments.find(({ id }) => id === item.department)?.key ?? '';
  const head = world.colleagueOf(headOf(staff, key));
  if (head === undefined) return;
  const back = backAt(head, at);
  if (back > at) return agenda.put(back, item);
  world.act(item.conversation, head.id, { type: 'admit' });
}

/** Whoever waits looks for a person again, the oldest first, where somebody is there who has room. */
export function drain(world: World): void {
  const { staff, queued, at } = world;
  if (queued.size === 0) return;
  const room = new Set(roomyDepartments(staff, new Date(at)));
  const waiting = [...queued].flatMap(({ conversations }) => conversations.filter((each) => each.status === 'queued'));
  const inOrder = waiting.filter((each) => room.has(each.departmentId)).toSorted((a, b) => Number(a.waitingSince) - Number(b.waitingSince));
  const queue = inOrder.slice(0, page).map(({ id }) => id as ConversationId);
  for (const conversation of world.look(queue)) world.submit({ type: 'retry', conversation });
}
