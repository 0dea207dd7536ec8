import type { ClientHand } from '../../support/world.ts';
import type { Called, Hand } from '../api/company.ts';
import { type DeskHand, newId } from '../house.ts';
import type { Deed } from './deeds.ts';

/* Who does something, and what there is to do it to. */

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

export const among = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

export const api = ({ company }: Cast): Hand => company.all;

/** A deed of this type; several types share one form. */
export type DeedOf<Type extends Deed['type']> = Deed extends infer Each
  ? Each extends { readonly type: infer Types }
    ? Type extends Types
      ? Each
      : never
    : never
  : never;
export type Doing<Type extends Deed['type']> = (cast: Cast, deed: DeedOf<Type>) => Promise<unknown>;

export const query = <T>({ company }: Cast, statement: string, values: readonly unknown[] = []): Promise<T[]> =>
  company.home.world.db.query<T>(statement, [...values]);

export const conversationOf = async (cast: Cast, { what }: Deed): Promise<Row | undefined> =>
  among(await query<Row>(cast, `select id, specialist_id as specialist from conversation where status <> 'closed' order by id`), what);

/** Whoever is in charge does it, else whoever is named: the second may be refused. */
export async function acts(cast: Cast, deed: Deed, verb: string, body: object): Promise<unknown> {
  const row = await conversationOf(cast, deed);
  if (row === undefined) return;
  const by = cast.staff.find((each) => each.id === row.specialist) ?? among(cast.staff, deed.who);
  return by?.hand.post(`/conversations/${row.id}/${verb}`, { key: newId(), ...body });
}

export const contactOf = async (cast: Cast, { who }: Deed): Promise<string | undefined> =>
  among(await query<{ id: string }>(cast, 'select id from contact order by id'), who)?.id;

export const clientOf = async (cast: Cast, { what }: Deed): Promise<string | undefined> =>
  among(await query<{ id: string }>(cast, 'select id from client order by id'), what)?.id;

/** Those a contact is of. */
export const clientsOf = (cast: Cast, contact: string): Promise<{ id: string }[]> =>
  query(cast, 'select client_id as id from contact_client where contact_id = $1::text::uuid and until is null order by id', [contact]);
