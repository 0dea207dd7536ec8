import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, Seek } from '../../src/domain/route.ts';
import { search, searchOwner } from '../../src/domain/search.ts';
import { whyNot } from '../../src/domain/why-not.ts';
import { anySearch } from '../support/any-search.ts';

const speaks = (language: string) => (each: Candidate) => each.languages?.includes(language) === true;
/** neither not to have it, nor late with it (R13) */
const mayHave = ({ specialist }: Candidate, { except, late }: Seek) => specialist !== except && late?.includes(specialist) !== true;
const load = ({ cases, portfolio, capacity }: Candidate) => (cases + portfolio) / capacity;

describe('R11: the client’s language', () => {
  it('comes before load among those who can have it, where the policy says so, and never before a right', () => {
    fc.assert(
      fc.property(anySearch, ({ policy, facts, people }) => {
        const isFirst = policy.conversations.languageFirst === true;
        const { seek, route } = search(policy, facts, people);
        expect(seek.language).toBe(isFirst ? facts.language : undefined);
        if (route.type === 'nobody' || route.rule !== 'least-loaded') {
          // Whoever comes first by right has it, whatever they speak.
          const { languageFirst: _, ...conversations } = policy.conversations;
          expect(search({ ...policy, conversations }, facts, people).route).toEqual(route);
          return;
        }
        const able = people.filter(
          (each) => each.department === seek.department && each.serves && mayHave(each, seek) && whyNot(each, seek) === null,
        );
        const speakers = able.filter(speaks(facts.language));
        const among = isFirst && speakers.length > 0 ? speakers : able;
        const chosen = among.find((each) => each.specialist === route.specialist);
        expect(chosen).toBeDefined();
        for (const each of among) expect(load(chosen as Candidate)).toBeLessThanOrEqual(load(each));
      }),
      { numRuns: 1000 },
    );
  });

  it('comes before load for whoever is to own a client, who is first from then on', () => {
    fc.assert(
      fc.property(anySearch, ({ policy, people, facts }) => {
        const client = { size: 'small', stage: 'served', dedicated: null } as const;
        const wish = { department: facts.seek.department, client, language: facts.language };
        const { seek, route } = searchOwner(policy, wish, people);
        const isFirst = policy.conversations.languageFirst === true;
        expect(seek.language).toBe(isFirst ? facts.language : undefined);
        if (route.type === 'nobody' || !isFirst) return;
        const able = people.filter((each) => each.department === seek.department && each.serves && whyNot(each, seek) === null);
        const chosen = able.find((each) => each.specialist === route.specialist);
        if (able.some(speaks(facts.language))) expect(chosen?.languages).toContain(facts.language);
      }),
      { numRuns: 300 },
    );
  });

  it('comes before load for whoever stands in, too', () => {
    fc.assert(
      fc.property(anySearch, ({ policy, facts, people }) => {
        const languageFirst = { ...policy, conversations: { ...policy.conversations, languageFirst: true } };
        const { seek, route, standIn } = search(languageFirst, facts, people);
        if (route.type === 'nobody' || standIn === null) return;
        const deputy = people.find((each) => each.specialist === route.specialist && each.department === seek.department)?.deputy;
        if (standIn === deputy || people.find((each) => each.specialist === standIn)?.languages?.includes(facts.language)) return;
        const others = people.filter(
          (each) => each.department === seek.department && each.serves && each.specialist !== route.specialist && mayHave(each, seek),
        );
        const { strangersPercent: _, ...needed } = { ...seek, portfolioUnits: 0 };
        expect(others.filter((each) => whyNot(each, needed) === null).filter(speaks(facts.language))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
