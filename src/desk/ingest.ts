import { waitsOf, waitsOfUnreachable } from '../../flows/policy.ts';
import { labelOf, wordsOf } from '../../flows/words.ts';
import { servingDepartment } from '../domain/client.ts';
import type { Says } from '../domain/content.ts';
import type { FlowState } from '../domain/decision.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { Opened, Waits } from '../domain/event.ts';
import type { AccountId } from '../domain/ids.ts';
import type { MessageBody } from '../domain/message.ts';
import { isSpoken } from '../domain/spoken.ts';
import { feed } from '../engine/carry-out.ts';
import type { Batch, ConversationDraft, WindowDraft } from '../engine/draft.ts';
import { done, type Handled, refused } from '../engine/handler.ts';
import { addMessage, tell } from '../engine/speak.ts';
import type { Inbound } from '../engine/submission.ts';
import { currentOf } from './current.ts';
import { draftNew } from './draft-new.ts';

/** A client wrote: into the conversation that is open, or into a new one (R1, R6). */
export function ingest(batch: Batch, window: WindowDraft, inbound: Inbound): Handled {
  const current = currentOf(window);
  const flow = current?.flow ?? batch.company.flow;
  const isKnown = window.client !== null;
  const asking = current === undefined ? (isKnown ? null : flow.tree.root) : flow.outline(current.row.state as FlowState).asking;
  const says = flow.hear(asking, inbound.content, window.contact.language);
  if (says.kind === 'unknown-choice' || says.kind === 'stale-choice') return refused(says.kind);
  const accountId = batch.company.accounts.get(inbound.account) as AccountId;
  const target = `${accountId}:${inbound.address}`;
  if (!agrees(batch, window, inbound)) return refused('consent-required');
  if (current === undefined) return begin(batch, window, inbound, says, target);
  // Who calls about what they wrote of before is still answered where they wrote.
  if (!isSpoken(inbound.account)) {
    current.row.channel = inbound.account;
    current.row.target = target;
  }
  const seq = hear(batch, current, inbound);
  feed(batch, current, { type: 'client.message', message: seq, says });
  return done(current, seq);
}

/** Consent, where it is owed, comes with the message or was given before; it is kept with its wording and time. */
function agrees(batch: Batch, { contact }: WindowDraft, { consent: given, language }: Inbound): boolean {
  const { consent } = batch.company.policy.data;
  if (consent === undefined || given === undefined || contact.consents.has(consent.version)) return true;
  if (given !== consent.version) return !consent.required;
  contact.consents.add(given);
  batch.plan.consents.push({ contactId: contact.id, version: given, language, at: batch.now });
  return true;
}

/** A stranger the company could not reach is offered to leave a way (R31). */
function waitsFor({ company, now }: Batch, { contact }: WindowDraft, department: DepartmentKey): Waits {
  const policy = company.policy.data;
  if (contact.isReachable) return waitsOf(policy);
  return waitsOfUnreachable(policy, company.departments.find((each) => each.key === department)?.workingTime.isOpen(now) ?? true);
}

function begin(batch: Batch, window: WindowDraft, inbound: Inbound, says: Says, target: string): Handled {
  const isKnown = window.client !== null;
  const department =
    window.client === null ? 'client' : servingDepartment({ stage: window.client.stage, ownedIn: new Set(window.owners.keys()) });
  const conversation = draftNew(batch, window, { channel: inbound.account, target }, department);
  // The channel showed the first question before anybody had written: the answer follows it in the history too.
  if (!isKnown && says.kind === 'option') tell(batch, conversation, firstQuestion(conversation));
  const seq = hear(batch, conversation, inbound);
  const opened: Opened = {
    type: 'opened',
    known: isKnown,
    department,
    language: window.contact.language,
    waits: isSpoken(inbound.account) ? waitsOf(batch.company.policy.data) : waitsFor(batch, window, department),
    message: seq,
    says,
  };
  feed(batch, conversation, opened);
  return done(conversation, seq);
}

function firstQuestion({ flow, window }: ConversationDraft) {
  const { language } = window.contact;
  return wordsOf({ type: 'tell', key: 'question', question: flow.tree.root, reason: 'asked' }, { tree: flow.tree, language });
}

function hear(batch: Batch, conversation: ConversationDraft, inbound: Inbound): number {
  return addMessage(batch, conversation, {
    author: 'client',
    authorId: conversation.window.contact.id,
    audience: 'client',
    body: bodyOf(conversation, inbound),
    clientKey: inbound.externalId,
    occurredAt: inbound.occurredAt,
  });
}

/** A tapped button is kept with its words, as the client read them. */
function bodyOf({ flow, window }: ConversationDraft, { content, account }: Inbound): MessageBody {
  const spoken = isSpoken(account) ? { spoken: account } : {};
  const files = content.attachments === undefined ? {} : { attachments: content.attachments };
  if (content.choice === undefined) return { text: content.text, ...files, ...spoken };
  const { question, option } = content.choice;
  return { text: labelOf(flow.tree, question, option, window.contact.language) ?? option, choice: content.choice, ...spoken };
}
