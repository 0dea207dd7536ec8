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
import type { ClientId, ContactId, WindowId } from '../../../src/domain/ids.ts';
import { objections } from '../../../src/domain/objection.ts';
import type { Submission } from '../../../src/engine/submissions/submission.ts';
import { settleLeavings } from '../../../src/people/settle-leavings.ts';
import { newId } from '../house.ts';
import type { Deed } from './deeds.ts';
import { acts, among, api, type Cast, clientOf, clientsOf, contactOf, conversationOf, type Doing, query } from './hands.ts';
import { ownerDoings } from './owners.ts';
import { strangerDoings } from './strangers.ts';

const minute = 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

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

async function staffVersion({ director }: Cast, id: string): Promise<string> {
  const { version } = (await (await director.get(`/staff/${id}`)).json()) as { version: string };
  return version;
}

const doings: { readonly [Type in Deed['type']]: Doing<Type> } = {
  ...ownerDoings,
  ...strangerDoings,
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
    const clients = contact === undefined ? [] : await clientsOf(cast, contact);
    // Of one who is of several it is said for which, mostly; of one who is of one it need not be.
    const client = deed.what % 4 === 0 ? undefined : among(clients, deed.what)?.id;
    const body = {
      key: newId(),
      kind: deed.kind,
      language: 'en',
      ...met,
      take: deed.take,
      ...(deed.take && { reason: 'They are here' }),
      client,
    };
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
    const client = deed.after === 0 ? undefined : (among(await clientsOf(cast, contact), deed.what)?.id as ClientId | undefined);
    const of = { account, address, contact: contact as ContactId, ...(client !== undefined && { client }) };
    await proveAddress(home.world.db, { ...of, proof: 'invite', at: home.world.clock.at, newId });
  },
  'is-parted': async (cast, deed) => {
    const joins = await query<{ id: string; into: string }>(
      cast,
      'select id, into_contact_id as into from contact_join where undone_at is null order by id',
    );
    const join = among(joins, deed.what);
    if (join !== undefined) return cast.director.post(`/contacts/${join.into}/joins/${join.id}/undo`, {});
  },
  'is-named-for': async (cast, deed) => {
    const row = await conversationOf(cast, deed);
    if (row === undefined) return;
    const [of] = await query<{ contact: string; window: WindowId }>(
      cast,
      'select contact_id as contact, window_id as window from conversation where id = $1::text::uuid',
      [row.id],
    );
    const client = of === undefined ? undefined : among(await clientsOf(cast, of.contact), deed.who)?.id;
    if (of === undefined || client === undefined) return;
    if (deed.by === 'colleague') return acts(cast, deed, 'client', { client });
    return cast.company.home.engine.submit({ type: 'choose-client', window: of.window, client: client as ClientId });
  },
  'is-sized': async (cast, deed) => api(cast).send('PATCH', `/clients/${await clientOf(cast, deed)}`, { size: deed.size }),
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
