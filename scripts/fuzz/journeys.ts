import type { Dice } from './dice.ts';
import type { Given } from './requests.ts';
import type { Answer } from './wish.ts';

/** What a journey does things with: an operation by its name, its answer's JSON when it succeeded. */
export interface Road {
  readonly dice: Dice;
  /** null where it was refused; what has no JSON answers an empty object */
  go<Json = Fields>(name: string, given?: Given): Promise<Json | null>;
  /** Telegram calls; the bot is started by a link with `payload`, or somebody says something */
  telegram(call: ({ readonly start: string } | { readonly says: string }) & { readonly user: number }): Promise<Answer | null>;
  newTelegramUser(): number;
  /** Telegram takes nothing for them any more */
  refuseInTelegram(user: number): void;
  wait(ms: number): Promise<void>;
  /** somebody answers in the thread of the newest card in Slack */
  slackAnswer(email: string, text: string): Promise<Answer | null>;
  readonly director: string;
  /** heads the client department */
  readonly head: string;
  emailOf(specialist: string): string | undefined;
  now(): Date;
}

export type Fields = Readonly<Record<string, unknown>>;

export type Journey = (road: Road) => Promise<void>;

interface Listed {
  readonly id: string;
  readonly openedAt: string;
  readonly specialist: { readonly id: string } | null;
  readonly client: { readonly id: string } | null;
}

const day = 86_400_000;

const after = (road: Road, ms: number) => new Date(road.now().getTime() + ms).toISOString();

/** The conversation that is newest at the desk, and in whose charge it is. */
async function newest(road: Road): Promise<(Listed & { readonly who: string }) | null> {
  const list = await road.go<{ conversations: Listed[] }>('GET /desk/api/conversations', {
    who: road.director,
    query: { view: 'all', status: 'open' },
  });
  const served = (list?.conversations ?? [])
    .filter((each) => each.specialist !== null)
    .toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  const found = served[0];
  return found === undefined ? null : { ...found, who: found.specialist?.id ?? '' };
}

async function visitor(road: Road): Promise<Readonly<Record<string, string>> | null> {
  const session = await road.go<{ token: string }>('POST /chat/v1/session', { body: { language: 'en' } });
  return session === null ? null : { authorization: `Bearer ${session.token}` };
}

const says = (road: Road, headers: Readonly<Record<string, string>>, text: string) =>
  road.go('POST /chat/v1/messages', { headers, body: { id: road.dice.uuid(), text } });

/** A stranger writes, is answered, rates it; everything that can be done to a conversation on the way. */
const conversation: Journey = async (road) => {
  const headers = await visitor(road);
  if (headers === null) return;
  await says(road, headers, 'operator');
  const found = await newest(road);
  if (found === null) return;
  const { id, who } = found;
  const key = () => road.dice.uuid();
  const at = { who, params: { id } };
  await road.go('POST /desk/api/conversations/{id}/typing', at);
  await road.go('POST /desk/api/conversations/{id}/promise', { ...at, body: { key: key(), until: after(road, 3_600_000) } });
  const replied = await road.go<{ seq: number }>('POST /desk/api/conversations/{id}/reply', {
    ...at,
    body: { key: key(), text: 'Good **morning**' },
  });
  if (replied !== null) {
    const message = { who, params: { id, seq: String(replied.seq) } };
    await road.go('POST /desk/api/conversations/{id}/messages/{seq}/edit', { ...message, body: { key: key(), text: 'Good evening' } });
    await road.go('POST /desk/api/conversations/{id}/messages/{seq}/delete', { ...message, body: { key: key() } });
  }
  const own = { params: { conversation: id } };
  const posted = await road.go<{ seq: number }>('POST /api/v1/conversations/{conversation}/messages', {
    ...own,
    body: { text: 'Your invoice is ready.', quote: 1 },
  });
  if (posted !== null) {
    const message = { params: { conversation: id, seq: String(posted.seq) } };
    await road.go('PATCH /api/v1/conversations/{conversation}/messages/{seq}', { ...message, body: { text: 'It is sent.' } });
    await road.go('DELETE /api/v1/conversations/{conversation}/messages/{seq}', message);
  }
  await road.go('POST /desk/api/conversations/{id}/beside', { ...at, body: { key: key(), topic: 'finance', reason: 'an invoice' } });
  await says(road, headers, 'thank you');
  await road.go('POST /desk/api/conversations/{id}/waive', { ...at, body: { key: key(), reason: 'thanks' } });
  await road.go('GET /chat/v1/messages', { headers, query: { after: '0' } });
  await road.go('POST /chat/v1/seen', { headers, body: { seq: 1 } });
  if (road.dice.chance(0.5))
    await road.go('POST /desk/api/conversations/{id}/transfer', { ...at, body: { key: key(), department: 'sales', reason: 'a price' } });
  await road.go('POST /desk/api/conversations/{id}/take', { who: road.head, params: { id }, body: { key: key() } });
  await road.go('POST /desk/api/conversations/{id}/resolve', { who: road.director, params: { id }, body: { key: key() } });
  await road.go('POST /chat/v1/rating', { headers, body: { conversation: id, score: 5 } });
};

