import { changesHands } from '../../domain/client-of-matter.ts';
import type { Seq, SpecialistId } from '../../domain/ids.ts';
import { trackOfRole } from '../../domain/track.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ClientDraft, type ConversationDraft, clientOf, departmentKey } from '../batch/draft.ts';
import { departmentFor } from './department-for.ts';

/**
 * Makes a conversation the matter of one of its contact's clients. Who owns that one serves it from now on, in the department that serves it,
 * while the client waits for an answer. `message`: by which the contact said so. `anew`: whoever has it got it for somebody else's sake, whatever
 * it says by now.
 */
export function nameClient(
  batch: Batch,
  conversation: ConversationDraft,
  client: ClientDraft,
  { by, message, anew = false }: { readonly by: 'contact' | SpecialistId; readonly message?: Seq; readonly anew?: boolean },
): void {
  const { row } = conversation;
  const before = anew ? null : clientOf(conversation);
  const isSaid = row.status !== 'asking' && before?.id === client.id;
  // What they are at the other client told what it is about; what somebody answered stays what it is.
  const isUnanswered = row.turns === 0 || (row.turns === 1 && row.openTurnId !== null);
  if (isUnanswered && row.track === trackOfRole(before?.role ?? null)) row.track = trackOfRole(client.role);
  const right = departmentFor(batch, row.track === 'finance' ? 'finance' : 'general', client);
  const specialist = row.specialistId as SpecialistId | null;
  const serving = { specialist, department: departmentKey(batch.company, row.departmentId), waits: row.openTurnId !== null };
  const moves = !isSaid && row.status !== 'resolved' && changesHands({ ...serving, right, owners: client.owners });
  batch.plan.renamed.set(row.id, client.id);
  for (const each of [client.id, row.clientId]) if (each !== null) batch.plan.reconsidered.set(each, batch.now);
  row.clientId = client.id;
  feed(batch, conversation, {
    type: 'client.named',
    client: client.id,
    by,
    department: right,
    moves,
    ...(message !== undefined && { message }),
  });
}
