import { factsReport } from './facts-report.ts';
import { countOf, countOk, shareOfRule } from './measure.ts';
import { dimensions } from './report.ts';

/** Who was found for conversations, by which right, and how often they changed hands (R6, R8, R11, R12). */
export const assignments = factsReport(
  'assignments',
  [
    countOf('opened.n', 'opened'),
    countOf('assigned.n', 'assignment'),
    shareOfRule('assigned.ownerShare', 'assignment', 'owner'),
    countOf('assigned.owner', 'assignment', ['done'], 'owner'),
    countOf('assigned.samePerson', 'assignment', ['done'], 'same-person'),
    countOf('assigned.deputy', 'assignment', ['done'], 'deputy'),
    countOf('assigned.standIn', 'assignment', ['done'], 'stand-in'),
    countOf('assigned.outreach', 'assignment', ['done'], 'outreach'),
    countOf('assigned.named', 'assignment', ['done'], 'named'),
    countOf('assigned.leastLoaded', 'assignment', ['done'], 'least-loaded'),
    countOf('assigned.met', 'assignment', ['done'], 'met'),
    countOf('assigned.byHand', 'assignment', ['done'], 'by-hand'),
    countOk('assigned.overloads', 'assignment'),
    countOf('searchedInVain.n', 'assignment', ['open']),
    countOf('transfers.n', 'transfer'),
    countOf('reopened.n', 'reopened'),
  ],
  dimensions,
);
