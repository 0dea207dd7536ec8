import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../flows/policy.ts';
import { type DeadlineFacts, deadlineOf, reckon } from '../../src/domain/deadline.ts';
import { workingTime } from '../../src/domain/hours.ts';
import type { Policy } from '../../src/domain/policy.ts';

type Kind = Exclude<DeadlineFacts['kind'], 'breach'>;

/** From nine to six on Mondays and Tuesdays; it is Monday, five in the afternoon. */
const working = workingTime({ timeZone: 'UTC', hours: { mon: [[540, 1080]], tue: [[540, 1080]] }, holidays: [] });
const from = new Date('2026-03-02T17:00:00Z');
const due = (kind: Kind, policy: Policy) => deadlineOf(policy, { kind, from: from.getTime() }, working).toISOString().slice(8, 16);

/** What every stored policy names, and nothing of what came later. */
const { conversations, portfolio, reaction, waits } = defaultPolicy;
const old: Policy = {
  conversations,
  portfolio,
  reaction: { firstMinutes: reaction.firstMinutes, laterMinutes: 30 },
  waits: { reminderMinutes: 10, abandonHours: 24, reopenHours: 24, idleDays: 7 },
};

describe('R8, R11, R31: a deadline besides an answer’s is of working time', () => {
  it.each<[Kind, string, Partial<Policy>, string]>([
    ['queue', '02T17:10', { reaction: { ...reaction, queueMinutes: 90 } }, '03T09:30'],
    ['accept-person', '02T17:30', { acceptance: { conversationMinutes: 90 } }, '03T09:30'],
    ['accept-owner', '03T16:00', { acceptance: { ownershipHours: 2 } }, '03T10:00'],
    ['leaver', '03T16:00', { leaverHours: 2 }, '03T10:00'],
    ['first-word', '03T16:00', { newOwnerMinutes: 90 }, '03T09:30'],
    ['given', '03T16:00', { newOwnerMinutes: 30 }, '02T17:30'],
    ['finance', '02T17:30', { reaction: { ...reaction, laterMinutes: 90 } }, '03T09:30'],
    ['meeting', '03T16:00', { meetings: { agreeHours: 2 } }, '03T10:00'],
    ['call-back', '02T18:00', { waits: { ...waits, callBackMinutes: 90 } }, '03T09:30'],
  ])('%s: at %s where the policy is older than its number, else as the policy says', (kind, usual, own, expected) => {
    expect(due(kind, old)).toBe(usual);
    expect(due(kind, defaultPolicy)).toBe(usual);
    expect(due(kind, { ...old, ...own })).toBe(expected);
  });

  it('goes by the calendar where nobody works', () => {
    const never = workingTime({ timeZone: 'UTC', hours: {}, holidays: [] });
    expect(deadlineOf(old, { kind: 'given', from: from.getTime() }, never)).toEqual(new Date('2026-03-03T01:00:00Z'));
  });

  it('is kept with the policy, the facts and the working time that it was reckoned on', () => {
    const facts = { kind: 'meeting', from: from.getTime() } as const;
    expect(reckon({ version: 7, data: old }, facts, { schedule: 'a-hash', workingTime: working })).toEqual({
      kind: 'meeting',
      due: new Date('2026-03-03T16:00:00Z'),
      policyVersion: 7,
      basis: { facts, schedule: 'a-hash' },
    });
  });
});
