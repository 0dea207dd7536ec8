import { objections } from '../../../src/domain/objection.ts';
import { type Fields, type Journey, newest, type Road, says, visitor } from './road.ts';

interface Colleague {
  readonly id: string;
  readonly department: string | null;
  readonly role: string;
  readonly serves: boolean;
}

interface Proposed {
  readonly id: string;
}

/** Whatever speaks against a person, it is known. */
const knowingly = objections;

/** All that may become of a proposal, the last word at the end. */
const words = ['withdraw', 'decline', 'accept'] as const;

type Word = (typeof words)[number];

async function servingIn(road: Road, department: string): Promise<readonly Colleague[]> {
  const list = await road.go<{ items: Colleague[] }>('GET /api/v1/specialists', { query: { department } });
  return (list?.items ?? []).filter((each) => each.serves && each.role === 'specialist');
}

/** One client is given to somebody else, looked at before and taken back after; then to another department, which is to accept it. */
export const owners: Journey = async (road) => {
  const { director, dice } = road;
  const [mine, theirs] = [await servingIn(road, 'client'), await servingIn(road, 'sales')];
  const client = await road.go<{ id: string }>('POST /api/v1/clients', { body: { name: `Client ${dice.word(5)}`, size: 'small' } });
  const [owner, other] = mine;
  const seller = dice.maybe(theirs);
  if (client === null || owner === undefined || other === undefined || seller === undefined) return;
  const at = { who: director, params: { id: client.id } };
  const wish = (specialist: string, department = 'client') => ({ department, specialist, instead: null });
  const why = { reason: 'They know each other', knowingly };
  for (const { id } of [owner, other]) {
    await road.go('POST /desk/api/clients/{id}/owner/preview', { ...at, body: wish(id) });
    const given = await road.go<{ change: string | null }>('POST /desk/api/clients/{id}/owner', { ...at, body: { ...wish(id), ...why } });
    if (id === other.id && typeof given?.change === 'string')
      await road.go('POST /desk/api/clients/{id}/owner/{change}/undo', { who: director, params: { id: client.id, change: given.change } });
  }
  for (const word of words) {
    const proposed = await road.go<{ proposal: string | null }>('POST /desk/api/clients/{id}/owner', {
      who: owner.id,
      params: { id: client.id },
      body: { ...wish(seller.id, 'sales'), ...why },
    });
    if (typeof proposed?.proposal === 'string') await decided(road, word, { proposal: proposed.proposal, by: owner.id });
  }
};

/** Somebody of another department is wished for: by whoever has the conversation, as who steers there decides. */
export const wishedFor: Journey = async (road) => {
  const { dice } = road;
  const headers = await visitor(road);
  if (headers === null) return;
  await says(road, headers, 'operator');
  const found = await newest(road);
  const seller = dice.maybe(await servingIn(road, 'sales'));
  if (found === null || seller === undefined) return;
  const at = { who: found.who, params: { id: found.id } };
  const body = { key: dice.uuid(), department: 'sales', specialist: seller.id, reason: 'They ask for them by name', knowingly };
  if ((await road.go('POST /desk/api/conversations/{id}/transfer', { ...at, body })) === null) return;
  const list = await road.go<{ proposals: Proposed[] }>('GET /desk/api/proposals', { who: road.director, query: {} });
  const proposal = list?.proposals.at(-1)?.id;
  if (proposal !== undefined) await decided(road, dice.one(words), { proposal, by: found.who });
};

/** The company's own system proposes an owner, and says in a director's name what becomes of it. */
export const proposedByKey: Journey = async (road) => {
  const { director: specialistId, dice } = road;
  const client = await road.go<{ id: string }>('POST /api/v1/clients', { body: { name: `Client ${dice.word(5)}`, size: 'small' } });
  const seller = dice.maybe(await servingIn(road, 'sales'));
  if (client === null || seller === undefined) return;
  for (const word of words) {
    const proposed = await road.go<{ id: string }>('POST /api/v1/clients/{client}/proposals', {
      params: { client: client.id },
      body: { department: 'sales', specialistId: seller.id, reason: 'They know each other' },
    });
    const params = { proposal: proposed?.id ?? '' };
    if (proposed !== null) await road.go('GET /api/v1/proposals/{proposal}', { params });
    const said: Readonly<Record<Word, Fields>> = {
      withdraw: { specialistId },
      decline: { specialistId, reason: 'Not now' },
      accept: { specialistId, knowingly },
    };
    if (proposed !== null) await road.go(`POST /api/v1/proposals/{proposal}/${word}`, { params, body: said[word] });
  }
};

async function decided(road: Road, word: Word, { proposal, by }: { readonly proposal: string; readonly by: string }): Promise<void> {
  const said: Readonly<Record<Word, Fields>> = {
    withdraw: { who: by },
    decline: { who: road.director, body: { reason: 'They have three tenders this week' } },
    accept: { who: road.director, body: { reason: '', knowingly } },
  };
  await road.go(`POST /desk/api/proposals/{id}/${word}`, { params: { id: proposal }, ...said[word] });
}
