import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUpReports, type FoldDeps, foldReports } from '../../src/reports/fold.ts';
import type { Question, ReportDeps } from '../../src/reports/report.ts';
import { response } from '../../src/reports/response.ts';
import { violations } from '../../src/reports/violations.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type World, world } from '../support/world.ts';

const minute = 60_000;

describe.each(databases())('R13: what reports count, on %s', (kind) => {
  let w: World;
  let deps: FoldDeps;

  const later = (minutes: number) => {
    w.clock.at = new Date(w.clock.at.getTime() + minutes * minute);
  };
  const fold = async () => {
    while (await foldReports(deps));
    while (await addUpReports(deps));
  };
  const asked = (question: Partial<Question> = {}): Question => ({
    from: '2026-03-01',
    until: '2026-03-31',
    filter: {},
    by: [],
    origins: ['live'],
    sight: { type: 'all' },
    ...question,
  });
  const at = (): ReportDeps => ({ db: w.db, company: w.engine.company(), calendar: w.engine.company().calendar, now: w.clock.at });

  beforeEach(async () => {
    w = await world(kind, { specialists: [{ name: 'Anna' }, { name: 'Boris' }] });
    deps = { db: w.db, now: () => w.clock.at, calendar: () => w.engine.company().calendar };
  });
  afterEach(() => w.close());

  it('is an answer once it is there, and until then somebody who waits', async () => {
    const anna = w.stranger();
    const conversation = conversationOf(await anna.says('operator'));
    await fold();
    expect((await response.answer(at(), asked())).total).toMatchObject({ 'firstResponse.n': 0, 'firstResponse.unanswered': 1 });
    later(4);
    const [row] = await w.conversations(anna.window);
    const who = row?.specialistId === w.specialist('Anna') ? 'Anna' : 'Boris';
    await w.does(who, conversation, { type: 'reply', text: 'Good morning' });
    await fold();
    const { total, rows } = await response.answer(at(), asked({ by: ['department', 'day'] }));
    expect(total).toMatchObject({ 'firstResponse.n': 1, 'firstResponse.unanswered': 0, 'firstResponse.within': 1 });
    expect(Math.abs(Number(total['firstResponse.medianSeconds']) - 240)).toBeLessThanOrEqual(240 * 0.03);
    expect(rows.map(({ by }) => by)).toEqual([{ department: 'client', day: '2026-03-02' }]);
    const behind = await response.evidence(at(), asked(), 'firstResponse.n', { offset: 0, limit: 10 });
    expect(behind).toMatchObject({ total: 1, rows: [{ conversation, specialist: w.specialist(who), details: { workingSeconds: 240 } }] });
    const [cell] = (await response.answer(at(), asked({ by: ['weekday', 'hour'] }))).rows;
    const { weekday = '', hour = '' } = (cell?.by ?? {}) as Record<string, string>;
    const other = hour === '23' ? '22' : '23';
    for (const [filter, n] of [
      [{ weekday, hour }, 1],
      [{ weekday, hour: other }, 0],
      [{ weekday: weekday === '7' ? '1' : '7' }, 0],
      [{ specialist: 'none' }, 0],
    ] as const) {
      expect((await response.answer(at(), asked({ filter }))).total).toMatchObject({ 'firstResponse.n': n });
      expect((await response.evidence(at(), asked({ filter }), 'firstResponse.n', { offset: 0, limit: 10 }))?.total).toBe(n);
    }
    expect((await violations.answer(at(), asked())).total).toMatchObject({ 'violations.n': 0 });
  });
});
