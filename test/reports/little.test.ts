import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reports } from '../../src/reports/registry.ts';
import type { Answer, Question, Report } from '../../src/reports/report.ts';
import { response } from '../../src/reports/response.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type World, world } from '../support/world.ts';
import { folding } from './folding.ts';

/** Everything there is to ask of a report: by nothing, by each of its dimensions, and by two. */
const asks = ({ by }: Report): readonly Question['by'][] => [
  [],
  ...by.map((each) => [each]),
  ...by.slice(1).map((each, i) => [by[i] ?? each, each]),
];

function numbersOf({ total, rows }: Answer): readonly (number | null)[] {
  return [total, ...rows.map(({ values }) => values)].flatMap((each) => Object.values(each));
}

describe.each(databases())('R28: reports of a company with little behind it, on %s', (kind) => {
  let w: World;
  let folded: ReturnType<typeof folding>;
  beforeEach(async () => {
    w = await world(kind, { specialists: [{ name: 'Anna' }, { name: 'Sonya', department: 'sales' }] });
    folded = folding(w);
  });
  afterEach(() => w.close());

  const asked = (question: Partial<Question> = {}): Question => ({
    ...{ from: '2026-02-03', until: '2026-03-02', filter: {}, by: [], origins: ['live', 'demo', 'imported'], sight: { type: 'all' } },
    ...question,
  });
  /** Every value of every report is a number or unknown; counts are numbers. */
  const isTrue = async (): Promise<void> => {
    for (const report of reports) {
      const columns = report.columns(folded.at());
      // A goal that nobody has set is unknown, and so is what it is held against.
      const counts = report.key === 'plan' ? [] : columns.filter(({ unit }) => unit === 'count').map(({ key }) => key);
      for (const by of asks(report)) {
        const answer = await report.answer(folded.at(), asked({ by }));
        expect([report.key, by, numbersOf(answer).filter((each) => each !== null && !Number.isFinite(each))]).toEqual([report.key, by, []]);
        expect([report.key, Object.keys(answer.total)]).toEqual([report.key, columns.map(({ key }) => key)]);
        expect([report.key, by, counts.filter((each) => answer.total[each] === null)]).toEqual([report.key, by, []]);
      }
    }
  };

  it('without a history say that nothing happened, and what is unknown; before the fold has run, too', async () => {
    await isTrue();
    await folded.fold();
    await isTrue();
    const { total, rows } = await response.answer(folded.at(), asked());
    expect(rows).toEqual([]);
    expect(total).toMatchObject({
      'firstResponse.n': 0,
      'firstResponse.within': null,
      'firstResponse.medianSeconds': null,
      'rating.mean': null,
    });
    expect((await response.answer(folded.at(), asked({ by: ['day'] }))).rows).toHaveLength(28);
  });

  it('with one day say what was on it, and nothing of the days around', async () => {
    const conversation = conversationOf(await w.stranger().says('operator'));
    w.clock.at = new Date(w.clock.at.getTime() + 60_000);
    await w.does('Anna', conversation, { type: 'reply', text: 'Yes' });
    await folded.fold();
    await isTrue();
    const { rows } = await response.answer(folded.at(), asked({ by: ['day'] }));
    expect(
      rows.filter(({ values }) => values['firstResponse.n'] !== 0).map(({ by, values }) => [by['day'], values['firstResponse.n']]),
    ).toEqual([['2026-03-02', 1]]);
  });

  it('keep what was done by people who left, and in a department that nobody works in any more', async () => {
    const conversation = conversationOf(await w.stranger().says('operator'));
    await w.does('Anna', conversation, { type: 'reply', text: 'Yes' });
    await w.does('Anna', conversation, { type: 'resolve' });
    await w.db.query('update specialist set left_at = $1::text::timestamptz, department_id = null, serves = false', [
      w.clock.at.toISOString(),
    ]);
    await w.db.query(`update department set hours = '{}'::jsonb where key = 'client'`);
    await w.engine.reload();
    await folded.fold();
    await isTrue();
    const { rows } = await response.answer(folded.at(), asked({ by: ['department', 'specialist'] }));
    expect(rows.map(({ by, values }) => [by, values['firstResponse.n'], values['resolution.n']])).toEqual([
      [{ department: 'client', specialist: w.specialist('Anna') }, 1, 1],
    ]);
  });
});
