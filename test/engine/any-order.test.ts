import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Writer } from '../../scripts/simulate/clients.ts';
import { createWatch } from '../../scripts/simulate/watch.ts';
import { createMemory, type Kept, placesOf, type Step } from '../../src/demo/memory.ts';
import type { Content } from '../../src/domain/content.ts';
import type { ConversationId, SpecialistId } from '../../src/domain/ids.ts';
import { isLargeNewcomer } from '../../src/domain/newcomer.ts';
import { objections } from '../../src/domain/objection.ts';
import type { Command, Submission } from '../../src/engine/submissions/submission.ts';
import { retakePlan } from '../support/retake-plan.ts';
import { type CompanySpec, companyOf, companySpec, counted } from './support/any-company.ts';
import { type Deed, deeds } from './support/any-deed.ts';
import { budgetsHold, conversationsHold } from './support/any-holds.ts';
import { callBy, saysWhoCalled } from './support/any-stranger.ts';

/*
 * The engine without a database, over any company and any order of what can happen: what everybody does, deadlines that
 * come early, late, at once with an answer, and a clock that is set back.
 */

const minute = 60_000;
/** enough for every day; more when one looks for something: `ANY_ORDER_RUNS=5000 npx vitest run --project unit test/engine/any-order.test.ts` */
const runs = Number(process.env.ANY_ORDER_RUNS ?? 100);
/** for each run, on a machine that is busy with other things */
const patienceMs = 500;

