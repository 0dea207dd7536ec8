import { v7 } from 'uuid';
import type { ContactId, ConversationId, Seq, SpecialistId } from '../../../src/domain/ids.ts';
import type { Command, Inbound, Submission } from '../../../src/engine/submissions/submission.ts';
import type { ClientHand } from '../../support/world.ts';

const sent = new Date('2026-03-02T08:59:59Z');

/** What a client sends, as a door would submit it. */
export function says(client: ClientHand, text: string, externalId: string = v7()): Inbound {
  return inbound(client, { text }, externalId);
}

/** … quoting what stands at this number of their window. */
export function quotes(client: ClientHand, quoteSeq: Seq, text: string): Inbound {
  return { ...says(client, text), quoteSeq };
}

export function taps(client: ClientHand, question: string, option: string, externalId: string = v7()): Inbound {
  return inbound(client, { text: '', choice: { question, option } }, externalId);
}

function inbound({ address, window }: ClientHand, content: Inbound['content'], externalId: string): Inbound {
  const contact = address.startsWith('site:') ? { contact: address.slice('site:'.length) as ContactId } : {};
  return { type: 'inbound', account: 'webchat', externalId, address, window, ...contact, language: 'en', content, occurredAt: sent };
}

/** What a specialist does, as the desk would submit it. */
export function does(actor: SpecialistId, conversation: ConversationId, command: Command, key: string = v7()): Submission {
  return { type: 'desk', key, conversation, actor, command };
}

/** Dealt out one by one, like cards. */
export function dealt<T>(all: readonly T[], hands: number): T[][] {
  return Array.from({ length: hands }, (_, hand) => all.filter((_each, i) => i % hands === hand));
}
