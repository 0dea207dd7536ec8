import { findOutreach, type OutreachRow } from '../db/clients/outreach.ts';
import { type Actor as Colleague, reachOf } from '../people/access.ts';
import { FactRefused, type Kept } from './facts.ts';
import { type Newcomer, type NewOutreach, recordOutreach } from './record-outreach.ts';
import { type ClientTx, onRecord } from './recorded.ts';

/** What somebody of sales writes down: whom they called or wrote to, and who goes on with them. */
export interface OutreachWish {
  /** the desk's own id of it: the same again is a repeat */
  readonly key: string;
  readonly at: Date;
  readonly means: NewOutreach['means'];
  /** whom: a contact, a client, or somebody not known yet */
  readonly contact?: string | null | undefined;
  readonly client?: string | null | undefined;
  readonly newcomer?: Newcomer | undefined;
  readonly closer?: string | null | undefined;
  readonly note?: string | undefined;
  /** the record it puts right */
  readonly corrects?: string | null | undefined;
}

/** Whether somebody tells of outreach: salespeople, heads and the director (R5). */
export function tellsOutreach(who: Colleague): boolean {
  return who.department === 'sales' || who.heads.length > 0 || who.role === 'head' || who.role === 'director';
}

/** Writes an outreach down for whoever made it. Throws `FactRefused`. */
export async function tellOutreach(ctx: ClientTx, who: Colleague, wish: OutreachWish): Promise<Kept> {
  if (!tellsOutreach(who)) throw new FactRefused('not-sales', 0);
  const { key, at, means, contact = null, client = null, newcomer, closer, note, corrects } = wish;
  const former = corrects == null ? null : await ownRecord(ctx, who, corrects);
  const specialist = former?.specialist_id ?? who.id;
  const to = { client: client === null ? null : { id: client }, contact, newcomer };
  return keep(ctx, who, { externalId: `desk:${key}`, at, means, specialist, closer, note, corrects, ...to });
}

/** Takes an outreach back: there was none, and nobody comes to its person by it any more. Throws `FactRefused`. */
export async function withdrawOutreach(ctx: ClientTx, who: Colleague, id: string, key: string): Promise<Kept> {
  const { at, means, specialist_id: specialist, client_id, contact_id, ...of } = await ownRecord(ctx, who, id);
  const newcomer = Object.fromEntries(
    (['person', 'organisation', 'phone', 'email', 'telegram'] as const).flatMap((each) => (of[each] === null ? [] : [[each, of[each]]])),
  );
  const to = { client: client_id === null ? null : { id: client_id }, contact: contact_id, newcomer };
  const withdrawn = { externalId: `desk:${key}`, at, means: means as NewOutreach['means'], specialist, corrects: id, withdrawn: true };
  return keep(ctx, who, { ...withdrawn, ...to });
}

/** Whether somebody may put a record right: what one called or closes oneself, and heads what anybody did. */
export function mayRight(who: Colleague, { specialist_id, closer_id }: Pick<OutreachRow, 'specialist_id' | 'closer_id'>): boolean {
  return [specialist_id, closer_id].some((each) => each === who.id) || ['department', 'any'].includes(reachOf(who, 'facts.tell'));
}

/** The record that is put right, which may have been before: the same again is a repeat. */
async function ownRecord({ tx }: ClientTx, who: Colleague, id: string) {
  const found = await findOutreach(tx, id);
  if (found === null || !mayRight(who, found) || !tellsOutreach(who)) throw new FactRefused('outreach-not-found', 0);
  return found;
}

async function keep(ctx: ClientTx, who: Colleague, outreach: NewOutreach): Promise<Kept> {
  const [kept] = await recordOutreach(ctx, [outreach]);
  if (kept === undefined) throw new Error('one outreach was told, none was kept');
  const action = outreach.withdrawn === true ? 'outreach.withdrawn' : 'fact.outreach';
  if (kept.isNew) await onRecord(ctx, action, { kind: 'specialist', id: who.id }, { fact: kept.id });
  return kept;
}
