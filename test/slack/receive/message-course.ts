import fc from 'fast-check';
import { expect } from 'vitest';
import { slackUserOf } from '../../support/slack-calls.ts';
import { channel, type Stage, type Thread } from '../stage.ts';

/** Who has to be on the stage. */
export const cast = [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Hanna', role: 'head', serves: false }] as const;

const [olga, pavel, hanna] = [slackUserOf('Olga'), slackUserOf('Pavel'), slackUserOf('Hanna')];

/** How a message reads in one of its states. */
const looks = {
  plain: (n: number) => `words ${n}`,
  marked: (n: number) => `// words ${n}`,
  turned: (n: number) => `<@${pavel}> words ${n}`,
};
type Looks = keyof typeof looks;

/** What happens to one message. */
export interface Course {
  /** its states, from how it was written to how it reads at last */
  readonly states: readonly Looks[];
  readonly isDeleted: boolean;
  /** whether Slack tells with each change how it read before */
  readonly tellsPrevious: boolean;
  readonly author: string;
  readonly tap: 'okno_send' | 'okno_keep' | null;
}

const course = fc.record<Course>({
  states: fc.array(fc.constantFrom<Looks>('plain', 'plain', 'marked', 'turned'), { minLength: 1, maxLength: 4 }),
  isDeleted: fc.constantFrom(false, false, false, true),
  tellsPrevious: fc.boolean(),
  author: fc.constantFrom(olga, olga, olga, hanna),
  tap: fc.constantFrom(null, 'okno_send' as const, 'okno_keep' as const),
});

/** The events of one message in the order in which they happened. */
export function eventsOf({ states, isDeleted, tellsPrevious, author }: Course, thread: Thread, ts: string): Record<string, unknown>[] {
  const messages = states.map((each, n) => {
    const edited = n === 0 ? {} : { edited: { user: author, ts: `17000000${10 + n}.000000` } };
    return { type: 'message', user: author, text: looks[each](n), ts, thread_ts: thread.root, ...edited };
  });
  const changes = messages.slice(1).map((message, n) => ({
    type: 'message',
    subtype: 'message_changed',
    channel,
    ts: '1700000000.000009',
    message,
    ...(tellsPrevious ? { previous_message: messages[n] } : {}),
  }));
  const deletion = { type: 'message', subtype: 'message_deleted', channel, deleted_ts: ts, previous_message: messages.at(-1) };
  return [{ ...messages[0], channel }, ...changes, ...(isDeleted ? [deletion] : [])];
}

/** What stands at the desk and for the client, and what still waits for a tap. */
export async function endOf(on: Stage, thread: Thread, ts: string) {
  const said = (await on.house.world.thread(thread.window))
    .filter((each) => each.author === 'specialist' && each.body?.text !== '')
    .map((each) => `${each.audience}: ${each.body?.text}`);
  const held = await on.house.world.db.query<{ why: string | null; text: string }>(
    `select why, content->>'text' as text from slack_held where ts = $1::text and decided_at is null`,
    [ts],
  );
  const leaving = await on.house.world.db.query<{ seq: number }>(
    `select o.seq from outbox o join message m using (window_id, seq) where o.window_id = $1::text::uuid and o.audience = 'client'
       and m.author = 'specialist' and m.deleted_at is null and o.status = 'waiting'`,
    [thread.window],
  );
  return { said, held, leaving: leaving.length };
}

async function tapped(on: Stage, { tap, author }: Course, thread: Thread, ts: string): Promise<void> {
  const [held] = await on.house.world.db.query<{ id: string }>('select id from slack_held where ts = $1::text', [ts]);
  if (tap === null || held === undefined) return;
  const where = { container: { channel_id: channel, thread_ts: thread.root } };
  await Promise.all([1, 2].map(() => on.taps(author, { action_id: tap, value: held.id }, where)));
}

/** Asserts that what Slack tells of a message ends the same whatever comes first and however often, and so do taps. */
export async function assertAnyOrder(on: Stage, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(course, fc.infiniteStream(fc.nat()), async (it, chance) => {
      const shuffled = <T>(all: readonly T[]) => {
        const keyed = all.map((each) => [chance.next().value as number, each] as const);
        return keyed.toSorted(([a], [b]) => a - b).map(([, each]) => each);
      };
      const [inOrder, mixed] = [await on.thread('Olga'), await on.thread('Olga')];
      const [a, b] = [on.slack.workspace.nextTs(), on.slack.workspace.nextTs()];
      for (const each of eventsOf(it, inOrder, a)) await on.event(each);
      const events = eventsOf(it, mixed, b);
      for (const each of shuffled([...events, ...events.slice(0, 2)])) expect((await on.event(each)).status).toBe(200);
      expect(await endOf(on, mixed, b)).toEqual(await endOf(on, inOrder, a));
      await tapped(on, it, inOrder, a);
      await tapped(on, it, mixed, b);
      // Late doubles, of older states too.
      for (const each of shuffled(events)) await on.event(each);
      expect(await endOf(on, mixed, b)).toEqual(await endOf(on, inOrder, a));
    }),
    { numRuns },
  );
}
