import fc from 'fast-check';
import { defaultPolicy } from '../../flows/policy.ts';
import { clientStages, sizeClasses } from '../../src/domain/client.ts';
import type { SeekReason } from '../../src/domain/effect.ts';
import type { SpecialistId } from '../../src/domain/ids.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Candidate } from '../../src/domain/route.ts';
import type { SearchFacts } from '../../src/domain/search.ts';
import { presences } from '../../src/domain/specialist.ts';

/* Any search for a person: whoever is there, whatever is known of the client, whatever the policy. */

const people = Array.from({ length: 6 }, (_, i) => `s${i}` as SpecialistId);
const full = 6000;
const who = fc.constantFrom(...people);
const reasons: readonly SeekReason[] = [
  'opened',
  'written-to',
  'asked-for-human',
  'not-understood',
  'transferred',
  'taken',
  'reopened',
  'retried',
  'takeover',
  'away',
];
const departments = ['client', 'sales'] as const;

const candidates: fc.Arbitrary<Candidate[]> = fc.subarray(people).chain((chosen) =>
  fc.tuple(
    ...chosen.map((specialist) =>
      fc
        .record({
          department: fc.constantFrom('client', 'client', 'sales'),
          availability: fc.constantFrom(...presences, ...presences.map(() => 'available' as const)),
          capacity: fc.constantFrom(full / 2, full),
          cases: fc.constantFrom(0, 500, 2500, 4900, full),
          portfolio: fc.constantFrom(0, 40, full - 40, full),
          serves: fc.constantFrom(true, true, false),
          trained: fc.boolean(),
          deputy: fc.option(who, { nil: undefined }),
          languages: fc.subarray(['ru', 'en']),
          gone: fc.constantFrom(undefined, undefined, undefined, 'left' as const, 'elsewhere' as const),
        })
        .map(({ deputy, gone, ...rest }): Candidate => {
          const isGone = gone !== undefined;
          const there = isGone ? { ...rest, availability: 'off' as const, serves: false, gone } : rest;
          return { specialist, ...there, ...(deputy !== undefined && deputy !== specialist && { deputy }) };
        }),
    ),
  ),
);

const facts: fc.Arbitrary<SearchFacts> = fc
  .record({
    reason: fc.constantFrom(...reasons),
    department: fc.constantFrom(...departments),
    named: fc.option(who),
    prefer: fc.option(who),
    except: fc.option(who),
    late: fc.subarray(people, { maxLength: 2 }),
    metBy: fc.option(who, { freq: 1 }),
    standIn: fc.option(who),
    track: fc.constantFrom('general', 'finance'),
    client: fc.option(
      fc.record({ size: fc.constantFrom(...sizeClasses), stage: fc.constantFrom(...clientStages), dedicated: fc.constant(null) }),
    ),
    owner: fc.option(who),
    outreach: fc.option(who),
    isKnown: fc.boolean(),
    isLetIn: fc.boolean(),
    isFirstTurn: fc.boolean(),
    language: fc.constantFrom('ru', 'en'),
  })
  .map(({ reason, department, named, prefer, except, late, metBy, standIn, owner, ...rest }) => {
    const byHand = reason === 'taken' || reason === 'transferred' || reason === 'written-to';
    return {
      seek: {
        type: 'seek-person',
        department,
        reason,
        ...(byHand && named !== null && { exact: named }),
        ...(prefer !== null && { prefer }),
        ...(except !== null && reason !== 'opened' && { except }),
        ...(late.length > 0 && reason !== 'opened' && { late }),
        ...(metBy !== null && { metBy }),
        ...(standIn !== null && reason === 'takeover' && standIn !== except && { standIn }),
      },
      owners: owner === null ? {} : { [department]: owner },
      ...rest,
    };
  });

const policies: fc.Arbitrary<Policy> = fc
  .record({
    languageFirst: fc.boolean(),
    overloadByHand: fc.boolean(),
    receivables: fc.constantFrom('finance' as const, 'client' as const),
  })
  .map(({ receivables, ...conversations }) => ({
    ...defaultPolicy,
    conversations: { ...defaultPolicy.conversations, ...conversations },
    receivables,
  }));

export const anySearch = fc.record({ policy: policies, facts, people: candidates });
