import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments } from '../../src/reports/assignments.ts';
import { acts } from '../clients/support/any-join.ts';
import { type Desk, joiningDesk } from '../clients/support/joins-and-undos.ts';
import { api } from '../http/api/company.ts';
import type { Kind } from '../support/database.ts';
import { folding } from './folding.ts';

const runs: readonly (readonly [Kind, number])[] = [
  ['postgres', 3],
  ['pglite', 1],
];

describe.each(runs)('R28: what reports made while things happened, on %s', (kind, numRuns) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await joiningDesk(kind);
  });
  afterAll(() => desk.close());

  it('is what they make anew of the log, whoever turned out to be whom meanwhile', async () => {
    const { fold, forget, made } = folding(desk.w);
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 20 }), async (story) => {
        let isOver = false;
        const played = desk.play(story).finally(() => {
          isOver = true;
        });
        while (!isOver) {
          await fold();
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        await played;
        await fold();
        const before = await made();
        expect(before.facts.length).toBeGreaterThan(0);
        await forget();
        await fold();
        expect(await made()).toEqual(before);
        expect(await desk.w.db.query('select 1 from report_again')).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
  }, 60_000);
});

describe('R6: who turns out to be of a client', () => {
  it('is counted as such from then on, with all they wrote before', async () => {
    const company = await api();
    const { world: w } = company.home;
    const { fold, at } = folding(w);
    const stranger = w.stranger();
    await stranger.says('operator');
    await fold();
    const opened = async () => {
      const asked = { from: '2026-03-02', until: '2026-03-02', filter: {}, origins: ['live'], sight: { type: 'all' } } as const;
      return (await assignments.answer(at(), { ...asked, by: ['size'] })).rows.map(({ by, values }) => [by['size'], values['opened.n']]);
    };
    expect(await opened()).toEqual([['private', 1]]);
    const [row] = await w.conversations(stranger.window);
    const client = await company.id('client', 'Romashka');
    expect((await company.all.send('PUT', `/contacts/${row?.contactId}/clients/${client}`, {})).status).toBe(200);
    await fold();
    expect(await opened()).toEqual([['medium', 1]]);
    await company.home.close();
  });
});
