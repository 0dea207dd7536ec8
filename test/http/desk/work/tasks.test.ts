import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/domain/ids.ts';
import { deliverOnce } from '../../../../src/engine/delivery/deliver.ts';
import { callBack } from '../../../../src/engine/upkeep.ts';
import type { ConversationList } from '../../../../src/http/desk/conversations/conversation-list.ts';
import type { Task } from '../../../../src/http/desk/work/task.ts';
import type { TaskList } from '../../../../src/http/desk/work/tasks.ts';
import { databases } from '../../../support/database.ts';
import { type ClientHand, conversationOf } from '../../../support/world.ts';
import { json, newId, refusal } from '../../house.ts';
import { type Office, office } from '../clients/company.ts';

const minute = 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

describe.each(databases())('left, unread, on %s (R31)', (kind) => {
  let desk: Office;
  beforeAll(async () => {
    desk = await office(kind);
  });
  afterAll(() => desk.home.close());

  const later = (minutes: number) => {
    const { clock } = desk.home.world;
    clock.at = new Date(clock.at.getTime() + minutes * minute);
  };
  const look = () => {
    const { db, clock, engine } = desk.home.world;
    return callBack({ db, now: () => clock.at, newId, log: silent, company: engine.company });
  };
  const deliver = () => {
    const { db, clock } = desk.home.world;
    const everything = { kind: 'any', send: async () => ({ type: 'sent' as const, externalId: 'x' }) };
    return deliverOnce({ db, now: () => clock.at, holder: newId(), channelOf: () => everything });
  };
  const tasks = async (name: string, query = '') => json<TaskList>(await desk.hand(name).get(`/tasks?${query}`));

  /** A stranger who asked, left a phone and was answered by Olga. */
  async function answered(leaves: boolean, client: ClientHand = desk.home.world.stranger()): Promise<ConversationId> {
    const { world } = desk.home;
    const id = conversationOf(await client.says('operator'));
    if (leaves) {
      await world.db.query(
        `insert into contact_detail (id, contact_id, kind, value, at)
         select $1::text::uuid, contact_id, 'phone', '+79210000000', $3::text::timestamptz from conversation where id = $2::text::uuid`,
        [newId(), id, world.clock.at.toISOString()],
      );
    }
    await world.does('Olga', id, { type: 'reply', text: 'Here is the answer' });
    while ((await deliver()) > 0);
    return id;
  }

  it('is a task of who answered, with the way to reach them, made once', async () => {
    const id = await answered(true);
    expect(await look()).toBe(0);
    later(11);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    const { tasks: mine, counts } = await tasks('Olga', 'language=en');
    expect(mine).toMatchObject([
      {
        kind: 'call-back',
        conversation: id,
        specialist: { name: 'Olga' },
        title: 'The client left before reading the answer: get in touch',
      },
    ]);
    const { db } = desk.home.world;
    const kept = await db.query(
      `select d.kind, d.due = t.due_at as "isDue" from deadline d join task t on t.id = d.about where t.kind = 'call-back'`,
    );
    expect(kept).toEqual([{ kind: 'call-back', isDue: true }]);
    expect(mine[0]?.details?.left).toMatchObject([{ kind: 'phone', value: '+79210000000' }]);
    expect(counts).toEqual({ mine: 1, overdue: 0 });
    expect((await json<ConversationList>(await desk.hand('Olga').get('/conversations'))).counts.tasks).toBe(1);
  });

  it('is seen by the department and the director, how to reach them only by whom R19 names', async () => {
    expect((await tasks('Pavel')).tasks).toEqual([]);
    const [seen] = (await tasks('Pavel', 'view=department')).tasks;
    expect([seen?.kind, seen?.details]).toEqual(['call-back', null]);
    expect((await tasks('Hanna', 'view=department')).tasks[0]?.details?.left.length).toBe(1);
    expect((await tasks('Dina', 'view=department')).tasks.length).toBe(1);
    expect((await tasks('Sveta', 'view=department')).tasks).toEqual([]);
  });

  it('is done once, with its outcome; the first one stays', async () => {
    const [task] = (await tasks('Olga')).tasks;
    const done = (name: string, outcome: string) => desk.hand(name).post(`/tasks/${task?.id}/done`, { outcome });
    expect(await refusal(await done('Sveta', 'x'))).toEqual([404, 'not-found']);
    expect(await json<Task>(await done('Olga', 'Reached by phone'))).toMatchObject({ outcome: 'Reached by phone' });
    expect(await json<Task>(await done('Hanna', 'again'))).toMatchObject({ outcome: 'Reached by phone' });
    expect((await tasks('Olga')).counts).toEqual({ mine: 0, overdue: 0 });
    expect((await tasks('Olga', 'state=done')).tasks).toMatchObject([{ outcome: 'Reached by phone' }]);
    expect(await look()).toBe(0);
  });

  it('is none without a way to reach them, and none when they have read or written', async () => {
    await answered(false);
    const reader = desk.home.world.stranger();
    await answered(true, reader);
    await desk.home.world.engine.submit({ type: 'seen', account: 'webchat', address: reader.address, seq: 1000 });
    const writer = desk.home.world.stranger();
    await answered(true, writer);
    await writer.says('Thank you');
    later(11);
    expect(await look()).toBe(0);
  });

  it('becomes overdue', async () => {
    await answered(true);
    later(11);
    await look();
    later(61);
    expect((await tasks('Olga')).counts).toEqual({ mine: 1, overdue: 1 });
  });

  it('is made once by two servers at the same time', async () => {
    await answered(true);
    later(11);
    const made = await Promise.all([look(), look()]);
    expect(made.toSorted()).toEqual([0, 1]);
  });

  it('401 without a session, 400 for a view there is not, 404 for nonsense', async () => {
    expect(await refusal(await desk.home.request('/desk/api/tasks'))).toEqual([401, 'unauthorized']);
    expect(await refusal(await desk.hand('Olga').get('/tasks?view=all'))).toEqual([400, 'invalid-request']);
    expect(await refusal(await desk.hand('Olga').post('/tasks/nonsense/done', { outcome: 'x' }))).toEqual([404, 'not-found']);
  });
});
