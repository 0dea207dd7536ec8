import { afterEach, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/domain/ids.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import { explainRepeats } from '../../../../src/reports/explain-assignment.ts';
import { conversationOf } from '../../../support/world.ts';
import { type House, house, json } from '../../house.ts';

let home: House;
afterEach(() => home.close());

it('R29: the desk says when nobody was found for who waits, and why, each outcome once, in both languages', async () => {
  home = await house({
    specialists: [{ name: 'Olga' }, { name: 'Dina', role: 'director', serves: false }],
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1 } } }),
  });
  const { world, engine } = home;
  await world.stranger().says('operator');
  const waiting: ConversationId = conversationOf(await world.stranger().says('operator'));
  const retry = async (minutes: number) => {
    world.clock.at = new Date(world.clock.at.getTime() + minutes * 60_000);
    await engine.submit({ type: 'retry', conversation: waiting });
  };
  for (let i = 0; i < 3; i++) await retry(1);
  await world.db.query(`update specialist set availability = 'off' where name = 'Olga'`);
  await retry(1);
  const dina = await home.signIn('Dina');
  const why = async () =>
    (await json<ConversationView>(await dina.get(`/conversations/${waiting}`))).conversation.why.map((each) => each.sentences);
  const [first, full, away] = await why();
  expect(first?.join(' ')).toContain('everybody who is in is full');
  expect(full?.join(' ')).toMatch(/place may have come free.*2 further searches came to the same, the last at Mar 2, 2026, 9:03/);
  expect(away?.join(' ')).toMatch(/nobody/i);
  expect(away?.join(' ')).not.toContain('further');
  const repeated = { department: 'client', times: 3, last_at: new Date('2026-03-02T09:03:00Z') };
  expect(explainRepeats(repeated, 'ru', { zone: () => 'UTC' })[0]).toContain('Ещё 2 проверки с тем же итогом, последняя — 2 мар');
});
