import { lockClientRows } from '../db/clients/facts.ts';
import { addWord, readHandover, standing } from '../db/clients/handovers.ts';
import { afterVerb, type HandoverVerb } from '../domain/handover.ts';
import { feedClients } from './client-flow.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface HandoverDecision {
  readonly verb: HandoverVerb;
  readonly reason: string;
  /** with `put-off`: until when */
  readonly until: Date | null;
}

export type HandoverDecided =
  | { readonly type: 'decided' }
  | { readonly type: 'refused'; readonly code: 'handover-elsewhere' | 'not-ahead' };

/** Asks for a handover early, grants it, puts it off …, each with a reason that is kept (R17). Who may is the door's to know. */
export async function decideHandover(
  ctx: ClientTx,
  id: string,
  clientId: string,
  { verb, reason, until }: HandoverDecision,
): Promise<HandoverDecided> {
  const { tx, now, newId, actor } = ctx;
  await lockClientRows(tx, [clientId]);
  const row = await readHandover(tx, id);
  const status = row === null ? null : afterVerb(row.status, verb);
  if (row === null || status === null || actor.id === null) return { type: 'refused', code: 'handover-elsewhere' };
  if (verb === 'put-off' && (until === null || until <= now)) return { type: 'refused', code: 'not-ahead' };
  // The client's log knows that the period ended early; what was decided is kept with the handover.
  if (status === 'due' && row.status !== 'due' && row.productLine !== null)
    await feedClients(ctx, [{ client: clientId, event: { type: 'hurried', line: row.productLine }, at: now }]);
  await standing(tx, { id, status, at: now, putOffUntil: verb === 'put-off' ? until : null, hasDocuments: verb === 'documents' });
  await addWord(tx, { id: newId(), handover: id, kind: verb, by: actor.id, reason, until, at: now });
  await onRecord(
    ctx,
    `handover.${verb}`,
    { kind: 'client', id: clientId },
    { handover: id, ...(until !== null && { until: until.toISOString() }) },
  );
  return { type: 'decided' };
}
