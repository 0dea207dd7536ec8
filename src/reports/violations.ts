import { factsReport } from './facts-report.ts';
import { countOf, countOk } from './measure.ts';
import { dimensions } from './report.ts';

/** Deadlines that passed, by which deadline it was, excused or not: evidence for somebody's decision, no penalty (R13, R16). */
export const violations = factsReport(
  'violations',
  [
    countOf('violations.n', 'violation'),
    countOk('violations.excused', 'violation'),
    countOf('violations.first', 'violation', ['done'], 'first'),
    countOf('violations.later', 'violation', ['done'], 'later'),
    countOf('violations.promise', 'violation', ['done'], 'promise'),
  ],
  dimensions,
);
