import type { Flow } from '../../flows/index.ts';
import { defaultPolicy, waitsOf, waitsOfUnreachable } from '../../flows/policy.ts';
import type { Meaning } from '../../src/domain/content.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { Effect, Metric, Tell } from '../../src/domain/effect.ts';
import type {
  Assigned,
  ClientMessage,
  ClientNamed,
  ConversationEvent,
  Nobody,
  Opened,
  Replied,
  Resolved,
  Taken,
  TimerFired,
  Transferred,
} from '../../src/domain/event.ts';
import type { AssignmentId, ClientId, ConversationId, SpecialistId } from '../../src/domain/ids.ts';

/** Events of a conversation, worded short. */

export type Later = Exclude<ConversationEvent, Opened>;

export const irina = 'irina' as SpecialistId;
export const pavel = 'pavel' as SpecialistId;
export const olga = 'olga' as SpecialistId;

const text: Meaning = { kind: 'text' };

export const tap = (question: string, option: string): Meaning => ({ kind: 'option', question, option });
export const asksHuman: Meaning = { kind: 'asks-human' };
export const passedOn: Meaning = { kind: 'aside' };
export const startsAnew: Meaning = { kind: 'start' };

export function stranger(says: Meaning = text): Opened {
  return { type: 'opened', known: false, department: 'client', language: 'ru', waits: waitsOf(defaultPolicy), message: 1, says };
}

/** A stranger the company could not reach if they left; `isStaffed`: within working time. */
export function unreachable(what: Meaning = text, isStaffed = true): Opened {
  return { ...stranger(what), waits: waitsOfUnreachable(defaultPolicy, isStaffed) };
}

export function knownContact(department = 'client'): Opened {
  return { ...stranger(), known: true, department };
}

/** Of several clients, and nothing tells for which of them they write. */
export function unclearContact(what: Meaning = text): Opened {
  return { ...knownContact(), says: what, unclear: true };
}

/** … said by the contact with a message, or by a colleague; `moves`: somebody else is to serve it. */
export function clientNamed(by: ClientNamed['by'], moves: boolean, department = 'client'): ClientNamed {
  const client = 'client' as ClientId;
  return { type: 'client.named', client, by, department, moves, ...(by === 'contact' && { message: 10 }) };
}

/** Who was asked as a stranger is a contact of several clients. */
export const turnsOutUnclear: Later = { type: 'client.unclear' };

/** A specialist writes first. */
export function writtenTo(by: SpecialistId, department = 'client'): Opened {
  return { ...knownContact(department), by };
}

export const says = (what: Meaning = text, message = 10): ClientMessage => ({ type: 'client.message', message, says: what });
export const taps = (question: string, option: string, message = 10): ClientMessage => says(tap(question, option), message);
/** A colleague is with the client, on the phone or in the office, and wrote it down (R7). */
export const comesTo = (metBy: SpecialistId, message = 10): ClientMessage => ({ ...says(text, message), metBy });
export const assigned = (specialist: SpecialistId, department = 'client'): Assigned => {
  return { type: 'assigned', assignment: 'assignment' as AssignmentId, department, specialist, rule: 'least-loaded' };
};
/** … with somebody named to begin should they be late. */
export const assignedBefore = (specialist: SpecialistId, standIn: SpecialistId): Assigned => ({ ...assigned(specialist), standIn });
export const nobody = (department = 'client'): Nobody => ({ type: 'nobody', department, reason: 'all-full' });
export const replied = (specialist: SpecialistId, message = 20): Replied => ({ type: 'replied', message, specialist });
export const taken = (specialist: SpecialistId, department = 'client'): Taken => ({ type: 'taken', specialist, department });
export const resolved = (by: SpecialistId): Resolved => ({ type: 'resolved', by });
export const contactLeft: Later = { type: 'contact.left', kind: 'phone' };
export const declined: Later = { type: 'offer.declined' };
export const retried: Later = { type: 'retried' };
export const queueLate = (full = false): Later => ({ type: 'queue.late', full });
export const lapsed = (specialist: SpecialistId, turn = 1, hold = 1): Later => ({ type: 'lapsed', specialist, turn, hold });
export const promised = (specialist: SpecialistId, until = 1000): Later => ({ type: 'promised', specialist, until });
export const waived = (specialist: SpecialistId, message = 32): Later => ({ type: 'waived', specialist, message });
/** Of the two who had it, and the head when `asHead`. */
export const handedBack = (specialist: SpecialistId, asHead?: true): Later => ({
  type: 'hand-back.agreed',
  specialist,
  message: 33,
  ...(asHead && { asHead }),
});
export const unavailable = (specialist: SpecialistId): Later => ({ type: 'unavailable', specialist });
/** Whoever stands in left; `told`: the client reads that they would help. */
export const standInGone = (specialist: SpecialistId, told?: true): Later => ({
  type: 'stand-in.gone',
  specialist,
  ...(told !== undefined && { told }),
});
export const undelivered = (message = 20): Later => ({ type: 'undelivered', message });
export const erased: Later = { type: 'erased' };
export const joined: Later = { type: 'joined', into: 'another' as ConversationId };
/** What was written since in a younger conversation is of this matter, which was settled; or this one's newest words are not. */
export const continued = (waits: boolean, specialist?: SpecialistId): Later => {
  return { type: 'continued', message: 40, waits, introduced: pavel, ...(specialist !== undefined && { specialist }) };
};
export const parted: Later = { type: 'parted', by: irina };
export const sentOver: Later = { type: 'sent-over', into: 'another' as ConversationId };
export const topicNoted: Later = { type: 'topic', topic: 'problem', source: 'colleague' };
/** Each changes little or nothing of where a conversation stands. */
export const passing = [sentOver, topicNoted] as const;
export const noted: Later = { type: 'noted', message: 30, specialist: irina };

export function transferred(by: SpecialistId, department: string, specialist?: SpecialistId): Transferred {
  return { type: 'transferred', by, department, message: 31, ...(specialist !== undefined && { specialist }) };
}

/** The timer of this name as the decision before set it. */
export function due(decision: Decision, key: string): TimerFired {
  const timer = decision.effects.find((each) => each.type === 'set-timer' && each.key === key);
  if (timer?.type !== 'set-timer') throw new Error(`no timer ${key} was set`);
  return { type: 'timer', key, raised: timer.raised };
}

export function after(flow: Flow, opened: Opened, ...events: readonly Later[]): Decision {
  return events.reduce((decision, event) => flow.step(decision.state, event), flow.open(opened));
}

export const tellsOf = ({ effects }: Decision): Tell[] => effects.filter((each) => each.type === 'tell');
export const metricsOf = ({ effects }: Decision): Metric[] => effects.flatMap((each) => (each.type === 'record' ? [each.metric] : []));

/** The effects that are neither counted nor timed. */
export const deedsOf = ({ effects }: Decision): Effect[] =>
  effects.filter((each) => each.type !== 'record' && each.type !== 'set-timer' && each.type !== 'clear-timer');
