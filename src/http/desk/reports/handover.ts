import { z } from 'zod';
import { type HandoverListed, listHandovers } from '../../../db/clients/handover-list.ts';
import { type HandoverVerb, handoverVerbs } from '../../../domain/handover.ts';
import { type Actor, mayIn } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';
import type { Http } from '../../deps.ts';

/** The handover an address names by `:id`. Who has nothing to do with it is not told that it exists. */
export const handover: ObjectAccess<HandoverListed> = {
  kind: 'handover',
  errors: ['unknown-handover'],
  load: async (http, viewer, c) => {
    const id = z.uuid().safeParse(c.req.param('id'));
    return id.success ? visibleHandover(http, viewer, id.data) : null;
  },
  refusal: (viewer, _, row) => (handoverVerbs.some((verb) => mayDecide(viewer, row, verb)) ? null : 'forbidden'),
};

export async function visibleHandover({ db }: Pick<Http, 'db'>, viewer: Actor, id: string): Promise<HandoverListed | null> {
  const own = seesAllHandovers(viewer) ? null : viewer.id;
  const [row] = await listHandovers(db, { own, id, state: null, after: null, limit: 1 });
  return row ?? null;
}

/** Heads of sales or of the client department see all handovers: each is between the two. */
export function seesAllHandovers(viewer: Actor): boolean {
  return mayIn(viewer, 'handover.see', 'sales') || mayIn(viewer, 'handover.see', 'client');
}

/** Who may decide what, wherever it stands: the salesperson asks, the receiving head grants, the giving head puts off (R8, R17). */
export function mayDecide(viewer: Actor, { fromId }: HandoverListed, verb: HandoverVerb): boolean {
  const heads = (department: string) => mayIn(viewer, 'handover.decide', department);
  switch (verb) {
    case 'ask':
      return fromId === viewer.id || heads('sales');
    case 'accept':
    case 'refuse':
      return heads('client');
    case 'put-off':
    case 'keep':
    case 'resume':
      return heads('sales');
    case 'documents':
      return fromId === viewer.id || heads('sales') || heads('client');
  }
}
