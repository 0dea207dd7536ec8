import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationOf } from '../../../support/world.ts';
import { json, newId } from '../../house.ts';
import { type Office, office } from '../clients/company.ts';

let desk: Office;
beforeAll(async () => {
  desk = await office('pglite');
});
afterAll(() => desk.home.close());

interface Listed {
  readonly meetings: readonly { readonly text: string; readonly may: boolean }[];
}

describe('R4: meetings about a conversation', () => {
  it('are seen by whoever sees it, and moved by sales and by whose word made them', async () => {
    const id = conversationOf(await desk.home.world.stranger().says('operator'));
    const { db, clock } = desk.home.world;
    await desk.hand('Olga').post(`/conversations/${id}/meetings`, { id: newId(), text: 'By Olga' });
    await db.query(
      `insert into task (id, kind, department_id, conversation_id, text, starts_at, ends_at, due_at, created_at)
       select $1::text::uuid, 'meeting', id, $2::text::uuid, 'By the desk', $3::text::timestamptz, $3::text::timestamptz + interval '1 hour', $3::text::timestamptz, $3::text::timestamptz from department where key = 'sales'`,
      [newId(), id, clock.at.toISOString()],
    );
    const { meetings } = await json<Listed>(await desk.hand('Olga').get(`/conversations/${id}/meetings`));
    expect(Object.fromEntries(meetings.map(({ text, may }) => [text, may]))).toEqual({ 'By Olga': true, 'By the desk': false });
  });
});
