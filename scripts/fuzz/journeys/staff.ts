import { after, day, type Fields, type Journey, newest } from './road.ts';

/** Deadlines that lapsed: said why, excused. */
export const violations: Journey = async (road) => {
  const list = await road.go<{ violations: { id: string; person: { id: string } }[] }>('GET /desk/api/violations', {
    who: road.director,
    query: {},
  });
  const found = road.dice.maybe(list?.violations ?? []);
  if (found === undefined) return;
  await road.go('POST /desk/api/violations/{id}/reply', {
    who: found.person.id,
    params: { id: found.id },
    body: { text: 'I was with a client.' },
  });
  await road.go('POST /desk/api/violations/{id}/excuse', {
    who: road.director,
    params: { id: found.id },
    body: { reason: 'The line was down.' },
  });
};

/** What is changed by the version that was read: people, departments, the policy, the tree. */
export const versioned: Journey = async (road) => {
  const person = await road.go<Fields & { id: string; version: string }>('POST /desk/api/staff', {
    who: road.director,
    body: { name: 'New One', email: `${road.dice.word()}@fuzz.example`, role: 'specialist', department: 'client' },
  });
  if (person !== null) {
    const at = { who: road.director, params: { id: person.id } };
    const changed = await road.go<{ version: string }>('PATCH /desk/api/staff/{id}', {
      ...at,
      body: { version: person.version, capacity: 0.5 },
    });
    await road.go('POST /desk/api/staff/{id}/sessions/end', { ...at, body: {} });
    await road.go('POST /desk/api/staff/{id}/link', { ...at, body: { hours: 1 } });
    await road.go('POST /desk/api/staff/{id}/leave/preview', at);
    const left = await road.go<{ version: string }>('POST /desk/api/staff/{id}/leave', {
      ...at,
      body: { version: changed?.version ?? person.version },
    });
    await road.go('POST /desk/api/staff/{id}/rehire', { ...at, body: { version: left?.version ?? person.version, department: 'client' } });
  }
  const departments = await road.go<{ departments: { key: string; version: string }[] }>('GET /desk/api/departments', {
    who: road.director,
  });
  const department = road.dice.maybe(departments?.departments ?? []);
  if (department !== undefined) {
    const at = { who: road.director, params: { key: department.key } };
    await road.go('PATCH /desk/api/departments/{key}', { ...at, body: { version: department.version, holidays: ['2027-01-01'] } });
    await road.go('GET /desk/api/departments/{key}/cover', { ...at, query: { from: after(road, 0), until: after(road, day) } });
  }
  const policy = await road.go<{ version: number; data: unknown }>('GET /desk/api/policy', { who: road.director });
  await road.go('GET /desk/api/policy/{version}', { who: road.director, params: { version: String(policy?.version ?? 1) } });
  if (policy !== null)
    await road.go('POST /desk/api/policy', { who: road.director, body: { base: policy.version, data: policy.data, note: 'as it was' } });
  const tree = await road.go<{ hash: string; tree: Fields }>('GET /desk/api/question-tree', { who: road.director });
  if (tree === null) return;
  await road.go('GET /desk/api/question-tree/{hash}', { who: road.director, params: { hash: tree.hash } });
  await road.go('POST /desk/api/question-tree/check', { who: road.director, body: { tree: tree.tree } });
  const greeting = { ru: `Здравствуйте ${road.dice.word(4)}`, en: 'Hello' };
  await road.go('POST /desk/api/question-tree', { who: road.director, body: { base: tree.hash, tree: { ...tree.tree, greeting } } });
};

/** One browser that several people share. */
export const device: Journey = async (road) => {
  const who = road.dice.one([road.director, road.head]);
  const pin = String(100_000 + road.dice.below(800_000));
  // Whoever has just come by a link needs no PIN of before.
  await road.signInAgain(who);
  await road.go('PUT /desk/api/me/pin', { who, body: { pin } });
  await road.go('GET /desk/api/session/people', { who });
  await road.go('POST /desk/api/session/lock', { who });
  await road.go('POST /desk/api/session/switch', { who, body: { email: road.emailOf(who), pin } });
  await road.signInAgain(who);
  await road.go('POST /desk/api/me/pin/remove', { who, body: {} });
  await road.go('POST /desk/api/me/sessions/end', { who, body: {} });
  await road.go('POST /desk/api/sign-out', { who });
  await road.signInAgain(who);
};

