import { type Column, expression, type Named, named } from '../names.ts';
import { conversation } from '../schema.ts';

const f = named(conversation, 'f');

/** Whether a matter of the same client was settled before this one began, and can still go on (R15; `formerOf` in the engine). */
export function hasFormer(v: Named<typeof conversation>): Column<boolean> {
  return expression<boolean>(`(${v.status} not in ('resolved', 'closed') and exists (select 1 from ${f}
    where ${f.windowId} = ${v.windowId} and ${f.status} = 'resolved' and ${f.id} <> ${v.id} and ${f.resolvedAt} <= ${v.openedAt}
      and ${f.clientId} is not distinct from ${v.clientId}))`);
}
