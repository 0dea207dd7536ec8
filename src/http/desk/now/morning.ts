import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { unsentMessages } from '../../../db/reports/now/channels.ts';
import { listWaiting, tallyOpen } from '../../../db/reports/now/waiting.ts';
import { sendingSpan } from '../../../reports/now/channels.ts';
import { blankRow, keptShare, type MorningRow, moneyOf, morningLists, morningNow } from '../../../reports/now/morning.ts';
import { partOfSight } from '../../../reports/now/part.ts';
import { added } from '../../../reports/now/tally.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { limit } from '../../limit.ts';
import { operation } from '../../operation.ts';
import { sightOf } from '../../reports/operations.ts';
import { inLanguage, language, languageOf } from '../language.ts';
import { behindInWords } from './behind-words.ts';
import { rowsInWords } from './live-words.ts';
import { behindAnswer, exampleBehind, exampleMorning, morningAnswer } from './morning-contract.ts';

const liveLists = ['waiting', 'deadlines', 'queue'] as const;

const behindQuery = z.strictObject({
  of: z
    .enum([...liveLists, 'unsent', ...morningLists])
    .describe('Which number.')
    .meta({ example: 'overdue-month' }),
  offset: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .default(0)
    .describe('How many to pass over.')
    .meta({ example: 0, shown: { type: 'integer', minimum: 0 } }),
  limit,
  language,
});

/** What a manager asks each morning, and what is behind each number. */
export const morningOperations = [
  operation({
    method: 'get',
    path: '/desk/api/now/morning',
    access: session('report.see'),
    tag: 'desk',
    summary: 'See what is asked each morning',
    description:
      'Promises of today and yesterday, money that came and is owed, meetings, clients handed over and not spoken with, clients lost in 30 days, owners away without a deputy. One’s own, those of one’s departments, or all; the head of whoever collects sees all money.',
    query: inLanguage,
    answer: { status: 200, words: 'As of now.', schema: morningAnswer, example: exampleMorning },
    async handle(http, { viewer }) {
      const { morning, now, owedAt } = await morningOf(http, viewer);
      const { calendar } = http.company();
      return {
        asOf: now.toISOString(),
        moneyAsOf: owedAt.toISOString(),
        today: calendar.dayOf(now),
        timeZone: calendar.zoneAt(now),
        numbers: Object.fromEntries(
          morningLists.map((list) => [list, { n: morning[list].length, money: moneyOf(morning[list]) }]),
        ) as never,
        keptShare: keptShare(morning),
      };
    },
  }),

  operation({
    method: 'get',
    path: '/desk/api/now/behind',
    access: session('report.see'),
    tag: 'desk',
    summary: 'Read what is behind a number of now',
    description: 'As many as the number says, with where each opens.',
    query: behindQuery,
    answer: { status: 200, words: 'A page.', schema: behindAnswer, example: exampleBehind },
    async handle(http, { c, viewer, query: { of, offset, limit: most } }) {
      const wording = { company: http.company(), language: languageOf(c, viewer), now: http.now() };
      const live = liveLists.find((each) => each === of);
      if (live === undefined) {
        const rows = await rowsOf(http, viewer, of as Exclude<typeof of, (typeof liveLists)[number]>);
        const page = await behindInWords(http, viewer, wording, rows.slice(offset, offset + most));
        return { total: rows.length, rows: page, waiting: [] };
      }
      const part = partOfSight(sightOf(viewer));
      const [rows, tallies] = await Promise.all([
        listWaiting(http.db, live, part, { limit: most, offset }),
        tallyOpen(http.db, part, wording.now),
      ]);
      const { waiting, late, running, queued } = added(tallies);
      return { total: { waiting, deadlines: late + running, queue: queued }[live], rows: [], waiting: rows.map(rowsInWords(wording)) };
    },
  }),
] as const;

async function rowsOf(http: Http, viewer: Viewer, of: 'unsent' | (typeof morningLists)[number]): Promise<readonly MorningRow[]> {
  if (of !== 'unsent') return (await morningOf(http, viewer)).morning[of];
  const unsent = await unsentMessages(http.db, partOfSight(sightOf(viewer)), sendingSpan(http.now()));
  return unsent.map((each) => ({ ...blankRow, ...each }));
}

async function morningOf(http: Http, viewer: Viewer) {
  const [now, owed] = [http.now(), await http.owed()];
  const morning = await morningNow({ db: http.db, company: http.company(), now }, partOfSight(sightOf(viewer)), owed);
  return { morning, now, owedAt: owed.at };
}
