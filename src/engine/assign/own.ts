import type { SeekPerson } from '../../domain/effect.ts';
import type { ClientId, SpecialistId } from '../../domain/ids.ts';
import { weightOf } from '../../domain/search.ts';
import { type Batch, type ConversationDraft, clientOf, departmentId, touch } from '../batch/draft.ts';

/** A first assignment makes a client of a stranger, and an ownership where the client's stage asks for one (R12). */
export function own(
  batch: Batch,
  conversation: ConversationDraft,
  effect: SeekPerson,
  { specialist, isOwner }: { readonly specialist: SpecialistId; readonly isOwner: boolean },
): void {
  const { window, row } = conversation;
  const { plan, now, newId, company } = batch;
  if (window.clients.length === 0) {
    const id = newId<'client'>() as ClientId;
    const organisation = organisationSeq(conversation);
    const { size } = weightOf({ client: null, seek: effect });
    const name = window.contact.name ?? '';
    plan.clients.push({ id, size, stage: 'prospect', createdAt: now, windowId: window.row.id, nameSeq: organisation, name });
    plan.contactClients.push({
      id: newId(),
      contactId: window.contact.id,
      clientId: id,
      role: null,
      from: now,
      until: null,
      reason: 'first-assignment',
    });
    window.clients.push({
      id,
      name,
      size,
      dedicated: null,
      stage: 'prospect',
      deals: 0,
      role: null,
      owners: new Map(),
      outreach: window.outreach,
    });
  }
  const client = clientOf(conversation);
  if (client === null) return;
  for (const each of window.conversations) {
    if (each.row.clientId === null && clientOf(each)?.id === client.id) {
      each.row.clientId = client.id;
      touch(each);
    }
  }
  row.clientId = client.id;
  if (!isOwner) return;
  // Another contact of the client, in this batch, has the same owner from now on.
  const same = batch.windows.flatMap(({ clients }) => clients.filter(({ id }) => id === client.id));
  for (const each of same) each.owners.set(effect.department, specialist);
  plan.ownerships.push({
    id: newId(),
    clientId: client.id,
    departmentId: departmentId(company, effect.department),
    specialistId: specialist,
    from: now,
    until: null,
    reason: 'first-assignment',
    restsOn: 'first-assignment',
  });
}

/** The message in which the client named their organisation, when they did. */
function organisationSeq(conversation: ConversationDraft): number | null {
  const { flow, row } = conversation;
  const answers = flow.outline(row.state as Parameters<typeof flow.outline>[0]).answers;
  const named = answers.findLast((each) => {
    const question = flow.tree.questions[each.question];
    return question?.kind === 'text' && question.purpose === 'organisation' && each.option === undefined;
  });
  return named?.message ?? null;
}
