import { reportKeys } from '../../../src/reports/report.ts';
import { demoCompany, readFilesOf } from '../../../src/server/company.ts';
import { after, day, type Fields, type Journey, visitor } from './road.ts';

/** A key client that sales has: looked at, told of, raised and lowered again. */
export const clientCard: Journey = async (road) => {
  const { director: who, dice } = road;
  const sellers = await road.go<{ items: { id: string; serves: boolean }[] }>('GET /api/v1/specialists', {
    query: { department: 'sales' },
  });
  const client = await road.go<{ id: string }>('POST /api/v1/clients', { body: { name: `Client ${dice.word(5)}`, size: 'key' } });
  if (client === null) return;
  // Whoever is full takes no more.
  for (const { id, serves } of sellers?.items ?? []) {
    const owner = { params: { client: client.id, department: 'sales' }, body: { specialistId: id, reason: 'met them' } };
    if (serves && (await road.go('PUT /api/v1/clients/{client}/owners/{department}', owner)) !== null) break;
  }
  const at = { who, params: { id: client.id } };
  const told = { at: after(road, -day), amount: 120_000, currency: 'RUB', productLine: 'subscription' };
  const facts: Fields[] = [
    { type: 'deal', ...told },
    { type: 'payment', kind: 'monthly', ...told },
    { type: 'outreach', at: told.at, means: 'call', contact: null },
  ];
  for (const fact of facts) await road.go('POST /desk/api/clients/{id}/facts', { ...at, body: { key: dice.uuid(), ...fact } });
  const outreach = await road.go<{ records: { id: string }[] }>('GET /desk/api/outreach', { who, query: { of: 'all' } });
  const [called] = outreach?.records ?? [];
  if (called !== undefined)
    await road.go('POST /desk/api/outreach/{id}/withdraw', { who, params: { id: called.id }, body: { key: dice.uuid() } });
  for (const whole of [true, false])
    await road.go('POST /desk/api/clients/{id}/weight', { ...at, body: { department: 'sales', whole, reason: 'opening elsewhere' } });
  for (const what of ['', '/timeline', '/facts', '/expected-payments'])
    await road.go(`GET /desk/api/clients/{id}${what}`, { ...at, query: {} });
};

/** What a month came to, and who did what. */
export const reports: Journey = async (road) => {
  const query = { month: road.now().toISOString().slice(0, 7) };
  await road.go('GET /api/v1/commission', { query });
  for (const name of ['GET /desk/api/commission', 'GET /desk/api/commission.csv'])
    await road.go(name, { who: road.director, query: { ...query, view: 'department' } });
  await road.go('GET /desk/api/audit', { who: road.director, query: {} });
  for (const report of reportKeys)
    for (const door of ['api/v1', 'desk/api']) {
      const about = { who: road.director, params: { report } };
      const read = await road.go<{ columns: { key: string }[] }>(`GET /${door}/reports/{report}`, { ...about, query: {} });
      const metric = road.dice.maybe(read?.columns ?? [])?.key;
      if (metric === undefined) continue;
      for (const ending of ['.csv', '.xlsx'])
        await road.go(`GET /${door}/reports/{report}${ending}`, { ...about, query: { compare: 'previous', sort: `-${metric}` } });
      for (const ending of ['', '.csv', '.xlsx'])
        await road.go(`GET /${door}/reports/{report}/evidence${ending}`, { ...about, query: { metric } });
    }
};

/** What goes on now, and what a manager asks each morning. */
export const now: Journey = async (road) => {
  const { director: who } = road;
  await road.go('GET /desk/api/now', { who, query: {} });
  await road.go('GET /desk/api/now/morning', { who, query: {} });
  await road.go('GET /desk/api/now/behind', { who, query: { of: 'waiting' } });
};

/** Lists of what the company's systems may read. */
const lists = ['clients', 'contacts', 'conversations', 'departments', 'specialists', 'proposals'];
const facts = ['deals', 'payments', 'payment-schedules', 'usage', 'outreach'];

/** What is looked at by programs: lists, streams, what tells how the server is, and what it takes. */
export const listed: Journey = async (road) => {
  for (const name of [...lists, ...facts]) await road.go(`GET /api/v1/${name}`, { query: {} });
  await road.go('GET /desk/api/events', { who: road.director, query: {} });
  const headers = await visitor(road);
  if (headers !== null) await road.go('GET /chat/v1/events', { headers, query: {} });
  for (const path of ['healthz', 'readyz', 'metrics', 'openapi.json', 'schemas/company.json', 'schemas/policy.json', 'desk', 'api'])
    await road.go(`GET /${path}`);
};

/** Somebody's own day, and how a head sees them. */
export const presence: Journey = async (road) => {
  const { director, head: who } = road;
  for (const availability of ['off', 'available']) await road.go('PUT /desk/api/me/availability', { who, body: { availability } });
  for (const name of ['GET /desk/api/me', 'GET /desk/api/me/availability', 'GET /desk/api/people', 'GET /desk/api/tree'])
    await road.go(name, { who, query: {} });
  for (const on of [true, false]) await road.go('PUT /desk/api/me/call', { who, body: { on } });
  for (const what of ['', '/absences']) await road.go(`GET /desk/api/staff/{id}${what}`, { who: director, params: { id: who }, query: {} });
};

/** The company command's and the api-key command's own doors; there is none where the database is served apart. */
export const terminal: Journey = async (road) => {
  const company = await readFilesOf(demoCompany);
  for (const verb of ['plan', 'apply']) await road.go(`POST /admin/v1/company/${verb}`, { body: company });
  const name = `Harbour ${road.dice.word(5)}`;
  const clients = { name: 'clients.csv', text: `name,contact,email\n${name},Ann,${road.dice.word()}@fuzz.example\n` };
  for (const apply of [false, true]) await road.go('POST /admin/v1/company/import', { body: { ...clients, apply } });
  const facts = { name: 'facts.csv', text: 'type,external_id\n' };
  await road.go('POST /admin/v1/company/import-facts', { body: { ...facts, apply: false } });
  await road.go('POST /admin/v1/company/link', { body: { email: road.emailOf(road.head) } });
  await road.go('POST /admin/v1/company/invites', { body: { again: false } });
  const key = await road.go<{ id: string }>('POST /admin/v1/keys/create', {
    body: { name: 'CRM', scopes: ['clients:read'], rateLimit: null },
  });
  await road.go('POST /admin/v1/keys/list', { body: {} });
  if (key !== null) await road.go('POST /admin/v1/keys/revoke', { body: { id: key.id } });
};

/** A client of the demo company, logged in at its site. */
export const demoSite: Journey = async (road) => {
  const listed = await road.go<{ clients: { as: string }[] }>('GET /demo/clients');
  const as = road.dice.maybe(listed?.clients ?? [])?.as;
  if (as !== undefined) await road.go('GET /demo/login', { query: { as } });
};
