import { z } from 'zod';
import { type ClientRow, findClient, ownershipsOf } from '../../../db/clients/card.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { type Doing, departmentsFor, reachOf } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';
import type { Http } from '../../deps.ts';

/** The client an address names by `:id`. Who has nothing to do with it is not told that it exists. */
export const client: ObjectAccess<ClientRow> = {
  kind: 'client',
  errors: ['client-not-found'],
  load: (http, viewer, c) => visibleClient(http, viewer, c.req.param('id')),
  async refusal(viewer, doing, row, http) {
    if (doing === 'client.give') return (await mayGive(http, viewer, row.id)) ? null : 'forbidden';
    if (doing === 'schedule.tell') return (await maySchedule(http, viewer, row.id)) ? null : 'forbidden';
    if (doing !== 'facts.tell') return reachOf(viewer, doing) === 'none' ? 'forbidden' : null;
    const { deal, payment, outreach } = await mayRecord(http, viewer, row.id);
    return deal || payment || outreach ? null : 'forbidden';
  },
};

/** Finds a client that this viewer has to do with; null for others, and for an id that is none. */
export async function visibleClient({ db }: Pick<Http, 'db'>, viewer: Viewer, id: string | undefined): Promise<ClientRow | null> {
  return z.uuid().safeParse(id).success ? findClient(db, viewer, String(id)) : null;
}

/**
 * Who may tell of what about a client: a head of everything; a salesperson of deals and payments of their own clients and of those nobody
 * in sales owns, for commission hangs on them, and of outreach to anybody (R5).
 */
export async function mayRecord({ db }: Pick<Http, 'db'>, viewer: Viewer, client: string) {
  const departments = departmentsFor(viewer, 'facts.tell');
  const isHead = departments === null || departments.length > 0;
  const owner = (await ownershipsOf(db, client)).find((each) => each.until === null && each.department === 'sales');
  const sells = viewer.department === 'sales';
  const owns = isHead || (sells && (owner === undefined || owner.specialist_id === viewer.id));
  return { deal: owns, payment: owns, outreach: isHead || sells };
}

/** Who may say that a client is to be somebody else's: a head who sees it, and its owner. */
export function mayGive(http: Pick<Http, 'db'>, viewer: Viewer, client: string): Promise<boolean> {
  return isOwnersOrHeads(http, viewer, 'client.give', client);
}

/**
 * Who may say when a client's payments are due (R32): whoever owns it, in whatever department, for that all of it is paid is their task;
 * whoever works in finance, where invoices are written (R10); and a head who sees it. No commission hangs on that, as it does on payments.
 */
export async function maySchedule(http: Pick<Http, 'db'>, viewer: Viewer, client: string): Promise<boolean> {
  const answersAboutMoney = viewer.department === 'finance' && reachOf(viewer, 'schedule.tell') !== 'none';
  return answersAboutMoney || isOwnersOrHeads(http, viewer, 'schedule.tell', client);
}

async function isOwnersOrHeads({ db }: Pick<Http, 'db'>, viewer: Viewer, doing: Doing, client: string): Promise<boolean> {
  if (reachOf(viewer, doing) === 'none') return false;
  const departments = departmentsFor(viewer, doing);
  if (departments === null || departments.length > 0) return true;
  return (await ownershipsOf(db, client)).some((each) => each.until === null && each.specialist_id === viewer.id);
}
