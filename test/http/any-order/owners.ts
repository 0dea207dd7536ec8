import { expect } from 'vitest';
import { objections } from '../../../src/domain/objection.ts';
import { among, api, type Cast, clientOf, type Doing, query } from './hands.ts';

/* Whose a client is: given, wished for, decided, and taken back, at the desk and by a system of the company. */

interface Change {
  readonly id: string;
  readonly client: string;
  readonly department: string;
  readonly former: string | null;
  readonly instead: string | null;
  readonly ended: string | null;
}

const ownerNow = async (cast: Cast, client: string, department: string): Promise<string | null> =>
  (
    await query<{ id: string }>(
      cast,
      'select specialist_id as id from ownership where client_id = $1::text::uuid and department_id = $2::text::uuid and until is null',
      [client, department],
    )
  )[0]?.id ?? null;

/** The department that owns a client besides the one it is to go to. */
async function elsewhere(cast: Cast, client: string | undefined, department: string | undefined): Promise<string | null> {
  const owned = await query<{ key: string }>(
    cast,
    `select d.key from ownership o join department d on d.id = o.department_id
      where o.client_id = $1::text::uuid and o.until is null and d.key <> $2::text order by d.key`,
    [client, department],
  );
  return owned[0]?.key ?? null;
}

interface Wish {
  readonly department: string | undefined;
  readonly specialist: string | undefined;
  readonly instead: string | null;
  readonly reason: string;
}

const ofApi = ({ specialist, ...wish }: Wish) => ({ ...wish, specialistId: specialist });

async function wishOf(cast: Cast, client: string | undefined, to: number, instead: boolean): Promise<Wish> {
  const { id: specialist, department } = among(cast.staff, to) ?? {};
  return { department, specialist, instead: instead ? await elsewhere(cast, client, department) : null, reason: 'They know them' };
}

export const ownerDoings: { readonly [Type in 'is-given' | 'is-wished' | 'is-given-back' | 'decides']: Doing<Type> } = {
  'is-given': async (cast, deed) => {
    const client = await clientOf(cast, deed);
    const wish = await wishOf(cast, client, deed.to, deed.instead);
    const { department, ...rest } = ofApi(wish);
    if (deed.door === 'api') return api(cast).send('PUT', `/clients/${client}/owners/${department}`, rest);
    // A colleague proposes it, where it is not theirs to decide.
    const by = deed.who % 3 === 0 ? (among(cast.staff, deed.who)?.hand ?? cast.director) : cast.director;
    return by.post(`/clients/${client}/owner`, { ...wish, knowingly: objections });
  },
  'is-wished': async (cast, deed) => {
    const client = await clientOf(cast, deed);
    const wish = await wishOf(cast, client, deed.to, deed.instead);
    if (deed.door === 'api') return api(cast).post(`/clients/${client}/proposals`, ofApi(wish));
    return cast.head.post(`/clients/${client}/owner`, { ...wish, knowingly: objections });
  },
  'is-given-back': async (cast, deed) => {
    const changes = await query<Change>(
      cast,
      `select id, client_id as client, department_id as department, from_id as former, instead_id as instead, instead_of as ended
         from owner_change where undone_at is null order by id`,
    );
    const change = among(changes, deed.what);
    if (change === undefined) return;
    const done = await cast.director.post(`/clients/${change.client}/owner/${change.id}/undo`, undefined);
    if (done.status === 204) {
      expect(await ownerNow(cast, change.client, change.department), 'R12: a change that is undone leaves whoever owned it').toBe(
        change.former,
      );
      if (change.instead !== null) expect(await ownerNow(cast, change.client, change.instead)).toBe(change.ended);
    }
    return done;
  },
  decides: async (cast, deed) => {
    const open = await query<{ id: string; kind: string; client: string; department: string; specialist: string }>(
      cast,
      `select id, kind, client_id as client, department_id as department, specialist_id as specialist
         from proposal where status in ('asked', 'raised') order by id`,
    );
    const proposal = among(open, deed.what);
    if (proposal === undefined) return;
    const said = { accept: { reason: 'Gladly', knowingly: objections }, decline: { reason: 'Not now' }, withdraw: {} }[deed.word];
    const by = deed.byHead ? cast.company.home.world.specialist('Hanna') : cast.company.home.world.specialist('Dina');
    const hand = deed.byHead ? cast.head : cast.director;
    const done =
      deed.door === 'desk'
        ? await hand.post(`/proposals/${proposal.id}/${deed.word}`, deed.word === 'withdraw' ? undefined : said)
        : await api(cast).post(`/proposals/${proposal.id}/${deed.word}`, { ...said, specialistId: by });
    if (done.ok && deed.word === 'accept' && proposal.kind === 'owner')
      expect(await ownerNow(cast, proposal.client, proposal.department), 'R8: who is accepted owns it').toBe(proposal.specialist);
    return done;
  },
};
