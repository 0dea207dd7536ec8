import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { keepSummaryWish, summaryReader } from '../../../db/slack/summaries.ts';
import { usualWish } from '../../../domain/summary-time.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';

const wish = z.strictObject({
  daily: z.boolean().describe('Each working day.'),
  weekly: z.boolean().describe('On the first working day of a week.'),
  hour: z.int().min(0).max(23).nullable().describe('Of the company’s clock; null: when the department opens.'),
});

const shown = wish.extend({ inSlack: z.boolean().describe('Slack reaches them: else nothing is sent.') }).meta({ ref: 'SummaryWish' });
const example = { ...usualWish, inSlack: true };

export type SummaryWishShown = z.output<typeof shown>;

/** What a head or a director is told in Slack of the day and the week. */
export const summaryOperations = [
  operation({
    method: 'get',
    path: '/desk/api/me/summaries',
    access: session('self'),
    tag: 'desk',
    summary: 'Which summaries one gets in Slack',
    answer: { status: 200, words: 'As it is now.', schema: shown, example },
    errors: ['not-found'],
    handle: (http, { viewer }) => wishNow(http, viewer),
  }),

  operation({
    method: 'put',
    path: '/desk/api/me/summaries',
    access: session('self'),
    tag: 'desk',
    summary: 'Choose the summaries one gets in Slack, and when',
    description: 'For heads and directors. It counts from the next one on.',
    body: { schema: wish.meta({ ref: 'NewSummaryWish' }), example: { daily: true, weekly: false, hour: 8 } },
    answer: { status: 200, words: 'Chosen.', schema: shown, example },
    errors: ['not-found'],
    async handle(http, { viewer, body }) {
      await wishNow(http, viewer);
      await keepSummaryWish(http.db, viewer.id, body);
      return wishNow(http, viewer);
    },
  }),
] as const;

/** Summaries are of departments: whoever heads none has none. */
async function wishNow({ db }: Http, viewer: Viewer): Promise<SummaryWishShown> {
  const found = await summaryReader(db, viewer.id);
  if (found === null) throw new HttpError('not-found');
  const { daily, weekly, hour, inSlack } = found;
  return { daily: daily ?? usualWish.daily, weekly: weekly ?? usualWish.weekly, hour, inSlack };
}
