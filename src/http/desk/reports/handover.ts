import { z } from 'zod';
import { type HandoverListed, listHandovers } from '../../../db/clients/handover-list.ts';
import { type HandoverVerb, handoverVerbs } from '../../../domain/handover.ts';
import { type Actor, departmentsFor, mayIn } from '../../../people/access.ts';
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
  const [row] = await listHandovers(db, { ...handoversFor(viewer), id, state: null, after: null, limit: 1 });
  return row ?? null;
}

/** Heads of sales or of the client department see all handovers: most are between the two. Other heads see those of their departments. */
export function seesAllHandovers(viewer: Actor): boolean {
  return mayIn(viewer, 'handover.see', 'sales') || mayIn(viewer, 'handover.see', 'client');
}

/** Says which handovers somebody sees: their own and their departments', or all of them. */
export function handoversFor(viewer: Actor): { readonly own: string | null; readonly departments: readonly string[] } {
  return seesAllHandovers(viewer)
    ? { own: null, departments: [] }
    : { own: viewer.id, departments: departmentsFor(viewer, 'handover.see') ?? [] };
}

/** Who may decide what, wherever it stands: who gives the client asks, the receiving head grants, the giving head puts off (R8, R17). */
export function mayDecide(viewer: Actor, { fromId, fromDepartment, toDepartment }: HandoverListed, verb: HandoverVerb): boolean {
  const heads = (department: string) => mayIn(viewer, 'handover.decide', department);
  switch (verb) {
    case 'ask':
      return fromId === viewer.id || heads(fromDepartment);
    case 'accept':
    case 'refuse':
      return heads(toDepartment);
    case 'put-off':
    case 'keep':
    case 'resume':
      return heads(fromDepartment);
    case 'documents':
      return fromId === viewer.id || heads(fromDepartment) || heads(toDepartment);
  }
}
