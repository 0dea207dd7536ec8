import { type Journey, newest, type Road, says, visitor } from './road.ts';

/** A web chat goes on in Telegram, by somebody new to the bot or known to it, and a head undoes the join. */
export const joined: Journey = async (road) => {
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
export const attached: Journey = async (road) => {
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
export const invited: Journey = async (road) => {
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
