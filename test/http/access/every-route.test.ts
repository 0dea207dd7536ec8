import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessOf, type RouteAccess } from '../../../src/http/access.ts';
import { createApp } from '../../../src/http/app.ts';
import type { HttpDeps } from '../../../src/http/deps.ts';
import { openApiDocument } from '../../../src/http/openapi.ts';
import { createStopping } from '../../../src/http/stopping.ts';
import { type Doing, mayAbout, mayAboutConversation, mayIn, reachOf } from '../../../src/people/access.ts';
import { conversationOf } from '../../support/world.ts';
import type { House } from '../house.ts';
import { json, newId } from '../house.ts';
import { actors, enter, type StaffHand, staffedHouse } from './staff.ts';

/*
 * Every route, asked by every role about what is their own, of their department and foreign, and compared with the table in
 * src/people/access.ts. Refused is 401, 403, a 404 that hides the object, and 409 `not-in-charge`; anything else got through.
 */
const app = createApp({ metrics: new Registry(), stopping: createStopping() } as unknown as HttpDeps);
const routes = [...new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))];
type BySession = Extract<RouteAccess, { by: 'session' }>;
const bySession = (about: BySession['about']) =>
  routes.flatMap((route) => {
    const rule = accessOf(route);
    return rule?.by === 'session' && rule.about === about ? [[route, rule.doing] as const] : [];
  });

