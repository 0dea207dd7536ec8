import { factsReport } from './facts-report.ts';
import { countOf, meanValue, percentileOf, responseMeasures } from './measure.ts';
import { dimensions } from './report.ts';

/** How fast clients are answered and their matters resolved (R13). */
export const response = factsReport(
  'response',
  [
    ...responseMeasures('firstResponse', 'first'),
    percentileOf('firstResponse.fromFirstMessage.medianSeconds', 'first-message', 'working', 0.5),
    percentileOf('firstResponse.fromFirstMessage.p90Seconds', 'first-message', 'working', 0.9),
    ...responseMeasures('nextResponse', 'next'),
    countOf('resolution.n', 'resolution'),
    percentileOf('resolution.medianSeconds', 'resolution', 'working', 0.5),
    percentileOf('resolution.p90Seconds', 'resolution', 'working', 0.9),
    percentileOf('resolution.calendar.medianSeconds', 'resolution', 'calendar', 0.5),
    percentileOf('resolution.calendar.p90Seconds', 'resolution', 'calendar', 0.9),
    percentileOf('resolution.waitedForClient.medianSeconds', 'resolution', 'values', 0.5),
    countOf('reopened.n', 'reopened'),
    countOf('rating.n', 'rating'),
    meanValue('rating.mean', 'rating'),
  ],
  dimensions.filter((each) => each !== 'rule'),
);
