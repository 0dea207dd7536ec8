import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/domain/ids.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import type { ConversationList } from '../../../../src/http/desk/conversations/conversation-list.ts';
import type { TaskList } from '../../../../src/http/desk/work/tasks.ts';
import { conversationOf } from '../../../support/world.ts';
import { json, newId, refusal } from '../../house.ts';
import { type Office, office } from '../clients/company.ts';

describe('R10, R23: finance and topics at the desk', () => {
  let desk: Office;
  let id: ConversationId;
  beforeAll(async () => {
    desk = await office('pglite');
    id = conversationOf(await desk.home.world.stranger().says('operator'));
    await desk.home.world.does('Olga', id, { type: 'take' });
  });
  afterAll(() => desk.home.close());

  const key = () => newId().slice(0, 20);
  const card = async (name = 'Olga') => json<ConversationView>(await desk.hand(name).get(`/conversations/${id}`));
  const list = async (query: string) => json<ConversationList>(await desk.hand('Olga').get(`/conversations?view=all&${query}`));

  it('finance is asked inside, answers where it is asked, and the client sees neither', async () => {
    const asked = await desk.hand('Olga').post(`/conversations/${id}/ask-finance`, { key: key(), question: 'Has June come?' });
    expect(asked.status).toBe(200);
    const { tasks } = await json<TaskList>(await desk.hand('Fedor').get('/tasks?view=department'));
    const question = tasks.find((each) => each.kind === 'finance');
    expect(question).toMatchObject({ text: 'Has June come?', department: { key: 'finance' } });
    const answer = () => desk.hand('Fedor').post(`/tasks/${question?.id}/done`, { outcome: 'It came on the 9th.' });
    expect([(await answer()).status, (await answer()).status]).toEqual([200, 200]);
    const inside = (await card()).messages.filter((each) => each.audience === 'internal').map((each) => each.text);
    expect(inside.filter((each) => each.includes('June'))).toHaveLength(1);
    expect(inside.filter((each) => each.includes('9th'))).toHaveLength(1);
    const outside = await desk.home.world.db.query(
      `select 1 from outbox o join message m on m.window_id = o.window_id and m.seq = o.seq where o.audience = 'client' and m.audience = 'internal'`,
    );
    expect(outside).toEqual([]);
  });

  it('a topic is set, listed by, and said after the conversation was closed', async () => {
    expect(await refusal(await desk.hand('Olga').post(`/conversations/${id}/topic`, { key: key(), topic: 'weather' }))).toEqual([
      422,
      'unknown-topic',
    ]);
    await desk.hand('Olga').post(`/conversations/${id}/topic`, { key: key(), topic: 'problem' });
    expect((await list('topic=problem')).conversations.map((each) => each.id)).toEqual([id]);
    expect((await list('topic=wish')).conversations).toEqual([]);
    // The topic says that it is of money: the card says whose it is, one tap away.
    await desk.hand('Olga').post(`/conversations/${id}/topic`, { key: key(), topic: 'invoice' });
    expect((await card()).conversation.matter).toMatchObject({ department: { key: 'finance' }, sendsOver: true });
    const { db, clock } = desk.home.world;
    await desk.home.world.does('Olga', id, { type: 'reply', text: 'Done.' });
    await desk.home.world.does('Olga', id, { type: 'resolve' });
    await db.query(`update conversation set status = 'closed', closed_at = $2::text::timestamptz where id = $1::text::uuid`, [
      id,
      clock.at.toISOString(),
    ]);
    expect((await desk.hand('Olga').post(`/conversations/${id}/topic`, { key: key(), topic: 'wish' })).status).toBe(200);
    const rows = await db.query<{ topic: string }>(
      `select data->>'topic' as topic from metric_event where conversation_id = $1::text::uuid and metric = 'topic' order by n`,
      [id],
    );
    expect(rows.map((each) => each.topic)).toEqual(['problem', 'invoice', 'wish']);
    expect((await list('status=closed&topic=wish')).conversations.map((each) => each.id)).toEqual([id]);
  });
});
