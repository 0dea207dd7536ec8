import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssignmentRow } from '../../src/db/conversations/card.ts';
import { outcomeOf } from '../../src/domain/basis.ts';
import type { Explanation } from '../../src/domain/explanation.ts';
import type { SpecialistId } from '../../src/domain/ids.ts';
import type { Candidate } from '../../src/domain/route.ts';
import { search } from '../../src/domain/search.ts';
import { explain } from '../../src/engine/assign/explain.ts';
import { explainAssignment } from '../../src/reports/explain-assignment.ts';
import { anySearch } from '../support/any-search.ts';

const names = { person: (id: string) => `<${id}>`, department: (key: string) => key, zone: () => 'UTC' };
const away = ['away', 'off', 'absent', 'off-shift', 'at-meeting', 'on-call', 'not-here'] as const;
const full = ['conversations-full', 'portfolio-full'] as const;

type Any = typeof anySearch extends fc.Arbitrary<infer Search> ? Search : never;

function decide({ policy, facts, people }: Any) {
  const found = search(policy, facts, people);
  const { specialist, rule, standIn } = outcomeOf(found);
  const explanation = explain(found.seek, people, found.route, { standIn });
  const row: AssignmentRow = {
    at: new Date(0),
    department: facts.seek.department,
    specialist,
    rule,
    reason: facts.seek.reason,
    policy_version: 1,
    explanation,
  };
  return { row, explanation, found, sentences: explainAssignment(row, 'en', names), inRussian: explainAssignment(row, 'ru', names) };
}

const counted = ({ unable }: Explanation, reasons: readonly (keyof Explanation['unable'])[]) =>
  reasons.reduce((sum, each) => sum + (unable[each] ?? 0), 0);
const has = (sentences: readonly string[], part: string) => sentences.some((each) => each.includes(part));

/** What each word about nobody claims of everybody else who takes conversations there. */
const claims: Readonly<Record<string, (of: Explanation) => boolean>> = {
  'nobody:no-staff': ({ top, unable }) => top.length === 0 && Object.keys(unable).length === 0,
  'nobody:nobody-else': ({ top, unable, except, late }) =>
    top.length === 0 && Object.keys(unable).length === 0 && (except !== undefined || late !== undefined),
  'nobody:none-trained': (of) => counted(of, ['not-trained']) > 0 && counted(of, [...away, ...full, 'kept-for-known']) === 0,
  'nobody:trained-away': (of) => counted(of, away) > 0 && counted(of, [...full, 'kept-for-known']) === 0,
  'nobody:trained-full': (of) => counted(of, full) > 0,
  'nobody:all-away': (of) => counted(of, away) > 0 && counted(of, [...full, 'kept-for-known', 'not-trained']) === 0,
  'nobody:all-full': (of) => counted(of, full) > 0 && counted(of, ['kept-for-known', 'not-trained']) === 0,
  'nobody:kept-for-known': (of) => counted(of, ['kept-for-known']) > 0,
};