/** A web chat goes on in Telegram, by somebody new to the bot or known to it, and a head undoes the join. */
const joined: Journey = async (road) => {
  const headers = await visitor(road);
  if (headers === null) return;
  await says(road, headers, 'operator');
  const found = await newest(road);
  const link = await road.go<{ url: string }>('POST /chat/v1/continue', { headers });
  const start = link === null ? null : new URL(link.url).searchParams.get('start');
  if (found === null || start === null) return;
  const user = road.newTelegramUser();
  if (road.dice.chance(0.8)) await road.telegram({ says: 'operator', user });
  await road.telegram({ start, user });
  await road.go('POST /desk/api/conversations/{id}/reply', {
    who: found.who,
    params: { id: found.id },
    body: { key: road.dice.uuid(), text: 'Here too' },
  });
  await undone(road, found.id);
};

/** Undoes whatever joined the contacts of a conversation's client; a stranger becomes one first. */
async function undone(road: Road, conversation: string): Promise<void> {
  const { director: who } = road;
  const card = await road.go<{ conversation: { contact: { id: string }; clientCard: { id: string } | null } }>(
    'GET /desk/api/conversations/{id}',
    {
      who,
      params: { id: conversation },
    },
  );
  if (card === null) return;
  const { contact, clientCard } = card.conversation;
  const newClient = { name: `Client ${road.dice.word(5)}`, size: 'small' };
  const made =
    clientCard === null
      ? await road.go<{ client: { id: string } }>('POST /desk/api/contacts/{id}/attach', {
          who,
          params: { id: contact.id },
          body: { newClient, reason: 'new' },
        })
      : null;
  const client = clientCard?.id ?? made?.client.id;
  if (client === undefined) return;
  const shown = await road.go<{ contacts: { id: string; joins?: { id: string }[] }[] }>('GET /desk/api/clients/{id}', {
    who,
    params: { id: client },
  });
  for (const { id, joins = [] } of shown?.contacts ?? [])
    for (const { id: join } of joins) await road.go('POST /desk/api/contacts/{id}/joins/{join}/undo', { who, params: { id, join } });
}

