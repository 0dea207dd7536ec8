import { afterEach, expect, it } from 'vitest';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { type House, house, json, posting, refusal } from './house.ts';

const company = { specialists: [{ name: 'irina' }], clients: [{ name: 'Corner', owner: { client: 'irina' }, contacts: ['anna'] }] };
let home: House;
afterEach(() => home.close());

it('the demo site can log the demo company’s clients in', async () => {
  home = await house(company, { demo: true });
  expect(await json(await home.request('/demo/clients'))).toEqual({ clients: [{ as: 'anna', name: 'anna', client: 'Corner' }] });
  const { identity } = await json<{ identity: string }>(await home.request('/demo/login?as=anna'));
  const session = await json<ChatSession>(await home.request('/chat/v1/session', posting({ identity })));
  expect(session).toMatchObject({ contact: { name: 'anna' }, apart: true });
  expect(await refusal(await home.request('/demo/login?as=nobody'))).toEqual([404, 'not-found']);
});

it('404 for everybody else’s company', async () => {
  home = await house(company);
  for (const path of ['/demo/clients', '/demo/login?as=anna']) expect(await refusal(await home.request(path))).toEqual([404, 'not-found']);
});
