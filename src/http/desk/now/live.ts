import { liveNow } from '../../../reports/now/live.ts';
import { partOfSight } from '../../../reports/now/part.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { sightOf } from '../../reports/operations.ts';
import { inLanguage, languageOf } from '../language.ts';
import { exampleNow, nowAnswer } from './live-contract.ts';
import { nowInWords } from './live-words.ts';

/** Rows of each list; what is beyond them opens by its number. */
const rowsShown = 30;

/** What goes on at this moment. */
export const nowOperations = [
  operation({
    method: 'get',
    path: '/desk/api/now',
    access: session('report.see'),
    tag: 'desk',
    summary: 'See what goes on now',
    description:
      'Who waits and how long, deadlines that run out, loads against both budgets, queues and what they wait for, channels. Right to the second. One’s own, those of one’s departments, or all; of colleagues only whether they are there.',
    query: inLanguage,
    answer: { status: 200, words: 'At this moment.', schema: nowAnswer, example: exampleNow },
    async handle(http, { c, viewer }) {
      const [sight, now, company] = [sightOf(viewer), http.now(), http.company()];
      const live = await liveNow({ db: http.db, company, now }, partOfSight(sight), rowsShown);
      return nowInWords({ company, language: languageOf(c, viewer), now }, sight, live);
    },
  }),
] as const;