describe('R29: what is said of a decision', () => {
  it('never contradicts itself, whatever was decided', () => {
    fc.assert(
      fc.property(anySearch, (any) => {
        const { row, explanation, found, sentences, inRussian } = decide(any);
        const { specialist, rule } = row;
        expect(new Set(sentences).size).toBe(sentences.length);
        expect(inRussian.length).toBe(sentences.length);
        expect(has([...sentences, ...inRussian], 'undefined')).toBe(false);
        const passed = explanation.passed.map((each) => each.specialist);
        const { late = [] } = explanation;
        // Whoever has it could have it, and is not named as somebody who could not, or should not.
        if (specialist !== null)
          for (const each of [...passed, ...late, explanation.except, explanation.standIn]) expect(each).not.toBe(specialist);
        expect(explanation.standIn === undefined || ![explanation.except, ...late].includes(explanation.standIn)).toBe(true);
        expect(has(sentences, 'was late with the answer here')).toBe(late.length > 0);
        expect(has(sentences, 'There was nobody')).toBe(specialist === null);
        if (specialist === null) {
          expect(explanation.able).toBe(0);
          expect([rule, claims[rule]?.(explanation)]).toEqual([rule, true]);
          expect(has(sentences, 'The conversation is queued.') && has(sentences, 'stays where it was')).toBe(false);
        }
        if (rule === 'least-loaded' && specialist !== null) holdsLeast(any.people, specialist, explanation, sentences);
        expect(has(sentences, 'beyond the limit')).toBe(found.route.type === 'assigned' && found.route.overload);
      }),
      { numRuns: 2000 },
    );
  });

  it('says who left, who was away and named by hand, and that three are here and none is trained', () => {
    const one = (id: string, rest: Partial<Candidate> = {}): Candidate => ({
      specialist: id as SpecialistId,
      department: 'client',
      availability: 'available',
      capacity: 6000,
      cases: 0,
      portfolio: 0,
      serves: true,
      trained: false,
      ...rest,
    });
    const [any] = fc.sample(anySearch, 1);
    if (any === undefined) throw new Error('nothing was sampled');
    const { policy } = any;
    const facts = { ...any.facts, client: null, outreach: null, owners: {}, track: 'general', isKnown: true, isFirstTurn: false };
    const seek = { type: 'seek-person', department: 'client', reason: 'opened' } as const;
    const [anna, boris, clara] = [one('anna'), one('boris'), one('clara')];

    const owned = { ...facts, seek, owners: { client: anna.specialist } };
    const left = decide({ policy, facts: owned, people: [boris, { ...anna, availability: 'off', serves: false, gone: 'left' }] });
    expect(left.sentences).toContain('The first choice was <anna>, who has left the company.');

    const gone = { ...anna, availability: 'off' as const, serves: false, gone: 'left' as const };
    const handedOn = { ...facts, seek: { ...seek, reason: 'transferred' as const, except: anna.specialist } };
    const ofLeaver = decide({ policy, facts: handedOn, people: [boris, gone] });
    expect(ofLeaver.sentences).toContain('The person in charge until then, who has left the company, is <anna>.');
    expect(has(ofLeaver.sentences, 'handed on')).toBe(false);

    const byHand = { ...facts, seek: { ...seek, reason: 'transferred' as const, exact: anna.specialist } };
    const named = decide({ policy, facts: byHand, people: [{ ...anna, availability: 'absent' }, boris] });
    expect(named.sentences.slice(1, 3)).toEqual(['Assigned by hand: <anna>.', 'This was done although they are on a planned absence.']);

    const debts = { ...facts, seek, track: 'finance' };
    const untrained = decide({ policy: { ...policy, receivables: 'client' }, facts: debts, people: [anna, boris, clara] });
    expect(untrained.sentences).toContain('There was nobody to assign: nobody in the department is trained for debts.');
    expect(untrained.sentences).toContain('Could not have it: not trained for debts: 3.');

    const late = { ...facts, seek: { ...seek, reason: 'takeover' as const, except: anna.specialist } };
    const alone = decide({ policy, facts: late, people: [anna] });
    expect(alone.sentences.slice(1, 4)).toEqual([
      'The one late to answer is <anna>.',
      'There was nobody to assign: nobody else in the department takes conversations.',
      'Until somebody is found, the conversation stays where it was.',
    ]);
  });
});

function holdsLeast(people: readonly Candidate[], chosen: SpecialistId, { language }: Explanation, sentences: readonly string[]): void {
  const got = people.find((each) => each.specialist === chosen);
  const speaks = language === undefined || got?.languages?.includes(language.code) === true;
  // "The least loaded of those who speak it" is said of somebody who does; that nobody speaks it, where nobody does.
  expect(has(sentences, 'who speak the client’s language')).toBe(language !== undefined && language.speak > 0);
  if (language !== undefined) expect(speaks).toBe(language.speak > 0);
}
