import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { ids } from '../../../src/http/api/examples.ts';
import { apiOperations } from '../../../src/http/api/operations.ts';
import { addressOf } from '../address.ts';
import { json } from '../house.ts';
import { api, type Called } from './company.ts';
import { operationsOf, publicApi } from './document.ts';

const document = await publicApi();
const operations = operationsOf(document);
let company: Called;
let real: Readonly<Record<string, string>>;
/** of Olga's answer in the conversation */
let seq: number;

/** That one of the client department is to own a client, by the key that asks for everything else here. */
async function proposed(client: string, name: string): Promise<string> {
  const body = { department: 'client', specialistId: company.home.world.specialist(name), reason: 'Knows their trade' };
  return (await json<{ id: string }>(await company.all.post(`/clients/${await company.id('client', client)}/proposals`, body))).id;
}

/** A schedule of a client, by which a payment is due on the 10th of March. */
async function expecting(client: string): Promise<string> {
  const due = { recurrence: { dates: ['2026-03-10'] }, amount: 2_000_000, currency: 'RUB', from: '2026-03-01' };
  const told = { externalId: 'march', at: '2026-03-01', client: { id: client }, productLine: 'hosting', ...due };
  const { items } = await json<{ items: readonly { id: string }[] }>(await company.all.post('/payment-schedules', told));
  return items[0]?.id ?? '';
}

/** An endpoint of the name, with a test event on its way to it. */
async function told(name: string): Promise<{ webhook: string; delivery: string }> {
  const wish = { name, url: `https://${name}.example.com/okno`, types: ['conversation.opened'] };
  const { id } = await json<{ id: string }>(await company.all.post('/webhooks', wish));
  return { webhook: id, delivery: (await json<{ id: string }>(await company.all.post(`/webhooks/${id}/test`, {}))).id };
}

beforeAll(async () => {
  company = await api();
  const [crm, removed] = [await told('crm'), await told('removed')];
  await company.all.post('/clients', { name: 'Third', size: 'small' });
  const third = await company.id('client', 'Third');
  const vera = await json<{ id: string }>(await company.all.post(`/clients/${third}/contacts`, { name: 'Vera' }));
  real = {
    [ids.client]: await company.id('client', 'Romashka'),
    [ids.contact]: await company.id('contact', 'Anna'),
    [ids.specialist]: company.home.world.specialist('Olga'),
    [ids.conversation]: await company.opened(),
    [ids.head]: company.home.world.specialist('Hanna'),
    [ids.salesperson]: company.home.world.specialist('Sonia'),
    [ids.proposal]: await proposed('Romashka', 'Pavel'),
    [ids.accepted]: await proposed('Vasilek', 'Olga'),
    [ids.withdrawn]: await proposed('Third', 'Olga'),
    [ids.webhook]: crm.webhook,
    [ids.webhookDelivery]: crm.delivery,
    [ids.webhookRemoved]: removed.webhook,
    [ids.schedule]: await expecting(await company.id('client', 'Romashka')),
    [ids.erased]: vera.id,
  };
  const calls = { key: 'calls', name: 'Calls', unit: 'count', direction: 'more', goal: 40, weight: 100 };
  await company.all.send('PUT', '/plans/client/2026-03', { targets: [calls] });
  await company.all.send('PATCH', `/clients/${real[ids.client]}`, { externalId: 'CRM-7' });
  await company.home.world.does('Olga', real[ids.conversation] as ConversationId, { type: 'topic', topic: 'invoice' });
  const answer = { text: 'Your invoice is ready.', quote: 1 };
  ({ seq } = await json<{ seq: number }>(await company.all.post(`/conversations/${real[ids.conversation]}/messages`, answer)));
  await company.all.send('PATCH', `/contacts/${real[ids.contact]}`, { email: 'anna@romashka.example' });
});
afterAll(() => company.home.close());

/** The document's ids are those of the tests' company here, and nothing else is changed. */
const here = (text: string) => Object.entries(real).reduce((all, [shown, id]) => all.replaceAll(shown, id), text);

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'document');

function faultsOf(schema: unknown, value: unknown): unknown {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as object;
  return ajv.validate(local, value) ? [] : ajv.errors;
}

type Operation = ReturnType<typeof operationsOf>[number];
const contentOf = (operation: Operation, status: string) => operation.responses[status]?.content?.['application/json'];
const isFile = ({ path }: Operation) => /\.(csv|xlsx|html)$/.test(path);
const successOf = (operation: Operation) => Object.keys(operation.responses).find((each) => each.startsWith('2')) ?? '';

it('the document has every operation, each by a name of its own', () => {
  const served = apiOperations.map(({ method, path }) => `${method} ${addressOf(path, (name) => `{${name}}`)}`);
  expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(served.toSorted());
  expect(new Set(operations.map((each) => each.operationId ?? '')).size).toBe(served.length);
});

describe.each(operations.map((each) => [`${each.method} ${each.path}`, each] as const))('%s', (_, operation) => {
  const success = successOf(operation);

  it('shows an answer as its schema has it', () => {
    const content = contentOf(operation, success);
    if (isFile(operation))
      return expect(Object.keys(operation.responses[success]?.content ?? {})).toEqual([expect.stringMatching(/csv$|sheet$|html$/)]);
    expect(faultsOf(content?.schema, content?.example)).toEqual([]);
  });

  it('shows a body as its schema has it', () => {
    const content = operation.requestBody?.content['application/json'];
    expect(content === undefined || JSON.stringify(faultsOf(content.schema, content.example))).toBe(content === undefined || '[]');
  });

  it('is answered as shown when its example is sent', async () => {
    const response = await sendExample(operation);
    if (isFile(operation)) {
      const [type = ''] = Object.keys(operation.responses[success]?.content ?? {});
      expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([Number(success), type]);
      return expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
    const answer = await json<{ items?: readonly unknown[] }>(response);
    expect([response.status, faultsOf(contentOf(operation, success)?.schema, answer)]).toEqual([Number(success), []]);
    expect(answer.items ?? ['not a list']).not.toEqual([]);
    for (const name of Object.keys(operation.responses[success]?.headers ?? {}))
      expect([name, response.headers.has(name)]).toEqual([name, true]);
  });
});

async function sendExample(operation: Operation): Promise<Response> {
  let path = operation.path;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const { name, in: where, example, required } of operation.parameters ?? []) {
    if (where === 'path') path = path.replace(`{${name}}`, name === 'seq' ? String(seq) : encodeURIComponent(here(String(example))));
    if (where === 'query' && example !== undefined) query.set(name, here(String(example)));
    if (where === 'header' && required) headers[name] = String(example);
  }
  const body = operation.requestBody?.content['application/json']?.example;
  const sent = body === undefined ? undefined : (JSON.parse(here(JSON.stringify(body))) as unknown);
  const asked = query.size === 0 ? '' : `?${query}`;
  return company.all.send(operation.method.toUpperCase(), `${path.replace('/api/v1', '')}${asked}`, sent, headers);
}
