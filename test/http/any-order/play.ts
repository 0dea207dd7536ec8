import { questionTree } from '../../../flows/question-tree.ts';
import { optionsOf } from '../../../flows/tree.ts';
import { fireClientTimers } from '../../../src/clients/client-timers.ts';
import { expireOwnerships } from '../../../src/clients/expire-ownership.ts';
import { handOverDue } from '../../../src/clients/hand-over.ts';
import { makeIntroductions } from '../../../src/clients/introduce-in-hours.ts';
import { giveMeetings } from '../../../src/clients/meetings/give.ts';
import { raiseOwnerProposals } from '../../../src/clients/propose-owner.ts';
import { proveAddress } from '../../../src/db/clients/prove.ts';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { ContactId } from '../../../src/domain/ids.ts';
import { objections } from '../../../src/domain/objection.ts';
import type { Submission } from '../../../src/engine/submissions/submission.ts';
import { settleLeavings } from '../../../src/people/settle-leavings.ts';
import type { ClientHand } from '../../support/world.ts';
import type { Called, Hand } from '../api/company.ts';
import { type DeskHand, newId } from '../house.ts';
import type { Deed } from './deeds.ts';

const minute = 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

interface Row {
  readonly id: string;
  readonly specialist: string | null;
}

interface Colleague {
  readonly name: string;
  readonly id: string;
  readonly department: string;
  /** whoever comes back signs in anew */
  hand: DeskHand;
}

/** People of the company with a session each, and clients with an address each: whoever does something does it through the doors. */
export interface Cast {
  readonly company: Called;
  readonly director: DeskHand;
  /** of the client department; sales has none, so that there the director decides */
  readonly head: DeskHand;
  readonly staff: readonly Colleague[];
  readonly clients: readonly ClientHand[];
}

const among = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

export async function happens(cast: Cast, deed: Deed): Promise<void> {
  const { clock } = cast.company.home.world;
  clock.at = new Date(clock.at.getTime() + deed.after * minute);
  const response = await doings[deed.type](cast, deed as never);
  // Every refusal is an answer of the document's; a fault of the server is none.
  if (response instanceof Response && response.status >= 500)
    throw new Error(`${deed.type}: ${response.status} ${await response.clone().text()}`);
  await timersFall(cast);
}

/** What is due by now comes, as it does every second. */
async function timersFall({ company: { home } }: Cast): Promise<void> {
  const due = await dueTimers(home.world.db, home.world.clock.at, 100);
  await Promise.all(due.map((each): Promise<unknown> => home.engine.submit({ type: 'timer-due', ...each } satisfies Submission)));
}

/** A deed of this type; several types share one form. */
type DeedOf<Type extends Deed['type']> = Deed extends infer Each
  ? Each extends { readonly type: infer Types }
    ? Type extends Types
      ? Each
      : never
    : never
  : never;
type Doing<Type extends Deed['type']> = (cast: Cast, deed: DeedOf<Type>) => Promise<unknown>;

const query = <T>({ company }: Cast, statement: string, values: readonly unknown[] = []): Promise<T[]> =>
  company.home.world.db.query<T>(statement, [...values]);

const conversationOf = async (cast: Cast, { what }: Deed): Promise<Row | undefined> =>
  among(await query<Row>(cast, `select id, specialist_id as specialist from conversation where status <> 'closed' order by id`), what);

/** Whoever is in charge does it, else whoever is named: the second may be refused. */
async function acts(cast: Cast, deed: Deed, verb: string, body: object): Promise<unknown> {
  const row = await conversationOf(cast, deed);
  if (row === undefined) return;
  const by = cast.staff.find((each) => each.id === row.specialist) ?? among(cast.staff, deed.who);
  return by?.hand.post(`/conversations/${row.id}/${verb}`, { key: newId(), ...body });
}

const contactOf = async (cast: Cast, { who }: Deed): Promise<string | undefined> =>
  among(await query<{ id: string }>(cast, 'select id from contact order by id'), who)?.id;

