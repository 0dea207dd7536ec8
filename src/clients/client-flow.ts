import { clientFlowVersion, stepClient } from '../../flows/client.ts';
import { beginPeriods, type ClientFlowRow, clientFlows, endPeriods, type FlowWrites, writeFlows } from '../db/clients/flow.ts';
import { weightsOf } from '../db/clients/ownerships.ts';
import { weigh } from '../db/clients/weigh.ts';
import type { ClientEffect, ClientEvent } from '../domain/client-event.ts';
import type { ClientId } from '../domain/ids.ts';
import { termsOf } from '../domain/product-line.ts';
import type { ClientTx } from './recorded.ts';

/** Something that happened to a client, and when. */
export interface Feed {
  readonly client: string;
  readonly event: ClientEvent;
  readonly at: Date;
  /** a project client stays with sales until the scheme is agreed and the documents are in */
  readonly isProject?: boolean;
}

interface Outcome extends FlowWrites {
  readonly begun: Parameters<typeof beginPeriods>[1][number][];
  readonly ended: { readonly client: string; readonly line: string; readonly why: string }[];
}

/** Days without a sign of a served client, and of a dormant one, where the policy names none. */
const usual = { dormantDays: 180, lostDays: 365 };
const day = 86_400_000;

/** Gives clients' flows what happened to them, in order. The clients' rows are locked by the caller. */
export async function feedClients(ctx: ClientTx, feeds: readonly Feed[]): Promise<void> {
  if (feeds.length === 0) return;
  const rows = await clientFlows(ctx.tx, [...new Set(feeds.map(({ client }) => client))]);
  const out: Outcome = { states: [], events: [], stages: [], timers: new Map(), cleared: [], begun: [], ended: [] };
  for (const row of rows)
    feedOne(
      ctx,
      row,
      feeds.filter(({ client }) => client === row.id),
      out,
    );
  await reweigh(ctx, rows, out.stages);
  await writeFlows(ctx.tx, out);
  await beginPeriods(ctx.tx, out.begun);
  await endPeriods(ctx.tx, out.ended, ctx.now);
}

/** Who becomes lost weighs nothing from now on, and whoever is won back weighs again (R12). */
async function reweigh(ctx: ClientTx, rows: readonly ClientFlowRow[], stages: FlowWrites['stages']): Promise<void> {
  const next = new Map(stages.map(({ id, stage }) => [id, stage]));
  const crosses = ({ id, stage }: ClientFlowRow) => (next.get(id) ?? stage) !== stage && (stage === 'lost' || next.get(id) === 'lost');
  if (!rows.some(crosses)) return;
  const owned = await weightsOf(
    ctx.tx,
    rows.map(({ id }) => id),
  );
  // All of them are locked, crossing or not: whatever else the caller weighs of these clients needs no second, wider lock.
  await weigh(
    ctx.tx,
    owned.flatMap(({ client, specialist, department, ...weight }) => {
      if (specialist === null || department === null) return [];
      const share = { ...weight, specialist, department };
      return [
        { ...share, sign: -1 as const },
        { ...share, stage: next.get(client) ?? weight.stage, sign: 1 as const },
      ];
    }),
  );
}

function feedOne(ctx: ClientTx, row: ClientFlowRow, feeds: readonly Feed[], out: Outcome): void {
  let { state, events, productLine } = row;
  let { stage } = row;
  const step = (event: ClientEvent, at: Date, isProject: boolean) => {
    const decision = stepClient(state, event);
    events += 1;
    state = decision.state;
    stage = decision.stage;
    out.events.push({ clientId: row.id, n: events, at: ctx.now, type: event.type, data: event });
    for (const effect of decision.effects) carryOut(ctx, { client: row.id as ClientId, generation: events, at, isProject }, effect, out);
  };
  // A stage that the file, the API or a person has set meanwhile goes first.
  const shown = state === null ? 'prospect' : state.value;
  if (shown !== stage) step({ type: 'stated', stage }, ctx.now, false);
  for (const { event, at, isProject = false } of feeds) {
    step(event, at, isProject);
    if (event.type === 'deal' || event.type === 'payment') productLine ??= event.line;
  }
  if (state === null) return;
  out.states.push({ clientId: row.id, flowVersion: clientFlowVersion, state, events });
  if (stage !== row.stage || productLine !== row.productLine) out.stages.push({ id: row.id, stage, productLine });
}

interface Where {
  readonly client: ClientId;
  readonly generation: number;
  readonly at: Date;
  readonly isProject: boolean;
}

function carryOut(
  { newId, policy, policyVersion, calendar, now }: ClientTx,
  { client, generation, at, isProject }: Where,
  effect: ClientEffect,
  out: Outcome,
) {
  const set = (key: string, dueAt: Date) => out.timers.set(`${client} ${key}`, { clientId: client, key, generation, dueAt });
  const clear = (key: string) => {
    out.timers.delete(`${client} ${key}`);
    out.cleared.push({ clientId: client, key });
  };
  switch (effect.type) {
    case 'begin': {
      const { line, rule } = effect;
      const terms = { ...termsOf(policy.productLines, line), handover: rule };
      out.begun.push({ id: newId<'handover'>(), client, line, terms, policyVersion: policyVersion ?? 0, beganAt: at, isProject });
      if ('months' in rule) set(`period:${line}`, calendar.monthsAfter(at, rule.months));
      return;
    }
    case 'due':
      clear(`period:${effect.line}`);
      out.ended.push({ client, line: effect.line, why: effect.why });
      return;
    case 'watch': {
      const { dormantDays, lostDays } = { ...usual, ...policy.stages };
      set(effect.key, new Date(now.getTime() + (effect.key === 'quiet' ? dormantDays : lostDays) * day));
      return;
    }
    case 'unwatch':
      clear('quiet');
      clear('gone');
  }
}