/** A stranger turns out to be of a client, and then not. */
const attached: Journey = async (road) => {
  const found = await newest(road);
  const card =
    found === null
      ? null
      : await road.go<{ conversation: { contact: { id: string } | null } }>('GET /desk/api/conversations/{id}', {
          who: road.director,
          params: { id: found.id },
        });
  const contact = card?.conversation.contact?.id;
  const clients = await road.go<{ items: { id: string }[] }>('GET /api/v1/clients', { query: {} });
  const client = road.dice.maybe(clients?.items ?? [])?.id;
  if (contact === undefined || client === undefined) return;
  const body = road.dice.chance(0.7)
    ? { client, reason: 'they said so' }
    : { newClient: { name: 'A new one', size: 'small' }, reason: 'they said so' };
  const made = await road.go<{ client: { id: string }; record?: string }>('POST /desk/api/contacts/{id}/attach', {
    who: road.director,
    params: { id: contact },
    body,
  });
  const shown = await road.go<{ contacts: { id: string; record: string | null }[] }>('GET /desk/api/clients/{id}', {
    who: road.director,
    params: { id: made?.client.id ?? client },
  });
  const record = made?.record ?? shown?.contacts.find((each) => each.id === contact)?.record;
  if (record)
    await road.go('POST /desk/api/contacts/{id}/detach', {
      who: road.director,
      params: { id: contact },
      body: { record, reason: 'a mistake' },
    });
};

/** A client opens an invite on the site, and in Telegram. */
const invited: Journey = async (road) => {
  const clients = await road.go<{ items: { id: string }[] }>('GET /api/v1/clients', { query: {} });
  const client = road.dice.maybe(clients?.items ?? [])?.id;
  if (client === undefined) return;
  const made = await road.go<{ link?: string; url?: string; telegram?: string | null }>('POST /desk/api/clients/{id}/invite', {
    who: road.director,
    params: { id: client },
    body: { name: 'A new one', role: 'IT' },
  });
  const link = Object.values(made ?? {}).find((each) => typeof each === 'string' && each.includes('invite'));
  const invite =
    link === undefined || link === null ? null : (new URL(String(link)).hash + new URL(String(link)).search).match(/invite=([\w-]+)/)?.[1];
  if (invite === undefined || invite === null) return;
  if (road.dice.chance(0.5)) await road.telegram({ start: invite, user: road.newTelegramUser() });
  else await road.go('POST /chat/v1/session', { body: { invite } });
};