/** A link into the desk: looked at, used in another browser, and that one signed out from the first. */
export const signedIn: Journey = async (road) => {
  const list = await road.go<{ staff: { id: string }[] }>('GET /desk/api/staff', { who: road.director, query: {} });
  const who = road.dice.maybe((list?.staff ?? []).filter(({ id }) => road.emailOf(id) !== undefined))?.id;
  if (who === undefined) return;
  const made = await road.go<{ url: string }>('POST /desk/api/staff/{id}/link', {
    who: road.director,
    params: { id: who },
    body: { hours: 1 },
  });
  const token = made === null ? null : new URL(made.url, 'http://x').searchParams.get('token');
  if (token === null) return;
  await road.go('GET /desk/sign-in', { query: { token } });
  await road.go('POST /desk/sign-in', { body: new URLSearchParams({ token }) });
  const signedInAt = await road.go<{ sessions: { id: string; here: boolean }[] }>('GET /desk/api/me/sessions', { who });
  const other = signedInAt?.sessions.find(({ here }) => !here);
  if (other !== undefined) await road.go('POST /desk/api/me/sessions/{id}/end', { who, params: { id: other.id }, body: {} });
};

/** A meeting about the newest conversation, agreed upon and moved. */
export const meeting: Journey = async (road) => {
  const found = await newest(road);
  if (found === null) return;
  const { director: who, dice } = road;
  const body = { id: dice.uuid(), startsAt: null, text: 'A demo' };
  const made = await road.go<{ meeting: { id: string } }>('POST /desk/api/conversations/{id}/meetings', {
    who,
    params: { id: found.id },
    body,
  });
  if (made === null) return;
  for (const startsAt of [after(road, day), after(road, 2 * day)])
    await road.go('POST /desk/api/tasks/{id}/move', { who, params: { id: made.meeting.id }, body: { startsAt, minutes: 60 } });
  await road.go('GET /desk/api/conversations/{id}/meetings', { who, params: { id: found.id }, query: {} });
};

/** What people keep for themselves and each other: tasks, absences, snippets, keys. */
export const kept: Journey = async (road) => {
  const { director: who, dice } = road;
  await road.go('GET /desk/api/search', { who, query: { q: 'operator' } });
  const list = await road.go<{ tasks: { id: string }[] }>('GET /desk/api/tasks', { who, query: { view: 'department' } });
  const task = dice.maybe(list?.tasks ?? [])?.id;
  if (task !== undefined) await road.go('POST /desk/api/tasks/{id}/done', { who, params: { id: task }, body: { outcome: 'Called back.' } });
  const coverage = await road.go<{ clients: { client: { id: string }; task: boolean }[] }>('GET /desk/api/coverage', { who, query: {} });
  const short = dice.maybe(coverage?.clients ?? [])?.client.id;
  if (short !== undefined) await road.go('POST /desk/api/coverage/{id}/task', { who, params: { id: short } });
  const planned = { from: after(road, 30 * day), until: after(road, 40 * day), reason: 'Holiday', deputy: null };
  const absence = await road.go<{ id: string }>('POST /desk/api/staff/{id}/absences', { who, params: { id: road.head }, body: planned });
  if (absence !== null) await road.go('POST /desk/api/absences/{id}/cancel', { who, params: { id: absence.id }, body: {} });
  const words = { title: dice.word(), body: { en: 'Hello, {contact}!' }, department: null };
  await road.go('GET /desk/api/me/summaries', { who });
  await road.go('PUT /desk/api/me/summaries', { who, body: { daily: true, weekly: false, hour: 8 } });
  const asked = { name: dice.word(), query: { by: 'day' }, sharedWith: null };
  const view = await road.go<{ id: string }>('POST /desk/api/me/views', { who, body: { ...asked, id: dice.uuid(), page: 'response' } });
  if (view !== null) {
    await road.go('GET /desk/api/views', { who, query: {} });
    await road.go('PUT /desk/api/me/views/{id}', { who, params: { id: view.id }, body: { ...asked, name: dice.word() } });
    await road.go('DELETE /desk/api/me/views/{id}', { who, params: { id: view.id } });
  }
  const snippet = await road.go<{ id: string }>('POST /desk/api/snippets', { who, body: words });
  if (snippet !== null) {
    await road.go('GET /desk/api/snippets', { who, query: {} });
    await road.go('PUT /desk/api/snippets/{id}', { who, params: { id: snippet.id }, body: { ...words, title: dice.word() } });
    await road.go('DELETE /desk/api/snippets/{id}', { who, params: { id: snippet.id } });
  }
  const key = await road.go<{ id?: string; key?: { id: string } }>('POST /desk/api/keys', {
    who,
    body: { name: 'CRM', scopes: ['clients:read'] },
  });
  await road.go('GET /desk/api/keys', { who });
  const id = key?.id ?? key?.key?.id;
  if (id !== undefined) await road.go('DELETE /desk/api/keys/{id}', { who, params: { id } });
};
