import { after, day, type Fields, type Journey } from './road.ts';

export const portfolio: Journey = async (road) => {
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

/** What the company's systems tell beside deals: what a client is to pay, and who is on a call. */
export const told: Journey = async (road) => {
  const { dice } = road;
  const client = await road.go<{ id: string }>('POST /api/v1/clients', { body: { name: `Client ${dice.word(5)}`, size: 'small' } });
  const people = await road.go<{ items: { id: string }[] }>('GET /api/v1/specialists', { query: { department: 'client' } });
  const caller = dice.maybe(people?.items ?? []);
  if (client === null || caller === undefined) return;
  const today = after(road, 0).slice(0, 10);
  const schedule = { externalId: dice.word(), at: after(road, -day), productLine: 'subscription', kind: 'monthly', from: today };
  const due = { recurrence: { monthly: 10 }, amount: 2_000_000, currency: 'RUB' };
  const kept = await road.go<{ items: readonly { id: string }[] }>('POST /api/v1/payment-schedules', {
    body: { ...schedule, client: { id: client.id }, ...due, recurrence: { once: today } },
  });
  const params = { schedule: kept?.items[0]?.id ?? dice.uuid(), due: today };
  const invoiced = { invoice: `INV-${dice.word(5)}`, documentsAt: after(road, 0) };
  await road.go('PATCH /api/v1/clients/{client}/expected-payments/{schedule}/{due}', {
    params: { client: client.id, ...params },
    body: invoiced,
  });
  await road.go('PATCH /desk/api/clients/{id}/expected-payments/{schedule}/{due}', {
    who: road.director,
    params: { id: client.id, ...params },
    body: { documents: dice.below(2) === 0 },
  });
  await road.go('GET /api/v1/clients/{client}/expected-payments', { params: { client: client.id }, query: {} });
  const byHand = { key: dice.uuid(), productLine: 'hosting', from: today, ...due };
  await road.go('POST /desk/api/clients/{id}/schedules', { who: road.director, params: { id: client.id }, body: byHand });
  const call = { externalId: dice.word(), specialist: { id: caller.id } };
  for (const state of ['started', 'ended']) await road.go('POST /api/v1/calls', { body: { ...call, state, at: after(road, 0) } });
};

/** A client and whom to ask there turn out to be otherwise than was told. */
export const changed: Journey = async (road) => {
  const { dice } = road;
  const client = await road.go<{ id: string }>('POST /api/v1/clients', { body: { name: `Client ${dice.word(5)}`, size: 'small' } });
  if (client === null) return;
  const params = { client: client.id };
  await road.go('PATCH /api/v1/clients/{client}', { params, body: { name: `Client ${dice.word(6)}`, size: 'medium' } });
  for (const what of ['', '/owners']) await road.go(`GET /api/v1/clients/{client}${what}`, { params });
  const contact = await road.go<{ id: string }>('POST /api/v1/clients/{client}/contacts', { params, body: { name: 'Boris' } });
  if (contact === null) return;
  const of = { params: { contact: contact.id } };
  await road.go('PATCH /api/v1/contacts/{contact}', { ...of, body: { role: 'director' } });
  await road.go('GET /api/v1/contacts/{contact}', of);
};

/** Somebody wants to be forgotten, by the company's own system and by the director. */
export const forgotten: Journey = async (road) => {
  const { director: who, dice } = road;
  const client = await road.go<{ id: string }>('POST /api/v1/clients', { body: { name: `Client ${dice.word(5)}`, size: 'small' } });
  if (client === null) return;
  const make = () =>
    road.go<{ id: string }>('POST /api/v1/clients/{client}/contacts', { params: { client: client.id }, body: { name: 'Vera' } });
  const [one, two] = [await make(), await make()];
  if (one === null || two === null) return;
  for (const as of ['export', 'export.html']) {
    await road.go(`GET /api/v1/contacts/{contact}/${as}`, { params: { contact: one.id } });
    await road.go(`GET /desk/api/contacts/{id}/${as}`, { who, params: { id: two.id } });
  }
  await road.go('POST /api/v1/contacts/{contact}/erasure', { params: { contact: one.id } });
  await road.go('GET /api/v1/contacts/{contact}/erasure', { params: { contact: one.id } });
  await road.go('POST /desk/api/contacts/{id}/erasure', { who, params: { id: two.id } });
  await road.go('GET /desk/api/erasures', { who });
  await road.go('POST /desk/api/contact-exports', { who, body: { reason: 'Cards for the new year' } });
  await road.go('GET /desk/api/contact-exports', { who });
  await road.go('GET /desk/api/retention', { who, query: { wordsMonths: '24', contactMonths: '36' } });
};

/** Sales wrote to somebody nobody knows: written down, put right and taken back, at the desk and by the company's own system. */
export const wroteFirst: Journey = async (road) => {
  const { director: who, dice } = road;
  const newcomer = { person: 'Ivan Petrov', organisation: `Garden ${dice.word(5)}`, phone: `+7${9_000_000_000 + dice.below(999_999_999)}` };
  const said = { at: after(road, -day), means: 'call' };
  const told = await road.go<{ id: string }>('POST /desk/api/outreach', { who, body: { key: dice.uuid(), ...said, newcomer } });
  if (told !== null) {
    const right = { key: dice.uuid(), ...said, newcomer: { ...newcomer, person: 'Ivan Petrovich' }, corrects: told.id };
    const corrected = await road.go<{ id: string }>('POST /desk/api/outreach', { who, body: right });
    const params = { id: corrected?.id ?? told.id };
    await road.go('POST /desk/api/outreach/{id}/withdraw', { who, params, body: { key: dice.uuid() } });
  }
  const sellers = await road.go<{ items: { id: string }[] }>('GET /api/v1/specialists', { query: { department: 'sales' } });
  const specialistId = dice.maybe(sellers?.items ?? [])?.id;
  if (specialistId === undefined) return;
  const first = { externalId: dice.word(16), ...said, specialistId, newcomer };
  await road.go('POST /api/v1/outreach', { body: first });
  await road.go('POST /api/v1/outreach', { body: { ...first, externalId: dice.word(16), corrects: first.externalId } });
};

/** A client of sales buys and pays, is to be handed over, and heads have their say. */
export const handover: Journey = async (road) => {
  const { dice } = road;
  const sellers = await road.go<{ items: { id: string; department: string | null; serves: boolean }[] }>('GET /api/v1/specialists', {
    query: { department: 'sales' },
  });
  const seller = dice.maybe((sellers?.items ?? []).filter((each) => each.serves));
  const size = dice.one(['key', 'key', 'small', 'medium', 'large']);
  const client = await road.go<{ id: string }>('POST /api/v1/clients', {
    body: { name: `Client ${dice.word(5)}`, size, externalId: dice.word() },
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
  if (size === 'key')
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
