import { objections } from '../../../src/domain/objection.ts';
import { after, type Journey, type Listed, newest, says, visitor } from './road.ts';

/** A stranger writes, is answered, rates it; everything that can be done to a conversation on the way. */
export const conversation: Journey = async (road) => {
  const headers = await visitor(road);
  if (headers === null) return;
  await says(road, headers, 'operator');
  await road.go('POST /chat/v1/contact', { headers, body: { kind: 'phone', value: '+7 912 000-00-00' } });
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
  await road.go('POST /api/v1/conversations/{conversation}/notes', { ...own, body: { text: 'Paid today.' } });
  await road.go('GET /api/v1/conversations/{conversation}/messages', { ...own, query: {} });
  const listed = await road.go<{ topics: { key: string }[] }>('GET /desk/api/topics', { who, query: {} });
  const topic = road.dice.maybe(listed?.topics ?? [])?.key;
  if (topic !== undefined) await road.go('POST /desk/api/conversations/{id}/topic', { ...at, body: { key: key(), topic } });
  await road.go('POST /desk/api/conversations/{id}/spoke', { ...at, body: { key: key(), kind: 'call' } });
  await road.go('POST /desk/api/conversations/{id}/note', { ...at, body: { key: key(), text: 'They rang back' } });
  await road.go('POST /desk/api/conversations/{id}/ask-finance', { ...at, body: { key: key(), question: 'Has it been paid?' } });
  await road.go('POST /desk/api/conversations/{id}/beside', { ...at, body: { key: key(), track: 'finance', reason: 'an invoice' } });
  await says(road, headers, 'thank you');
  await road.go('POST /desk/api/conversations/{id}/waive', { ...at, body: { key: key(), reason: 'thanks' } });
  await road.go('GET /chat/v1/messages', { headers, query: { after: '0' } });
  await road.go('POST /chat/v1/seen', { headers, body: { seq: 1 } });
  const taking = { key: key(), knowingly: objections, reason: 'They are at my desk' };
  await road.go('POST /desk/api/conversations/{id}/take', { who: road.head, params: { id }, body: taking });
  if (road.dice.chance(0.5))
    await road.go('POST /desk/api/conversations/{id}/transfer', {
      who: road.director,
      params: { id },
      body: { key: key(), department: 'sales', reason: 'a price' },
    });
  await road.go('POST /desk/api/conversations/{id}/resolve', {
    who: road.director,
    params: { id },
    body: { key: key(), reason: 'all said' },
  });
  await road.go('POST /chat/v1/rating', { headers, body: { conversation: id, score: 5 } });
};

/** Files, by the chat and by the desk, and read by their links. */
export const files: Journey = async (road) => {
  const headers = await visitor(road);
  if (headers === null) return;
  const sent = await road.go<{ id: string }>('POST /chat/v1/files', { headers });
  await road.go('POST /chat/v1/messages', {
    headers,
    body: { id: road.dice.uuid(), text: 'operator', files: sent === null ? [] : [sent.id] },
  });
  await road.go('POST /desk/api/files', { who: road.head });
  const history = await road.go<{ messages: { files?: { url: string; id: string }[] }[] }>('GET /chat/v1/messages', {
    headers,
    query: { after: '0' },
  });
  const url = history?.messages.flatMap((each) => each.files ?? [])[0]?.url;
  if (sent !== null) {
    await road.go('GET /chat/v1/files/{id}', { headers, params: { id: sent.id } });
    await road.go('GET /desk/api/files/{id}', { who: road.director, params: { id: sent.id } });
  }
  if (url === undefined) return;
  const { pathname, searchParams } = new URL(url, 'http://x');
  const [, , id = '', name = ''] = pathname.split('/');
  await road.go('GET /files/{id}/{name}', { params: { id, name: decodeURIComponent(name) }, query: Object.fromEntries(searchParams) });
};

/** The person in charge answers in Slack. */
export const slackThread: Journey = async (road) => {
  const found = await newest(road);
  const email = found === null ? undefined : road.emailOf(found.who);
  if (email !== undefined) await road.slackAnswer(email, 'Да, сегодня');
};

/** Whoever is in nobody's way any more is done with: the staff would be full, and nobody new served. */
export const tidied: Journey = async (road) => {
  const list = await road.go<{ conversations: Listed[] }>('GET /desk/api/conversations', {
    who: road.director,
    query: { view: 'all', status: 'open', limit: '50' },
  });
  for (const { id } of (list?.conversations ?? []).slice(4, 24))
    await road.go('POST /desk/api/conversations/{id}/resolve', {
      who: road.director,
      params: { id },
      body: { key: road.dice.uuid(), reason: 'nobody waits any more' },
    });
};

/** Telegram takes nothing for somebody, and what was said is sent again. */
export const undelivered: Journey = async (road) => {
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

/** Nobody serves anybody, so that a client waits; a head lets them in beyond the portfolios. */
export const admitted: Journey = async (road) => {
  const { director: who } = road;
  const staff = await road.go<{ items: { id: string; serves: boolean }[] }>('GET /api/v1/specialists', { query: {} });
  const serving = (staff?.items ?? []).filter((each) => each.serves);
  const all = async (availability: 'off' | 'available') => {
    for (const { id } of serving) await road.go('PUT /desk/api/staff/{id}/availability', { who, params: { id }, body: { availability } });
  };
  await all('off');
  const headers = await visitor(road);
  if (headers !== null) await says(road, headers, 'operator');
  const list = await road.go<{ conversations: Listed[] }>('GET /desk/api/conversations', { who, query: { view: 'all', status: 'open' } });
  for (const { id } of (list?.conversations ?? []).filter((each) => each.specialist === null).slice(0, 3))
    await road.go('POST /desk/api/conversations/{id}/admit', { who, params: { id }, body: { key: road.dice.uuid() } });
  await all('available');
};

/** Somebody rang up: a contact who is known, and the company's systems write to them. */
export const called: Journey = async (road) => {
  const contacts = await road.go<{ items: { id: string }[] }>('GET /api/v1/contacts', { query: {} });
  const contact = road.dice.maybe(contacts?.items ?? [])?.id;
  if (contact === undefined) return;
  await road.go('GET /desk/api/log/callers', { who: road.head, query: { q: 'Кофейня' } });
  const body = { key: road.dice.uuid(), kind: 'call', contact, language: 'ru', note: 'They ask for a price.' };
  const logged = await road.go<{ conversation: string }>('POST /desk/api/log', { who: road.head, body });
  if (logged === null) return;
  const talk = { params: { conversation: logged.conversation } };
  const shown = await road.go<{ specialistId: string | null }>('GET /api/v1/conversations/{conversation}', talk);
  if (shown === null || shown.specialistId === null) return;
  await road.go('POST /api/v1/conversations', {
    body: { contactId: contact, specialistId: shown.specialistId, text: 'Your invoice is ready.' },
  });
};
