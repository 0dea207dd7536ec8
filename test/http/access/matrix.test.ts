import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import type { HttpDeps } from '../../../src/http/deps.ts';
import { deskOperations } from '../../../src/http/desk/operations.ts';
import type { AnyOperation } from '../../../src/http/operation.ts';
import { operations } from '../../../src/http/operations.ts';
import { pageOperations, widgetOperations } from '../../../src/http/pages/pages.ts';
import { createStopping } from '../../../src/http/stopping.ts';
import { access } from '../../../src/people/access.ts';
import { addressOf } from '../address.ts';
import { type House, newId } from '../house.ts';
import { type Reach, rights, routes } from './golden.ts';
import { createObjects, type Made, type Objects } from './objects.ts';
import { enter, type StaffHand, staffedHouse } from './staff.ts';

/*
 * Every route, asked by every role about what is their own, of their department and foreign, and compared with golden.ts. Refused is
 * 401, 403, the 404 that hides the object, and 409 `not-in-charge`; whatever else is answered, the request got through.
 */

const bySession: readonly AnyOperation[] = deskOperations.filter((each) => each.access.by === 'session');
const nameOf = ({ method, path }: AnyOperation) => `${method.toUpperCase()} ${path}`;

/** Whose they are: where they work, what they are, what they head. */
const people: Readonly<Record<string, { role: number; department: string | null; heads: readonly string[] }>> = {
  Olga: { role: 0, department: 'client', heads: [] },
  Pavel: { role: 0, department: 'client', heads: [] },
  Sveta: { role: 0, department: 'sales', heads: [] },
  Fedor: { role: 0, department: 'finance', heads: [] },
  Hanna: { role: 1, department: 'client', heads: [] },
  Gleb: { role: 1, department: 'finance', heads: ['finance', 'sales'] },
  Dina: { role: 2, department: null, heads: [] },
  Ada: { role: 3, department: 'client', heads: [] },
};
const actors = ['Olga', 'Sveta', 'Hanna', 'Gleb', 'Dina', 'Ada'] as const;

const reachOf = (name: string, doing: string): Reach => rights[doing]?.[people[name]?.role ?? 0] ?? 'none';

/** Where somebody's reach of `department` goes: their own department and those they head. */
function departmentsOf(name: string): readonly string[] {
  const { department = null, heads = [] } = people[name] ?? {};
  return [...(department === null ? [] : [department]), ...heads];
}

/** By the golden table: may `name` do this about something of `holder`, in `department`? */
function mayDo(name: string, doing: string, kind: string, holder: string, department: string | null): boolean {
  const reach = reachOf(name, doing);
  if (reach === 'none') return false;
  // Who does not see a client does nothing about it, whatever their right to do so elsewhere.
  const isOfClient = (kind === 'client' || kind === 'contact') && doing !== 'client.see' && doing !== 'client.acquaint';
  if (isOfClient && !mayDo(name, 'client.see', kind, holder, department)) return false;
  // Nobody excuses themselves, whatever they are.
  if (doing === 'violation.excuse' && name === holder) return false;
  // Commission hangs on deals and payments: a specialist tells of them in sales only.
  if (doing === 'facts.tell' && reach === 'own') return people[name]?.department === 'sales' && name === holder;
  if (reach === 'any') return true;
  // Every head may put outreach right, whoever of sales wrote it down.
  if (kind === 'outreach') return reach === 'department';
  const isOfPerson = ['person', 'absence', 'violation'].includes(kind);
  // About themselves everybody may do what a specialist may about themselves.
  if (name === holder) return isOfPerson ? rights[doing]?.[0] === 'own' : true;
  // A handover is between sales and the client department, whoever of sales it begins with.
  const within = kind === 'handover' ? ['sales', 'client'] : [department];
  if (reach === 'own' || !departmentsOf(name).some((each) => within.includes(each))) return false;
  // A head's reach in a department ends at other heads and whoever is above.
  return !isOfPerson || people[holder]?.role === 0;
}

const app = createApp({ metrics: new Registry(), stopping: createStopping() } as unknown as HttpDeps);

