import type { ReportPlan } from './plan.ts';

/** Deadlines that passed, by which it was, excused or not (R13, R16). */
export const violationsPlan: ReportPlan = {
  report: 'violations',
  page: 'violations',
  title: 'title.violations',
  usual: ['department'],
  usualOwn: ['week'],
  // the list below knows no others, and has to say the same as the numbers
  filters: ['department', 'specialist', 'rule'],
  groups: [
    {
      name: 'missed',
      title: 'group.missed',
      lead: 'violations.n',
      beside: ['violations.first', 'violations.later', 'violations.promise', 'violations.excused'],
      columns: ['violations.n', 'violations.first', 'violations.later', 'violations.promise', 'violations.excused'],
      charts: [
        { title: 'chart.missed', look: 'bars', series: ['violations.n', 'violations.excused'] },
        { title: 'chart.causes', look: 'lines', series: ['violations.first', 'violations.later'] },
      ],
      heat: ['violations.n', 'violations.first', 'violations.later'],
    },
  ],
};
