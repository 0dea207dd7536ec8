import { assertEvent, initialTransition, setup, transition } from 'xstate';
import type { ClientStage } from '../src/domain/client.ts';
import type { ClientEffect, ClientEvent } from '../src/domain/client-event.ts';
import type { FlowState } from '../src/domain/decision.ts';
import { endedBy, type LineCounts } from '../src/domain/handover.ts';
import type { HandoverRule } from '../src/domain/product-line.ts';
import type { Action } from './effects.ts';

/** A product line's initial period: counted while it lasts, then waiting to be handed over, then done with. */
interface Line extends LineCounts {
  readonly rule: HandoverRule;
  readonly phase: 'initial' | 'due' | 'handed';
}

type ClientContext = { readonly lines: Readonly<Record<string, Line>> };

/** A client's stage, decided: the state to store, the stage it shows, what is to be done. */
export interface ClientDecision {
  readonly state: FlowState;
  readonly stage: ClientStage;
  readonly effects: readonly ClientEffect[];
}

const sheet = setup({
  types: { context: {} as ClientContext, events: {} as ClientEvent },
  actions: {
    /** whoever made the transition carries the parameters out */
    effect: (_, _effect: ClientEffect) => undefined,
  },
  guards: {
    isQuiet: ({ event }) => event.type === 'timer' && event.key === 'quiet',
    isGone: ({ event }) => event.type === 'timer' && event.key === 'gone',
    wasServed: ({ context }) => Object.values(context.lines).some(({ phase }) => phase === 'handed'),
    isStated: ({ event }, stage: ClientStage) => event.type === 'stated' && event.stage === stage,
  },
});

const act = (move: (context: ClientContext, event: ClientEvent) => { set?: ClientContext; effects?: readonly ClientEffect[] }) =>
  sheet.enqueueActions(({ context, event, enqueue }) => {
    const { set, effects } = move(context, event);
    if (set !== undefined) enqueue.assign(set);
    for (const params of effects ?? []) enqueue({ type: 'effect', params });
  });

const fresh = (rule: HandoverRule): Line => ({ rule, phase: 'initial', deals: 0, firstUnrepresentative: false, payments: {} });

/** Deals and payments are counted as long as the initial period lasts; the one that ends it makes the handover due. */
const counted = act(({ lines }, event) => {
  assertEvent(event, ['deal', 'payment']);
  const known = lines[event.line];
  const before = known ?? fresh(event.rule);
  const begin: readonly ClientEffect[] = known === undefined ? [{ type: 'begin', line: event.line, rule: event.rule }] : [];
  if (before.phase !== 'initial') return {};
  const after = { ...before, ...countsAfter(before, event) };
  const why = endedBy(after.rule, after);
  const line: Line = why === null ? after : { ...after, phase: 'due' };
  return {
    set: { lines: { ...lines, [event.line]: line } },
    effects: [...begin, ...(why === null ? [] : [{ type: 'due', line: event.line, why } as const])],
  };
});

function countsAfter(line: Line, event: Extract<ClientEvent, { type: 'deal' | 'payment' }>): LineCounts {
  const { deals, firstUnrepresentative, payments } = line;
  if (event.type === 'deal')
    return { deals: deals + 1, firstUnrepresentative: deals === 0 ? event.unrepresentative : firstUnrepresentative, payments };
  const count = Math.max(0, (payments[event.kind] ?? 0) + event.count);
  return { deals, firstUnrepresentative, payments: { ...payments, [event.kind]: count } };
}

const due = (line: string, why: 'months' | 'asked', { lines }: ClientContext) => {
  const before = lines[line];
  if (before?.phase !== 'initial') return {};
  return { set: { lines: { ...lines, [line]: { ...before, phase: 'due' as const } } }, effects: [{ type: 'due', line, why } as const] };
};

const ripened = act((context, event) => {
  assertEvent(event, 'timer');
  return event.key.startsWith('period:') ? due(event.key.slice('period:'.length), 'months', context) : {};
});

const hurried = act((context, event) => {
  assertEvent(event, 'hurried');
  return due(event.line, 'asked', context);
});

const handed = act(({ lines }, event) => {
  assertEvent(event, 'handed-over');
  const before = lines[event.line];
  return before === undefined ? {} : { set: { lines: { ...lines, [event.line]: { ...before, phase: 'handed' } } } };
});

const watch = (key: 'quiet' | 'gone') => act(() => ({ effects: [{ type: 'watch', key }] }));
const unwatch = act(() => ({ effects: [{ type: 'unwatch' }] }));

const signs = ['deal', 'payment', 'usage'] as const;

/** From every stage to the one that somebody sets. */
const stated = (['prospect', 'initial', 'served', 'dormant', 'lost'] as const).map((stage) => ({
  guard: { type: 'isStated' as const, params: stage },
  target: `#client.${stage}`,
}));

const toServed = { target: 'served', actions: handed };

const machine = sheet.createMachine({
  id: 'client',
  initial: 'prospect',
  context: { lines: {} },
  on: { stated, timer: { actions: ripened }, hurried: { actions: hurried }, 'handed-over': { actions: handed } },
  states: {
    prospect: { on: { deal: { target: 'initial', actions: counted }, payment: { target: 'initial', actions: counted } } },
    initial: { on: { deal: { actions: counted }, payment: { actions: counted }, 'handed-over': toServed } },
    // A further product line has its own initial period; the client is served all the while.
    served: {
      entry: watch('quiet'),
      exit: unwatch,
      on: {
        deal: { actions: [counted, watch('quiet')] },
        payment: { actions: [counted, watch('quiet')] },
        usage: { actions: watch('quiet') },
        timer: [{ guard: 'isQuiet', target: 'dormant' }, { actions: ripened }],
      },
    },
    dormant: {
      entry: watch('gone'),
      exit: unwatch,
      on: {
        ...Object.fromEntries(signs.map((sign) => [sign, { target: 'served', actions: sign === 'usage' ? [] : [counted] }])),
        timer: [{ guard: 'isGone', target: 'lost' }, { actions: ripened }],
      },
    },
    // Won back: served again where it had been handed over once, else with sales until it is.
    lost: {
      on: Object.fromEntries(
        signs.map((sign) => {
          const actions = sign === 'usage' ? [] : [counted];
          return [
            sign,
            [
              { guard: 'wasServed' as const, target: 'served', actions },
              { target: sign === 'usage' ? 'served' : 'initial', actions },
            ],
          ];
        }),
      ),
    },
  },
});

export const clientFlowVersion = 1;

/** The client's flow: pure, from a stored state to the next. `null`: a client nothing has happened to yet. */
export function stepClient(before: FlowState | null, event: ClientEvent): ClientDecision {
  type Snapshot = ReturnType<typeof machine.resolveState>;
  const from =
    before === null
      ? initialTransition(machine)[0]
      : machine.resolveState({ value: before.value as Snapshot['value'], context: before.context as ClientContext });
  const [snapshot, actions] = transition(machine, from, event);
  if (snapshot.status === 'error') throw snapshot.error;
  const effects = (actions as readonly Action[]).map(({ params }) => params as ClientEffect);
  return { state: { value: snapshot.value, context: snapshot.context }, stage: snapshot.value as ClientStage, effects };
}

/** The state that a client's log leads to. */
export function replayClient(events: readonly ClientEvent[]): FlowState | null {
  return events.reduce<FlowState | null>((state, event) => stepClient(state, event).state, null);
}