describe('the list of routes', () => {
  it('is the operations, and nothing beside them', () => {
    const served = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    const defined = [...operations, ...pageOperations, ...widgetOperations].map(nameOf);
    expect([...new Set(served)].toSorted()).toEqual(defined.toSorted());
  });

  it('of the desk is the golden one', () => {
    const declared = bySession.map((each) => [nameOf(each), [each.access.doing, each.access.object ?? 'nothing']]);
    expect(Object.fromEntries(declared)).toEqual(routes);
  });

  it('names an object for every address that names one', () => {
    // What no right hangs on: one of many versions, keys and trees, which are seen and changed together or not at all.
    const webhooks = ['', '/secret', '/test', '/deliveries', '/deliveries/:delivery/replay', '/replay'].map(
      (each) => `/desk/api/webhooks/:id${each}`,
    );
    const together = ['/desk/api/policy/:version', '/desk/api/question-tree/:hash', '/desk/api/keys/:id', ...webhooks];
    // A report says nothing by itself: what it may be asked is what somebody sees.
    const isReport = (path: string) => path.startsWith('/desk/api/reports/:report');
    // What is one's own is found among one's own.
    const own = ['/desk/api/me/sessions/:id/end', '/desk/api/me/views/:id'];
    const bare = bySession.filter(
      ({ path, access }) => path.includes(':') && access.object === undefined && !isReport(path) && ![...together, ...own].includes(path),
    );
    expect(bare.map(nameOf)).toEqual([]);
  });

  it('lets nobody to the desk without a session, but to the ways of getting one', () => {
    const others = deskOperations.filter((each) => each.access.by !== 'session').map((each) => `${nameOf(each)} ${each.access.by}`);
    expect(others.toSorted()).toEqual([
      'GET /desk/api/session/people device',
      'GET /desk/sign-in signed-link',
      'POST /desk/api/session/switch device',
      'POST /desk/sign-in signed-link',
    ]);
  });
});

it('the rights are the golden ones', () => {
  const table = Object.entries(access).map(([doing, { specialist, head, director, admin }]) => [
    doing,
    [specialist, head, director, admin],
  ]);
  expect(Object.fromEntries(table)).toEqual(rights);
});