let home: House;
const hands = new Map<string, StaffHand>();
let examples: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  home = await staffedHouse('postgres');
  for (const name of actors) hands.set(name, await enter(home, name));
  const { paths } = (await openApiDocument(app)) as unknown as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { example?: unknown }> } }>>;
  };
  examples = Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody }]) => [
        `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        requestBody?.content['application/json']?.example,
      ]),
    ),
  );
});
afterAll(() => home.close());

const actorOf = (name: string) => {
  const people = {
    Olga: { role: 'specialist', department: 'client', heads: [] },
    Pavel: { role: 'specialist', department: 'client', heads: [] },
    Fedor: { role: 'specialist', department: 'finance', heads: [] },
    Hanna: { role: 'head', department: 'client', heads: [] },
    Gleb: { role: 'head', department: 'finance', heads: ['finance', 'sales'] },
    Dina: { role: 'director', department: null, heads: [] },
    Ada: { role: 'admin', department: 'client', heads: [] },
  } as const;
  return { id: home.world.specialist(name) as string, ...people[name as keyof typeof people] };
};

/** Whether the request got through to what it asks for. */
async function getsThrough(name: string, route: string, id: string, fields: object = {}): Promise<boolean> {
  const [method = '', path = ''] = route.split(' ');
  const example = examples[route] as { key?: string; email?: string } | undefined;
  // A key of its own, or it would be a repeat; an e-mail that is taken, or there would be somebody new to choose from.
  const own = {
    ...(example?.key === undefined ? {} : { key: newId() }),
    ...(example?.email === undefined ? {} : { email: 'olga@world.example' }),
  };
  const body = example === undefined ? undefined : { ...example, ...own, ...fields };
  const query = path.endsWith('/messages')
    ? '?after=0'
    : path.endsWith('/cover')
      ? '?from=2026-03-02T00:00:00Z&until=2026-03-03T00:00:00Z'
      : '';
  const address = path.replace('/desk/api', '').replace(/:(id|key)/, id) + query;
  const hand = hands.get(name) as StaffHand;
  const response = method === 'GET' ? await hand.get(address) : await hand.send(method as 'POST', address, body);
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return true;
  }
  const code = response.ok ? '' : ((await response.json()) as { error: { code: string } }).error.code;
  return !['unauthorized', 'csrf', 'forbidden', 'unknown-person', 'unknown-absence', 'unknown-conversation', 'not-in-charge'].includes(
    code,
  );
}

it('every route has its place in the table', () => {
  expect(routes.filter((route) => accessOf(route) === undefined)).toEqual([]);
});

it('the table lets nobody in whom the roles do not name', () => {
  expect(routes.filter((route) => route.includes('/desk/api/') && !['session', 'device'].includes(accessOf(route)?.by ?? ''))).toEqual([]);
});

describe('401 without a session', () => {
  it.each(routes.filter((route) => accessOf(route)?.by === 'session'))('%s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const response = await home.request(path.replaceAll(/:\w+/g, newId()), { method });
    expect(response.status).toBe(401);
  });
});

describe('401 without a token or a key', () => {
  it.each(routes.filter((route) => ['visitor', 'api-key'].includes(accessOf(route)?.by ?? '')))('%s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    expect((await home.request(path.replaceAll(/:\w+/g, newId()), { method })).status).toBe(401);
  });
});

describe('what is about nothing in particular', () => {
  // Ends the session it is asked in, or is the person's own in every role.
  const ending = ['POST /desk/api/session/lock', 'POST /desk/api/sign-out'];
  it.each(bySession('nothing').filter(([route]) => !ending.includes(route)))('%s', async (route, doing) => {
    const through = await Promise.all(actors.map(async (name) => [name, await getsThrough(name, route, newId())]));
    expect(through).toEqual(actors.map((name) => [name, reachOf(actorOf(name), doing) !== 'none']));
  });
});

describe('what is about a person', () => {
  const subjects = ['Olga', 'Pavel', 'Fedor', 'Hanna', 'Dina', 'Ada'];
  const table = bySession('person').flatMap(([route, doing]) => actors.map((name) => [route, name, doing] as const));
  it.each(table)('%s by %s', async (route, name, doing) => {
    const through: [string, boolean][] = [];
    for (const subject of subjects) through.push([subject, await getsThrough(name, route, home.world.specialist(subject), stale(route))]);
    expect(through).toEqual(subjects.map((subject) => [subject, mayAbout(actorOf(name), doing, actorOf(subject))]));
  });

  it.each(bySession('absence').flatMap(([route, doing]) => actors.map((name) => [route, name, doing] as const)))(
    '%s by %s',
    async (route, name, doing) => {
      const through: [string, boolean][] = [];
      for (const subject of subjects) {
        const planned = { from: '2026-07-01T00:00:00Z', until: '2026-07-02T00:00:00Z', reason: 'x' };
        const made = await (hands.get('Dina') as StaffHand).post(`/staff/${home.world.specialist(subject)}/absences`, planned);
        const { id } = await json<{ id: string }>(made);
        through.push([subject, await getsThrough(name, route, id)]);
      }
      expect(through).toEqual(subjects.map((subject) => [subject, mayAbout(actorOf(name), doing, actorOf(subject))]));
    },
  );
});

/** Nobody really leaves while others are asked about them; planned ahead, an absence changes nothing now. */
function stale(route: string): object {
  if (route.endsWith('/availability')) return { availability: 'available', awayUntil: null };
  if (route.endsWith('/absences')) return { deputy: null };
  return /PATCH|leave|rehire/.test(route) ? { version: 'long ago' } : {};
}

describe('what is about a department', () => {
  const departments = ['client', 'sales', 'finance'];
  const table = bySession('department').flatMap(([route, doing]) => actors.map((name) => [route, name, doing] as const));
  it.each(table)('%s by %s', async (route, name, doing) => {
    const through: [string, boolean][] = [];
    for (const key of departments) through.push([key, await getsThrough(name, route, key, { version: 'long ago', head: null })]);
    expect(through).toEqual(departments.map((key) => [key, mayIn(actorOf(name), doing, key)]));
  });
});

describe('what is about a conversation', () => {
  /** One in somebody's charge. */
  async function inChargeOf(name: string): Promise<string> {
    const { world } = home;
    const id = conversationOf(await world.stranger().says('operator'));
    const { department } = actorOf(name);
    const holder = (
      await world.db.query<{ name: string }>(
        'select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid',
        [id],
      )
    )[0]?.name;
    if (department !== 'client')
      await world.does(holder ?? 'Hanna', id, { type: 'transfer', department: department ?? 'client', reason: 'x' });
    if (holder !== name) await world.does(name, id, { type: 'take' });
    // As if nobody had had it before: only who has it now counts.
    await world.db.query(
      'delete from assignment where conversation_id = $1::text::uuid and specialist_id is distinct from $2::text::uuid',
      [id, world.specialist(name)],
    );
    return id;
  }

  const cases = bySession('conversation').flatMap(([route, doing]) => actors.map((name) => [route, name, doing] as const));
  it.each(cases)('%s by %s', async (route, name, doing: Doing) => {
    const actor = actorOf(name);
    // Nobody above departments is ever in charge.
    const holders = [...(actor.department === null ? [] : [name]), 'Pavel', 'Fedor'];
    const through: [string, boolean][] = [];
    for (const holder of holders) through.push([holder, await getsThrough(name, route, await inChargeOf(holder))]);
    const allowed = (holder: string) =>
      mayAboutConversation(actor, doing, { department: actorOf(holder).department ?? '', isTheirs: holder === name });
    expect(through).toEqual(holders.map((holder) => [holder, allowed(holder)]));
  });
});
