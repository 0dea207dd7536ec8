import type { ConversationId } from '../../../src/domain/ids.ts';
import { roomyDepartments } from '../whereabouts.ts';
import { minute, type World } from '../world.ts';

/** the queue is looked at by itself so often, besides every time that a place comes free */
const lookEvery = minute;
/** so many of the queue look for a person at a time */
const page = 64;

export function look(world: World): void {
  world.agenda.put(world.at + lookEvery, { type: 'look' });
  drain(world);
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