describe('asked', () => {
  let home: House;
  let objects: Objects;
  const hands = new Map<string, StaffHand>();
  beforeAll(async () => {
    home = await staffedHouse('postgres');
    for (const name of actors) hands.set(name, await enter(home, name));
    objects = await createObjects(home, () => hands.get('Dina') as StaffHand);
  });
  afterAll(async () => {
    // Put there by hand: nothing was decided by which they would be due.
    await home.world.db.query('delete from proposal');
    await home.close();
  });

  it.each(operations.filter((each) => each.access.by === 'session').map(nameOf))('without a session 401: %s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    expect((await home.request(addressOf(path, newId), { method })).status).toBe(401);
  });

  it.each(operations.filter((each) => ['visitor', 'api-key'].includes(each.access.by)).map(nameOf))(
    'without a token or a key 401: %s',
    async (route) => {
      const [method = '', path = ''] = route.split(' ');
      expect((await home.request(addressOf(path, newId), { method })).status).toBe(401);
    },
  );

  /** Whether the request got through to what it asks for. */
  async function getsThrough(
    name: string,
    operation: AnyOperation,
    { id, fields, params = {} }: Pick<Made, 'id' | 'fields' | 'params'>,
  ): Promise<boolean> {
    const { method, path, body, access } = operation;
    const example = body !== undefined && 'schema' in body ? (body.example as { key?: string; email?: string }) : undefined;
    // A key of its own, or it would be a repeat; an e-mail that is taken, or there would be somebody new.
    const own = {
      ...(example?.key === undefined ? {} : { key: newId() }),
      ...(example?.email === undefined ? {} : { email: 'olga@world.example' }),
    };
    const sent = example === undefined ? undefined : { ...example, ...own, ...fields };
    const known: Readonly<Record<string, string | undefined>> = { id, key: id, report: 'response', ...params };
    const address = addressOf(path.replace('/desk/api', ''), (part) => known[part] ?? newId());
    const hand = hands.get(name) as StaffHand;
    const response =
      method === 'get' ? await hand.get(address + queryOf(path)) : await hand.send(method.toUpperCase() as 'POST', address, sent);
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return true;
    }
    if (response.ok) return true;
    const { error } = (await response.json()) as { error: { code: string } };
    const hidden = access.errors.filter((code) => code.startsWith('unknown-') || code.endsWith('not-found'));
    return !['unauthorized', 'csrf', 'cross-site', 'forbidden', 'not-in-charge', ...hidden].includes(error.code);
  }

  // These end the session they are asked in; they are everybody's own.
  const ending = ['POST /desk/api/session/lock', 'POST /desk/api/sign-out'];
  /** ends the sessions of whom it is about: they come back for what follows */
  const signsOut = 'POST /desk/api/staff/:id/sessions/end';
  const about = (isAbout: boolean) => bySession.filter((each) => (each.access.object !== undefined) === isAbout);

  it.each(
    about(false)
      .filter((each) => !ending.includes(nameOf(each)))
      .map((each) => [nameOf(each), each] as const),
  )('about nothing in particular: %s', async (_, operation) => {
    const through: (readonly [string, boolean])[] = [];
    for (const name of actors)
      through.push([name, await getsThrough(name, operation, { id: newId(), fields: changesNothing(nameOf(operation), name) })]);
    const doing = operation.access.doing ?? '';
    // A new snippet is about the department it is for.
    const isAllowed = (name: string) =>
      nameOf(operation) === 'POST /desk/api/snippets'
        ? mayDo(name, doing, 'snippet', '', people[name]?.department ?? null)
        : reachOf(name, doing) !== 'none';
    expect(through).toEqual(actors.map((name) => [name, isAllowed(name)]));
  });

  const cases = about(true).flatMap((each) => actors.map((name) => [nameOf(each), name, each] as const));
  it.each(cases)('about what is one’s own, one’s department’s and foreign: %s by %s', async (_, name, operation) => {
    const kind = operation.access.object ?? '';
    const through: (readonly [string, boolean])[] = [];
    const allowed: (readonly [string, boolean])[] = [];
    for (const holder of objects.holdersOf(kind, name)) {
      const made = await objects.make(kind, holder, operation);
      through.push([holder, await getsThrough(name, operation, made)]);
      allowed.push([holder, mayDo(name, operation.access.doing ?? '', kind, holder, made.department)]);
    }
    expect(through).toEqual(allowed);
    if (nameOf(operation) !== signsOut) return;
    for (const [holder, isOut] of through) if (isOut && hands.has(holder)) hands.set(holder, await enter(home, holder));
  });
});

function queryOf(path: string): string {
  if (path.endsWith('/messages')) return '?after=0';
  if (path.endsWith('/cover')) return '?from=2026-03-02T00:00:00Z&until=2026-03-03T00:00:00Z';
  if (path.endsWith('/search') || path.endsWith('/callers')) return '?q=olga';
  if (/\/commission(\.csv)?$/.test(path)) return '?month=2026-03';
  if (/\/evidence(\.\w+)?$/.test(path)) return '?metric=firstResponse.n';
  return '';
}

/** A version nobody has: what is not about anything in particular is asked for, and changes nothing. */
function changesNothing(route: string, name: string): object {
  // A snippet is added where one works; above departments, for everybody.
  if (route === 'POST /desk/api/snippets') return { department: people[name]?.department ?? null };
  if (route === 'POST /desk/api/policy' || route === 'POST /desk/api/question-tree') return { base: 99 };
  if (route === 'PUT /desk/api/company') return { version: 'another' };
  // One of one's own; with whom it may be shared has specs of its own.
  if (route === 'POST /desk/api/me/views') return { id: newId(), sharedWith: null };
  if (route === 'PUT /desk/api/me/call') return { on: false };
  return route === 'PUT /desk/api/me/availability' ? { availability: 'available', awayUntil: null } : {};
}
