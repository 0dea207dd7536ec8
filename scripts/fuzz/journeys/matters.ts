import { type Journey, type Listed, newest, type Road, says, visitor } from './road.ts';

const key = (road: Road) => ({ key: road.dice.uuid() });

/** Of all conversations, the one that is newest: of whoever has just written, whether or not anybody serves them. */
async function begun(road: Road): Promise<Listed | undefined> {
  const list = await road.go<{ conversations: Listed[] }>('GET /desk/api/conversations', {
    who: road.director,
    query: { view: 'all', status: 'open', limit: '50' },
  });
  return (list?.conversations ?? []).toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0];
}

/** What is written after a matter was settled is the same one: the client says so, then a colleague; and then another one after all. */
export const formerMatter: Journey = async (road) => {
  const headers = await visitor(road);
  if (headers === null) return;
  const settled = async (): Promise<void> => {
    const found = await begun(road);
    if (found === undefined) return;
    const body = { ...key(road), reason: 'They have what they asked for' };
    await road.go('POST /desk/api/conversations/{id}/resolve', { who: road.director, params: { id: found.id }, body });
    await says(road, headers, 'one more thing');
  };
  await says(road, headers, 'operator');
  await settled();
  await road.go('POST /chat/v1/same-matter', { headers });
  await settled();
  const younger = await begun(road);
  if (younger !== undefined)
    await road.go('POST /desk/api/conversations/{id}/same-matter', { who: road.director, params: { id: younger.id }, body: key(road) });
  const served = await newest(road);
  if (served === null) return;
  const at = { who: served.who, params: { id: served.id } };
  await road.go('POST /desk/api/conversations/{id}/reply', { ...at, body: { ...key(road), text: 'It is done.' } });
  await says(road, headers, 'and what about the other one?');
  await road.go('POST /desk/api/conversations/{id}/new-matter', { ...at, body: key(road) });
};

/** What a stand-in took over goes back to whoever was late. */
export const handedBack: Journey = async (road) => {
  const { director: who } = road;
  const list = await road.go<{ conversations: (Listed & { standsInFor: object | null })[] }>('GET /desk/api/conversations', {
    who,
    query: { view: 'all', status: 'open', limit: '50' },
  });
  const takenOver = list?.conversations.find((each) => each.standsInFor !== null && each.specialist !== null);
  if (takenOver === undefined) return;
  const body = { ...key(road), reason: 'They know the contract by heart' };
  await road.go('POST /desk/api/conversations/{id}/hand-back', { who, params: { id: takenOver.id }, body });
};

/** Whoever writes is of two clients: it is said for which of them, by themselves and by a colleague, and then they are of one. */
export const severalClients: Journey = async (road) => {
  const { director: who, dice } = road;
  const headers = await visitor(road);
  if (headers === null) return;
  await says(road, headers, 'operator');
  const id = (await begun(road))?.id;
  if (id === undefined) return;
  const card = await road.go<{ conversation: { contact: { id: string } } }>('GET /desk/api/conversations/{id}', { who, params: { id } });
  if (card === null) return;
  const contact = card.conversation.contact.id;
  const clients: string[] = [];
  for (const size of ['small', 'large']) {
    const made = await road.go<{ id: string }>('POST /api/v1/clients', { body: { name: `Client ${dice.word(5)}`, size } });
    if (made === null) return;
    const place = { params: { contact, client: made.id }, body: { role: 'director' } };
    await road.go('PUT /api/v1/contacts/{contact}/clients/{client}', place);
    clients.push(made.id);
  }
  for (const client of clients)
    await road.go('POST /desk/api/conversations/{id}/client', { who, params: { id }, body: { ...key(road), client } });
  for (const client of clients) await road.go('POST /chat/v1/client', { headers, body: { client } });
  await road.go('DELETE /api/v1/contacts/{contact}/clients/{client}', { params: { contact, client: dice.one(clients) } });
};

/** An accountant’s words are sent over from finance to whoever serves their client; it is so already when they say it themselves. */
export const notAboutMoney: Journey = async (road) => {
  const login = await road.go<{ identity: string }>('GET /demo/login', { query: { as: road.dice.one(['demo-nina', 'demo-oleg']) } });
  if (login === null) return;
  const session = await road.go<{ token: string }>('POST /chat/v1/session', { body: { language: 'ru', identity: login.identity } });
  if (session === null) return;
  const headers = { authorization: `Bearer ${session.token}` };
  await says(road, headers, 'operator');
  const found = await begun(road);
  if (found === undefined) return;
  await road.go('POST /desk/api/conversations/{id}/send-over', { who: road.director, params: { id: found.id }, body: key(road) });
  await road.go('POST /chat/v1/not-about-money', { headers, body: { conversation: found.id } });
};
