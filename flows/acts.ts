import { assertEvent, setup } from 'xstate';
import type { SizeClass } from '../src/domain/client.ts';
import type { LeafId, QuestionId } from '../src/domain/content.ts';
import type { DepartmentKey } from '../src/domain/department.ts';
import type { Effect, Metric, SeekPerson, SeekReason } from '../src/domain/effect.ts';
import type { Opened } from '../src/domain/event.ts';
import type { SpecialistId } from '../src/domain/ids.ts';
import type { SupportContext, SupportEvent } from './context.ts';
import { offerLater, offerNoLonger } from './offer.ts';
import { keptLate, lateOf, lateOnce } from './was-late.ts';

/*
 * The small steps the support machine's transitions are made of. Each is pure: what it remembers, and what it asks for.
 * In a list of actions each one sees what the ones before it have remembered.
 */

export const supportSetup = setup({
  types: { context: {} as SupportContext, events: {} as SupportEvent, input: {} as Opened },
  actions: {
    /** nothing happens here: whoever made the transition reads the parameters and carries them out */
    effect: (_, _effect: Effect) => undefined,
  },
  delays: {
    reminder: ({ context }) => context.waits.reminder,
    abandon: ({ context }) => context.waits.abandon,
    idle: ({ context }) => context.waits.idle,
    reopen: ({ context }) => context.waits.reopen,
  },
});

interface Change {
  readonly set?: Partial<SupportContext>;
  readonly effects?: readonly Effect[];
}

export function act(move: (context: SupportContext, event: SupportEvent) => Change) {
  return supportSetup.enqueueActions(({ context, event, enqueue }) => {
    const { set, effects } = move(context, event);
    if (set !== undefined) enqueue.assign(set);
    for (const params of effects ?? []) enqueue({ type: 'effect', params });
  });
}

export const record = (metric: Metric) => act(() => ({ effects: [{ type: 'record', metric }] }));

/** A message of the client is kept, whatever it says. */
export const keepMessage = act((context, event) => {
  assertEvent(event, ['opened', 'client.message']);
  // What a colleague wrote to begin a parallel matter is not the client's message; what was written elsewhere is counted there.
  const isCounted = event.again === true || (event.type === 'opened' && event.beside === true);
  if (isCounted) return { set: { lastMessage: event.message } };
  return { set: { lastMessage: event.message, ...met(context, event.metBy) }, effects: [{ type: 'record', metric: 'client-message' }] };
});

/** Whoever is with the client stands in from now on, and again when they come again; the first of several does, and the person in charge has nobody to call. */
function met({ specialist, metBy }: SupportContext, by: SpecialistId | undefined): Partial<SupportContext> {
  if (by === undefined || by === specialist || (metBy ?? by) !== by) return {};
  return { metBy: by, ...(specialist !== null && { standIn: by }) };
}

/** Somebody else than the person in charge is with the client, who is to be called over. */
export const callOver = act((context) => {
  const { specialist, department } = context;
  const metBy = colleagueWith(context, specialist);
  if (specialist === null || metBy === null) return {};
  return { set: { introduced: specialist }, effects: [{ type: 'tell', key: 'called', specialist, department, standIn: metBy }] };
});

/** Who is with the client, where it is somebody else than this person (R7). */
export function colleagueWith({ metBy = null }: SupportContext, specialist: SpecialistId | null): SpecialistId | null {
  return metBy === specialist ? null : metBy;
}

export const ask = (question: QuestionId, reason: 'asked' | 'not-understood' | 'reminder') =>
  act(() => ({ effects: [{ type: 'tell', key: 'question', question, reason }] }));

export const answered = (question: QuestionId, option?: string) =>
  act(({ answers, lastMessage }, event) => {
    const chosen = option === undefined ? {} : { option };
    const led = event.type === 'client.message' && event.lead !== undefined ? { lead: event.lead } : {};
    return {
      set: { answers: [...answers, { question, ...chosen, message: lastMessage }], ...led },
      effects: [{ type: 'record', metric: 'question-answered', question, ...chosen }],
    };
  });

export const reminded = (question: QuestionId) => act(() => ({ effects: [{ type: 'record', metric: 'reminded', question }] }));

export const missed = (question: QuestionId) =>
  act(({ misses }) => ({ set: { misses: misses + 1 }, effects: [{ type: 'record', metric: 'question-missed', question }] }));

export const decided = (leaf: LeafId, department: DepartmentKey, size: SizeClass, word: boolean) =>
  act(() => ({ set: { leaf, department, size, wordDue: word } }));

/** With the turn ends what stood for it. */
export const answeredFor = { standIn: null, promised: false } as const;

/** … and who was with the client, once they are answered or need no answer. */
export const over = ({ metBy }: SupportContext) => ({ ...answeredFor, ...(metBy !== undefined && { metBy: null }) });

/** From the client's newest message on they wait for a person. */
export const openTurn = act((context) => {
  const { turn, lastMessage, waits, offer } = context;
  if (turn) return {};
  const later = offer === undefined ? offerLater(waits, offer) : [];
  return { set: { turn: true }, effects: [{ type: 'open-turn', message: lastMessage }, ...later] };
});

export const holdTurn = act((context) => (context.specialist === null ? {} : { effects: [heldBy(context.specialist, context)] }));