const clientOf = async (cast: Cast, { what }: Deed): Promise<string | undefined> =>
  among(await query<{ id: string }>(cast, 'select id from client order by id'), what)?.id;

async function staffVersion({ director }: Cast, id: string): Promise<string> {
  const { version } = (await (await director.get(`/staff/${id}`)).json()) as { version: string };
  return version;
}

const api = ({ company }: Cast): Hand => company.all;

const doings: { readonly [Type in Deed['type']]: Doing<Type> } = {
  writes: async ({ clients }, { who, what }) => among(clients, who)?.says(what % 5 === 0 ? 'operator' : 'A question'),
  taps: async (cast, { who, option }) => {
    const [question, asked] = among(Object.entries(questionTree.questions), who + option) ?? [];
    const options = asked === undefined ? [] : optionsOf(asked);
    return options.length === 0 ? undefined : among(cast.clients, who)?.taps(question ?? '', among(options, option)?.option ?? '');
  },
  answers: (cast, deed) => acts(cast, deed, 'reply', { text: 'An answer' }),
  takes: async (cast, deed) => {
    const row = await conversationOf(cast, deed);
    if (row !== undefined)
      return among(cast.staff, deed.who)?.hand.post(`/conversations/${row.id}/take`, { key: newId(), knowingly: objections });
  },
  settles: (cast, deed) => acts(cast, deed, 'resolve', deed.what % 2 === 0 ? {} : { reason: 'They only said hello' }),
  'needs-no-answer': (cast, deed) => acts(cast, deed, 'waive', { reason: 'They said thanks' }),
  'hands-on': (cast, deed) => {
    const to = deed.to === null ? undefined : among(cast.staff, deed.to);
    const named = to === undefined ? {} : { specialist: to.id, department: to.department, knowingly: objections };
    return acts(cast, deed, 'transfer', { department: deed.department, reason: 'Theirs', ...named });
  },
  visits: async (cast, deed) => {
    const contact = deed.stranger ? undefined : await contactOf(cast, deed);
    const answers = [{ question: 'who', option: 'myself' }];
    const met = contact === undefined ? { stranger: { name: 'Somebody new' }, answers } : { contact };
    const body = { key: newId(), kind: deed.kind, language: 'en', ...met, take: deed.take, ...(deed.take && { reason: 'They are here' }) };
    return among(cast.staff, deed.what)?.hand.post('/log', body);
  },
  'is-attached': async (cast, deed) => {
    const [contact, client] = [await contactOf(cast, deed), await clientOf(cast, deed)];
    const to = deed.anew === null ? { client } : { newClient: { name: 'Made for them', size: deed.anew } };
    return cast.director.post(`/contacts/${contact}/attach`, { ...to, also: deed.also, reason: 'They said so' });
  },
  'is-detached': async (cast, deed) => {
    const rows = await query<{ id: string; contact: string }>(
      cast,
      'select id, contact_id as contact from contact_client where until is null order by id',
    );
    const row = among(rows, deed.what);
    if (row !== undefined) return cast.director.post(`/contacts/${row.contact}/detach`, { record: row.id, reason: 'A mistake' });
  },
  'is-joined': async (cast, deed) => {
    const { home } = cast.company;
    const address = among(cast.clients, deed.who)?.address ?? '';
    const contact = await contactOf(cast, { ...deed, who: deed.what });
    const account = home.engine.company().accounts.get('webchat');
    if (address.startsWith('site:') || contact === undefined || account === undefined) return;
    await proveAddress(home.world.db, { account, address, contact: contact as ContactId, proof: 'invite', at: home.world.clock.at, newId });
  },
  'is-parted': async (cast, deed) => {
    const joins = await query<{ id: string; into: string }>(
      cast,
      'select id, into_contact_id as into from contact_join where undone_at is null order by id',
    );
    const join = among(joins, deed.what);
    if (join !== undefined) return cast.director.post(`/contacts/${join.into}/joins/${join.id}/undo`, {});
  },
  'is-sized': async (cast, deed) => api(cast).send('PATCH', `/clients/${await clientOf(cast, deed)}`, { size: deed.size }),
  'is-given': async (cast, deed) => {
    const { id: specialist, department } = among(cast.staff, deed.to) ?? {};
    const wish = { department, specialist, reason: 'They know them', knowingly: objections };
    // A colleague proposes it, where it is not theirs to decide.
    const by = deed.who % 3 === 0 ? (among(cast.staff, deed.who)?.hand ?? cast.director) : cast.director;
    return by.post(`/clients/${await clientOf(cast, deed)}/owner`, wish);
  },
  'is-given-back': async (cast, deed) => {
    const changes = await query<{ id: string; client: string }>(
      cast,
      'select id, client_id as client from owner_change where undone_at is null order by id',
    );
    const change = among(changes, deed.what);
    if (change !== undefined) return cast.director.post(`/clients/${change.client}/owner/${change.id}/undo`, undefined);
  },
  'moves-clients': async (cast, deed) => {
    const { id } = among(cast.staff, deed.who) ?? {};
    const moves = await query<{ id: string; whose: string }>(
      cast,
      'select id, specialist_id as whose from portfolio_move where undone_at is null order by id',
    );
    const move = deed.what % 2 === 0 ? among(moves, deed.who) : undefined;
    if (move !== undefined) return cast.director.post(`/people/${move.whose}/portfolio/moves/${move.id}/undo`, undefined);
    return cast.director.post(`/people/${id}/portfolio/move`, { reason: 'They are ill' });
  },
  'is-bought': async (cast, deed) => {
    const client = { id: await clientOf(cast, deed) };
    const at = cast.company.home.world.clock.at.toISOString();
    const amount = deed.who % 2 === 0 ? 1_000 : 500_000_000;
    return api(cast).post('/deals', { externalId: newId(), client, at, productLine: 'subscription', amount, currency: 'RUB' });
  },
  'same-matter': (cast, deed) => acts(cast, deed, 'same-matter', {}),
  'new-matter': (cast, deed) => acts(cast, deed, 'new-matter', {}),
  'sends-over': (cast, deed) => acts(cast, deed, 'send-over', {}),
  decides: async (cast, deed) => {
    const open = await query<{ id: string }>(cast, `select id from proposal where status in ('asked', 'raised') order by id`);
    const proposal = among(open, deed.what);
    if (proposal === undefined) return;
    const said = { accept: { reason: '', knowingly: objections }, decline: { reason: 'Not now' }, withdraw: undefined }[deed.word];
    return (deed.byHead ? cast.head : cast.director).post(`/proposals/${proposal.id}/${deed.word}`, said);
  },
  'time-works': async ({ company: { home } }) => {
    const { db, clock } = home.world;
    const { engine, live } = home;
    const deps = { db, now: () => clock.at, newId, log: silent, live, company: engine.company, submit: engine.submit };
    for (const work of [
      fireClientTimers,
      handOverDue,
      expireOwnerships,
      giveMeetings,
      raiseOwnerProposals,
      settleLeavings,
      makeIntroductions,
    ])
      await work(deps, 100);
  },
  'is-wished': async (cast, deed) => {
    const { id: specialist, department } = among(cast.staff, deed.to) ?? {};
    const wish = { department, specialist, reason: 'They know them', knowingly: objections };
    return cast.head.post(`/clients/${await clientOf(cast, deed)}/owner`, wish);
  },
  leaves: async (cast, deed) => {
    const colleague = among(cast.staff, deed.who);
    if (colleague !== undefined)
      return cast.director.post(`/staff/${colleague.id}/leave`, { version: await staffVersion(cast, colleague.id), clients: deed.clients });
  },
  'comes-back': async (cast, deed) => {
    const gone = await query<{ id: string }>(cast, 'select id from specialist where left_at is not null order by id');
    const colleague = cast.staff.find(({ id }) => id === among(gone, deed.who)?.id);
    if (colleague === undefined) return;
    const back = await cast.director.post(`/staff/${colleague.id}/rehire`, { version: await staffVersion(cast, colleague.id) });
    colleague.hand = await cast.company.home.signIn(colleague.name);
    return back;
  },
};