function play(spec: CompanySpec, story: readonly Deed[]): void {
  const newId = counted();
  const { staff, writers } = companyOf(spec, newId);
  const memory = createMemory(staff, writers, newId);
  const { watch, seen } = createWatch(staff, spec.start);
  const colleagues = new Map<string, (typeof staff.colleagues)[number]>(staff.colleagues.map((each) => [each.id, each]));
  const timers = new Map<
    string,
    { readonly conversation: string; readonly key: string; generation: number; due: number; raised: object }
  >();
  let at = spec.start;

  const submit = (submission: Submission, raised: { readonly type: string } | null = null): Step => {
    const before = {
      loads: new Map(staff.colleagues.map(({ id, load }) => [id, { cases: load.cases, portfolio: load.portfolio }])),
      owners: new Map([...memory.windows.values()].flatMap(placesOf).map(({ client, owners }) => [client.id as string, new Map(owners)])),
    };
    const step = memory.submit(submission, new Date(at), raised);
    for (const key of step.plan.clearedTimers.keys()) timers.delete(key);
    for (const [place, { conversationId, key, generation, dueAt, raised: what }] of step.plan.timers)
      timers.set(place, { conversation: conversationId, key, generation, due: dueAt.getTime(), raised: what as object });
    watch(step, new Date(at), submission);
    holds(step, before);
    return step;
  };

  function holds(
    { plan }: Step,
    before: { loads: Map<string, { cases: number; portfolio: number }>; owners: Map<string, Map<string, string>> },
  ) {
    expect(retakePlan(plan, staff.company.policy.data)).toMatchObject({ notRepeatable: 0, differing: [] });
    const rows = [...memory.windows.values()].flatMap(({ conversations }) => conversations);
    conversationsHold(rows);
    for (const each of staff.colleagues) budgetsHold(each, before.loads.get(each.id), rows, plan, spec.overloadByHand);
    // Whoever owns a client goes on owning it, whatever is written, taken, handed on or late.
    for (const { client, owners } of [...memory.windows.values()].flatMap(placesOf)) {
      for (const [department, owner] of before.owners.get(client.id) ?? []) expect(owners.get(department)).toBe(owner);
      expect(owners.has('finance')).toBe(false);
    }
    // Only with large newcomers is a meeting proposed, and only to sales (R4).
    for (const { task } of plan.meetings) {
      const client = [...memory.windows.values()].flatMap(placesOf).find((each) => each.client.id === task.clientId)?.client;
      if (client !== undefined) expect(task.kind === 'meeting').toBe(isLargeNewcomer(client));
      expect(staff.company.departments.find(({ id }) => id === task.departmentId)?.key).toBe('sales');
    }
    const byTakeover = plan.assignments.filter((each) => each.reason === 'takeover');
    for (const each of byTakeover) expect(plan.ownerships.map(({ departmentId }) => departmentId)).not.toContain(each.departmentId);
  }

  const fall = (): void => {
    const due = [...timers].filter(([, each]) => each.due <= at).toSorted(([, a], [, b]) => a.due - b.due);
    for (const [place, each] of due) {
      if (timers.get(place) !== each) continue;
      timers.delete(place);
      const { conversation, key, generation, raised } = each;
      submit({ type: 'timer-due', conversation: conversation as ConversationId, key, generation }, raised as { type: string });
    }
  };

  const among = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
  const says = (writer: Writer | undefined, content: Content, topic: { readonly topic?: 'invoice' | 'problem' } = {}): void => {
    if (writer === undefined) return;
    const { window } = writer;
    const sent = { account: 'webchat', externalId: newId(), address: window, window, language: 'en', content, ...topic } as const;
    submit({ type: 'inbound', ...sent, occurredAt: new Date(at) });
  };
  const keptOf = (writer: Writer | undefined) => (writer === undefined ? undefined : memory.windows.get(writer.window));
  const clientOf = (kept: Kept | undefined, n: number) => among(kept === undefined ? [] : placesOf(kept), n)?.client.id;
  const happen = (deed: Deed): void => {
    const writer = among(writers, deed.who);
    const actor = among(staff.colleagues, deed.who);
    const open = [...memory.windows.values()].flatMap(({ conversations }) => conversations);
    const row = among(open, deed.what);
    const conversation = row?.id as ConversationId | undefined;
    const act = (by: SpecialistId | undefined, command: Command) => {
      if (conversation === undefined || by === undefined) return;
      const { plan, refused } = submit({ type: 'desk', key: newId(), conversation, actor: by, command });
      const named = command.type === 'take' ? by : command.type === 'transfer' ? command.specialist : undefined;
      // Whoever is named by hand has it then, or nothing happened: it never goes to somebody else by itself (R16).
      // Of another department they are a wish, and have it when its head accepts (R8).
      const isWish = plan.proposals.some((each) => each.specialistId === named);
      if (named !== undefined && !refused && !isWish) expect(plan.assignments.at(-1)?.specialistId).toBe(named);
    };
    const knowingly = deed.knowingly ? { knowingly: objections } : {};
    switch (deed.type) {
      case 'says':
      case 'taps': {
        const content = deed.type === 'says' ? { text: deed.text } : { text: '', choice: deed.choice };
        return says(writer, content, deed.type === 'says' && deed.topic !== undefined ? { topic: deed.topic } : {});
      }
      case 'is-named-for': {
        const isTheirs = ({ conversations }: Kept) => conversations.some(({ id }) => id === row?.id);
        const kept = deed.by === 'contact' ? keptOf(writer) : [...memory.windows.values()].find(isTheirs);
        const client = clientOf(kept, deed.client);
        if (kept === undefined || client === undefined) return;
        if (deed.by === 'colleague') return act((row?.specialistId ?? actor?.id) as SpecialistId, { type: 'client', client });
        submit({ type: 'choose-client', window: kept.row.id, client });
        return;
      }
      case 'names-manager':
        for (const content of saysWhoCalled(deed)) says(writer, content);
        return;
      case 'is-called': {
        const sales = staff.colleagues.filter(({ department }) => department === 'sales');
        memory.records.push(...callBy(among(sales, deed.who), at, newId));
        return;
      }
      case 'logs': {
        const by = among(staff.colleagues, deed.what)?.id;
        if (writer === undefined || by === undefined) return;
        const { window, contact } = writer;
        const { kind, take } = deed;
        const client = clientOf(keptOf(writer), deed.what);
        const whose = client === undefined ? {} : { client };
        const said = { account: kind, externalId: newId(), address: window, window, contact, ...whose, language: 'en' } as const;
        const met = { metBy: by, ...(take !== null && { take }), content: { text: 'A call' }, occurredAt: new Date(at) };
        const { plan } = submit({ type: 'inbound', ...said, ...met });
        const went = memory.windows.get(window)?.conversations.find((each) => each.id === plan.messages[0]?.conversationId);
        if (went === undefined) return;
        const spoke = { type: 'spoke', kind, note: null } as const;
        submit({ type: 'desk', key: newId(), conversation: went.id as ConversationId, actor: by, command: spoke });
        return;
      }
      case 'answers':
        return act((row?.specialistId ?? actor?.id) as SpecialistId, { type: 'reply', text: 'An answer' });
      case 'speaks':
        return act((row?.specialistId ?? actor?.id) as SpecialistId, { type: 'spoke', kind: 'call', note: null });
      case 'takes':
        return act(actor?.id, { type: 'take', ...knowingly });
      case 'hands-on': {
        const to = deed.to === null ? undefined : among(staff.colleagues, deed.to);
        const department = to?.department ?? deed.department;
        const by = (row?.specialistId ?? actor?.id) as SpecialistId;
        return act(by, { type: 'transfer', department, reason: 'because', ...(to !== undefined && { specialist: to.id }), ...knowingly });
      }
      case 'decides': {
        const wished = open.filter((each) => each.proposed !== null);
        const about = among(wished, deed.what);
        const by = deed.word === 'withdraw' ? about?.proposed?.by : actor?.id;
        if (about === undefined || by === undefined) return;
        const declined = { type: 'decline', reason: 'because' } as const;
        const command = { accept: { type: 'accept', ...knowingly } as const, decline: declined, withdraw: { type: 'withdraw' } as const }[
          deed.word
        ];
        const named = about.proposed?.specialist;
        const step = submit({ type: 'desk', key: newId(), conversation: about.id as ConversationId, actor: by, command });
        // Whoever was accepted has it, and what was decided is no wish any more.
        if (step.refused) return;
        if (deed.word === 'accept') expect(step.plan.assignments.at(-1)?.specialistId).toBe(named);
        expect(step.plan.proposalWords).toHaveLength(1);
        return;
      }
      case 'shakes': {
        const about = among(
          open.filter((each) => each.proposed !== null),
          deed.what,
        );
        if (about?.proposed == null) return;
        submit({ type: 'wish-shaken', conversation: about.id as ConversationId, proposal: about.proposed.id, isGone: deed.isGone });
        return;
      }
      case 'promises':
        return act(row?.specialistId as SpecialistId, { type: 'promise', until: new Date(at + deed.minutes * minute) });
      case 'waives':
        return act(row?.specialistId as SpecialistId, { type: 'waive', reason: 'thanks' });
      case 'settles':
        return act(row?.specialistId as SpecialistId, { type: 'resolve' });
      case 'asks-finance':
        return act(row?.specialistId as SpecialistId, { type: 'beside', track: 'finance', reason: 'an invoice' });
      case 'sends-over':
        return act((row?.specialistId ?? actor?.id) as SpecialistId, { type: 'send-over' });
      case 'names':
        return act((row?.specialistId ?? actor?.id) as SpecialistId, { type: 'topic', topic: deed.topic });
      case 'not-about-money':
        if (conversation === undefined || writer === undefined) return;
        submit({ type: 'not-about-money', account: 'webchat', address: writer.window, conversation });
        return;
      case 'looks-again':
        if (conversation !== undefined) submit({ type: 'retry', conversation });
        return;
      case 'meets':
      case 'goes': {
        const colleague = actor === undefined ? undefined : colleagues.get(actor.id);
        if (colleague === undefined) return;
        const until = new Date(at + deed.minutes * minute);
        if (deed.type === 'meets') Object.assign(colleague.load, { engaged: 'meeting', engagedUntil: until });
        else colleague.load.awayUntil = until;
        const owed = open.filter((each) => each.specialistId === colleague.id && each.openTurnId !== null);
        for (const each of owed) submit({ type: 'not-there', conversation: each.id as ConversationId, specialist: colleague.id });
      }
    }
  };

  for (const deed of story) {
    at += deed.after * minute;
    if (deed.timers === 'before') fall();
    happen(deed);
    if (deed.timers === 'after') fall();
  }
  at += 3 * 24 * 60 * minute;
  fall();
  const { broken } = seen(at);
  expect(broken).toEqual([]);
}

describe('whatever the company is like, and in whatever order things happen', () => {
  it(
    'one person is in charge, budgets hold but where it is recorded, owners are asked first and keep their clients, deadlines are fair, and the desk has one voice (R14)',
    () => {
      fc.assert(
        fc.property(companySpec, fc.array(deeds, { minLength: 5, maxLength: 45 }), (spec, story) => play(spec, story)),
        { numRuns: runs },
      );
    },
    runs * patienceMs,
  );
});