/** Deadlines that lapsed: said why, excused. */
const violations: Journey = async (road) => {
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

const portfolio: Journey = async (road) => {
  const { specialists = [] } = {
    specialists: (
      await road.go<{ items: { id: string; department: string | null; serves: boolean }[] }>('GET /api/v1/specialists', { query: {} })
    )?.items,
  };
  const owner = road.dice.maybe(specialists.filter((each) => each.serves && each.department === 'client'));
  if (owner === undefined) return;
  const at = { who: road.director, params: { id: owner.id } };
  await road.go('POST /desk/api/people/{id}/portfolio/preview', at);
  const moved = await road.go<{ id: string }>('POST /desk/api/people/{id}/portfolio/move', { ...at, body: { reason: 'on leave' } });
  if (moved !== null)
    await road.go('POST /desk/api/people/{id}/portfolio/moves/{move}/undo', {
      who: road.director,
      params: { id: owner.id, move: moved.id },
    });
};

/** A client of sales buys and pays, is to be handed over, and heads have their say. */
const handover: Journey = async (road) => {
  const { dice } = road;
  const sellers = await road.go<{ items: { id: string; department: string | null; serves: boolean }[] }>('GET /api/v1/specialists', {
    query: { department: 'sales' },
  });
  const seller = dice.maybe((sellers?.items ?? []).filter((each) => each.serves));
  const client = await road.go<{ id: string }>('POST /api/v1/clients', {
    body: { name: `Client ${dice.word(5)}`, size: dice.one(['key', 'key', 'small', 'medium', 'large']), externalId: dice.word() },
  });
  if (client === null || seller === undefined) return;
  const params = { client: client.id };
  const buyer = await road.go<{ id: string }>('POST /api/v1/clients/{client}/contacts', {
    params,
    body: { name: 'Buyer', email: `${dice.word()}@fuzz.example`, phone: `+7${9_000_000_000 + dice.below(999_999_999)}` },
  });
  await road.go('PUT /api/v1/clients/{client}/owners/{department}', {
    params: { ...params, department: 'sales' },
    body: { specialistId: seller.id, reason: 'met them' },
  });
  await road.go('POST /desk/api/clients/{id}/weight', {
    who: road.director,
    params: { id: client.id },
    body: { department: 'sales', whole: true, reason: 'opening elsewhere' },
  });
  const fact = (n: number, more: Fields) => ({
    externalId: dice.word(16),
    at: after(road, -n * day),
    client: { id: client.id },
    productLine: 'subscription',
    ...more,
  });
  await road.go('POST /api/v1/usage', { body: fact(20, { quantity: 14 }) });
  const { productLine: _, ...called } = fact(30, { contactId: buyer?.id ?? null, specialistId: seller.id, means: 'call' });
  await road.go('POST /api/v1/outreach', { body: called });
  await road.go('POST /api/v1/deals', { body: fact(40, { amount: 24_000_000, currency: 'RUB' }) });
  await road.go('POST /api/v1/payments', { body: fact(35, { amount: 2_000_000, currency: 'RUB', kind: 'monthly' }) });
  const { handovers = [] } =
    (await road.go<{ handovers: { id: string; client: { id: string }; may: string[] }[] }>('GET /desk/api/handovers', {
      who: road.director,
      query: { view: 'department' },
    })) ?? {};
  const mine = handovers.find((each) => each.client.id === client.id) ?? handovers[0];
  if (mine === undefined) return;
  for (const verb of ['ask', 'refuse', 'put-off', 'resume', 'documents', 'ask', 'accept']) {
    const who = verb === 'ask' && dice.chance(0.5) ? seller.id : road.director;
    const body = { verb, reason: 'it is time', until: verb === 'put-off' ? after(road, 90 * day) : null };
    await road.go('POST /desk/api/handovers/{id}/say', { who, params: { id: mine.id }, body });
  }
  await road.go('POST /api/v1/payments', { body: fact(5, { amount: 2_000_000, currency: 'RUB', kind: 'monthly' }) });
};

/** What is changed by the version that was read: people, departments, the policy, the tree. */
const versioned: Journey = async (road) => {
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
  const greeting = { ru: `Здравствуйте ${road.dice.word(4)}`, en: 'Hello' };
  await road.go('POST /desk/api/question-tree', { who: road.director, body: { base: tree.hash, tree: { ...tree.tree, greeting } } });
};

/** One browser that several people share. */
const device: Journey = async (road) => {
  const who = road.dice.one([road.director, road.head]);
  const pin = String(100_000 + road.dice.below(800_000));
  await road.go('PUT /desk/api/me/pin', { who, body: { pin } });
  await road.go('GET /desk/api/session/people', { who });
  await road.go('POST /desk/api/session/switch', { who, body: { email: road.emailOf(who), pin } });
};

/** Files, by the chat and by the desk, and read by their links. */
const files: Journey = async (road) => {
  const headers = await visitor(road);
  if (headers === null) return;
  const sent = await road.go<{ id: string }>('POST /chat/v1/files', { headers });
  await road.go('POST /chat/v1/messages', {
    headers,
    body: { id: road.dice.uuid(), text: 'operator', files: sent === null ? [] : [sent.id] },
  });
  const history = await road.go<{ messages: { files?: { url: string; id: string }[] }[] }>('GET /chat/v1/messages', {
    headers,
    query: { after: '0' },
  });
  const url = history?.messages.flatMap((each) => each.files ?? [])[0]?.url;
  if (sent !== null) await road.go('GET /chat/v1/files/{id}', { headers, params: { id: sent.id } });
  if (url === undefined) return;
  const { pathname, searchParams } = new URL(url, 'http://x');
  const [, , id = '', name = ''] = pathname.split('/');
  await road.go('GET /files/{id}/{name}', { params: { id, name: decodeURIComponent(name) }, query: Object.fromEntries(searchParams) });
};

/** The person in charge answers in Slack. */
const slackThread: Journey = async (road) => {
  const found = await newest(road);
  const email = found === null ? undefined : road.emailOf(found.who);
  if (email !== undefined) await road.slackAnswer(email, 'Да, сегодня');
};

/** Whoever is in nobody's way any more is done with: the staff would be full, and nobody new served. */
const tidied: Journey = async (road) => {
  const list = await road.go<{ conversations: Listed[] }>('GET /desk/api/conversations', {
    who: road.director,
    query: { view: 'all', status: 'open', limit: '50' },
  });
  for (const { id } of (list?.conversations ?? []).slice(4, 24))
    await road.go('POST /desk/api/conversations/{id}/resolve', { who: road.director, params: { id }, body: { key: road.dice.uuid() } });
};

/** A link into the desk: looked at, and used. */
const signedIn: Journey = async (road) => {
  const people = await road.go<{ specialists: { id: string }[] }>('GET /desk/api/staff', { who: road.director, query: {} });
  const person = road.dice.maybe(Object.values(people ?? {}).flatMap((each) => (Array.isArray(each) ? (each as { id: string }[]) : [])));
  if (person === undefined) return;
  const made = await road.go<{ url: string }>('POST /desk/api/staff/{id}/link', {
    who: road.director,
    params: { id: person.id },
    body: { hours: 1 },
  });
  const token = made === null ? null : new URL(made.url, 'http://x').searchParams.get('token');
  if (token === null) return;
  await road.go('GET /desk/sign-in', { query: { token } });
  await road.go('POST /desk/sign-in', { body: new URLSearchParams({ token }) });
  const sessions = await road.go<{ sessions: { id: string; current?: boolean; here?: boolean }[] }>('GET /desk/api/me/sessions', {
    who: road.director,
  });
  const other = sessions?.sessions.find((each) => each.current === false || each.here === false);
  if (other !== undefined) await road.go('POST /desk/api/me/sessions/{id}/end', { who: road.director, params: { id: other.id } });
};

/** Telegram takes nothing for somebody, and what was said is sent again. */
const undelivered: Journey = async (road) => {
  const user = road.newTelegramUser();
  await road.telegram({ says: 'operator', user });
  const found = await newest(road);
  if (found === null) return;
  road.refuseInTelegram(user);
  const at = { who: found.who, params: { id: found.id } };
  const replied = await road.go<{ seq: number }>('POST /desk/api/conversations/{id}/reply', {
    ...at,
    body: { key: road.dice.uuid(), text: 'Hello' },
  });
  if (replied === null) return;
  for (let tries = 0; tries < 20; tries += 1) {
    const shown = await road.go<{ messages: { seq: number; delivery?: { state: string } }[] }>(
      'GET /desk/api/conversations/{id}/messages',
      { ...at, query: { after: '0' } },
    );
    if (shown?.messages.find((each) => each.seq === replied.seq)?.delivery?.state === 'failed') break;
    await road.wait(100);
  }
  await road.go('POST /desk/api/conversations/{id}/messages/{seq}/retry', {
    who: found.who,
    params: { id: found.id, seq: String(replied.seq) },
  });
};

/** What people keep for themselves and each other: tasks, absences, snippets, keys. */
const kept: Journey = async (road) => {
  const { director: who, dice } = road;
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
  const snippet = await road.go<{ id: string }>('POST /desk/api/snippets', { who, body: words });
  if (snippet !== null) {
    await road.go('PUT /desk/api/snippets/{id}', { who, params: { id: snippet.id }, body: { ...words, title: dice.word() } });
    await road.go('DELETE /desk/api/snippets/{id}', { who, params: { id: snippet.id } });
  }
  const key = await road.go<{ id?: string; key?: { id: string } }>('POST /desk/api/keys', {
    who,
    body: { name: 'CRM', scopes: ['clients:read'] },
  });
  const id = key?.id ?? key?.key?.id;
  if (id !== undefined) await road.go('DELETE /desk/api/keys/{id}', { who, params: { id } });
};

export const journeys: Readonly<Record<string, Journey>> = {
  conversation,
  tidied,
  joined,
  attached,
  invited,
  violations,
  portfolio,
  handover,
  versioned,
  device,
  files,
  slackThread,
  signedIn,
  undelivered,
  kept,
};
