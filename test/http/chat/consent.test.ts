import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatSession } from '../../../src/http/chat/protocol.ts';
import { type House, house, json, newId, posting, refusal } from '../house.ts';

const consent = {
  required: true,
  version: '2026-01',
  text: { ru: 'Согласен', en: 'I agree' },
  url: 'https://company.example/privacy',
};

let home: House;
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'irina' }], policy: (policy) => ({ ...policy, consent }) });
});
afterAll(() => home.close());

it('a session says what has to be agreed to, in the visitor’s language', async () => {
  const { session } = await home.visitor({ language: 'en' });
  expect(session.consent).toEqual({ version: '2026-01', text: 'I agree', url: 'https://company.example/privacy' });
});

it('403 for a first message without it, or with another wording’s, and nothing is stored', async () => {
  const visitor = await home.visitor({ language: 'en' });
  for (const given of [{}, { consent: '2025-01' }]) {
    expect(await refusal(await visitor.post('/messages', { id: newId(), text: 'Hello', ...given }))).toEqual([403, 'consent-required']);
  }
  expect(await home.world.db.query('select 1 from contact')).toEqual([]);
});

it('201 with it; it is kept with its wording and time, and asked for once', async () => {
  const visitor = await home.visitor({ language: 'en' });
  const first = await visitor.post('/messages', { id: newId(), text: 'Hello', consent: '2026-01' });
  expect(first.status).toBe(201);
  expect((await visitor.post('/messages', { id: newId(), text: 'Again' })).status).toBe(201);
  const again = await json<ChatSession>(await home.request('/chat/v1/session', posting({ renewal: visitor.session.renewal })));
  expect(again.consent).toBeNull();
  const kept = await home.world.db.query<{ version: string; language: string; at: Date }>('select version, language, at from consent');
  expect(kept).toEqual([{ version: '2026-01', language: 'en', at: home.world.clock.at }]);
});