/** Whoever stands there or is on the phone is answered as soon as whoever writes first. */
function heldBy(specialist: SpecialistId, { metBy }: SupportContext): Effect {
  return { type: 'hold-turn', specialist, ...((metBy ?? null) !== null && { soon: true as const }) };
}

export const replied = act((context, event) => {
  assertEvent(event, 'replied');
  const { turn, waits, offer } = context;
  const answer: readonly Effect[] = turn ? [{ type: 'answer-turn', message: event.message }] : [];
  const inTime = waits.offer !== undefined && offer === undefined;
  return {
    set: { turn: false, ...over(context), ...(inTime && { offer: 'past' as const }) },
    effects: [...answer, ...offerNoLonger(waits, offer), { type: 'record', metric: 'replied' }],
  };
});

/** Whoever replies, takes or is named is sought by name; the one who had it comes next, should that fail. */
export const wantReplier = act((context, event) => {
  assertEvent(event, 'replied');
  return { set: { exact: event.specialist, prefer: context.specialist ?? context.former } };
});

export const wantTaker = act((context, event) => {
  assertEvent(event, 'taken');
  return { set: { department: event.department, exact: event.specialist, prefer: context.specialist ?? context.former } };
});

/** Handed on: the former person wants it gone, so only a name or a department is left. */
export const wantNext = act((_, event) => {
  assertEvent(event, 'transferred');
  return { set: { department: event.department, exact: event.specialist ?? null, prefer: null } };
});

/** A specialist wrote first, and has been introduced; should the client answer after all is settled, it is theirs again. */
export const wantOpener = act((_, event) => {
  assertEvent(event, 'opened');
  if (event.by === undefined) return {};
  return { set: { exact: event.by, former: event.by, introduced: event.by } };
});

export const wantFormer = act(({ former }) => ({ set: { exact: null, prefer: former } }));

/** Whoever serves where it belongs. */
export const wantAnybody = act(() => ({ set: { exact: null, prefer: null } }));

export const wantAnybodyOf = (department: DepartmentKey) => act(() => ({ set: { department, exact: null, prefer: null } }));

export const seek = (reason: SeekReason) =>
  act((context, event) => {
    const insteadOf = event.type === 'taken' && event.insteadOf !== undefined ? { insteadOf: event.insteadOf } : {};
    return { effects: [{ ...seeking(context, reason), ...insteadOf }] };
  });

function seeking(context: SupportContext, reason: SeekReason): SeekPerson {
  const { department, exact, prefer, former, size, lead, metBy = null } = context;
  return {
    type: 'seek-person',
    department,
    reason,
    ...(exact !== null && { exact }),
    ...(prefer !== null && { prefer }),
    ...(((reason === 'transferred' && exact === null) || reason === 'away') && former !== null && { except: former }),
    ...lateOf(context, exact),
    ...(metBy !== null && { metBy }),
    ...(size !== null && { size }),
    ...(lead !== undefined && { lead }),
  };
}

export const release = act((context) => {
  const { specialist } = context;
  if (specialist === null) return {};
  return {
    set: { specialist: null, former: specialist, replaced: null, ...keptLate(context), agreed: undefined, ...answeredFor },
    effects: [{ type: 'release', specialist }],
  };
});

/** A person is here. The client is told only of a change, or after they were told to wait (R14). */
export const takeCharge = act((context, event) => {
  assertEvent(event, 'assigned');
  const { specialist, department } = event;
  const { leaf, wordDue, turn } = context;
  const { standIn } = event;
  const effects: Effect[] = [];
  if (context.specialist !== null && context.specialist !== specialist) effects.push({ type: 'release', specialist: context.specialist });
  const word = wordDue && leaf !== null ? { leaf } : {};
  if (turn && colleagueWith(context, specialist) !== null) {
    effects.push({ type: 'tell', key: 'called', specialist, department, ...(standIn !== undefined && { standIn }), ...word });
  } else if (context.introduced !== specialist) {
    effects.push({ type: 'tell', key: 'joined', specialist, department, ...word });
  }
  if (turn) effects.push(heldBy(specialist, context));
  effects.push({ type: 'record', metric: 'assigned' });
  const former = context.specialist ?? context.former;
  const found = { waitingFor: null, introduced: specialist, wordDue: false };
  const watched = {
    standIn: standIn ?? null,
    ...lateOnce(context, specialist, department),
    takeover: false,
    promised: false,
    agreed: undefined,
  };
  return { set: { specialist, former, department, ...found, ...watched }, effects };
});

/** Nobody is free. The client is told once, and again only when they now wait for another department. */
export const waitFor = act((context, event) => {
  assertEvent(event, 'nobody');
  const { department } = event;
  if (context.waitingFor === department) return {};
  const { leaf, wordDue } = context;
  return {
    set: { waitingFor: department, introduced: null, wordDue: false },
    effects: [
      { type: 'tell', key: 'queued', department, ...(wordDue && leaf !== null && { leaf }) },
      // Whoever was answered once waits anew when nobody is left for them.
      ...(context.offer === 'past' ? offerLater(context.waits, context.offer) : []),
      { type: 'record', metric: 'queued' },
    ],
  };
});

/** They have waited for as long as they may: the head is called, and they are told how things are. */
export const queueLate = act(({ department }, event) => {
  assertEvent(event, 'queue.late');
  return {
    effects: [
      { type: 'tell', key: 'queue-late', department },
      { type: 'call-head-to-queue', full: event.full },
      { type: 'record', metric: 'queue-late' },
    ],
  };
});
