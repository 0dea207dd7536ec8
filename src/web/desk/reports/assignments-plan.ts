import type { ReportPlan } from './plan.ts';

/** Who was found for conversations, by which right (R6, R8, R11, R12). */
export const assignmentsPlan: ReportPlan = {
  report: 'assignments',
  page: 'assignments',
  title: 'title.assignments',
  usual: ['department'],
  usualOwn: ['week'],
  filters: ['department', 'specialist', 'channel', 'size', 'topic', 'rule'],
  list: 'assigned.n',
  groups: [
    {
      name: 'found',
      title: 'group.found',
      lead: 'assigned.n',
      beside: ['assigned.ownerShare', 'assigned.overloads', 'searchedInVain.n'],
      columns: ['opened.n', 'assigned.n', 'assigned.ownerShare', 'assigned.overloads', 'searchedInVain.n', 'transfers.n', 'reopened.n'],
      charts: [
        { title: 'chart.assigned', look: 'bars', series: ['assigned.n', 'searchedInVain.n'] },
        { title: 'chart.owner-share', look: 'lines', series: ['assigned.ownerShare'] },
      ],
      heat: ['opened.n', 'assigned.n', 'searchedInVain.n'],
    },
    {
      name: 'rules',
      title: 'group.rules',
      lead: 'assigned.owner',
      beside: ['assigned.leastLoaded', 'assigned.standIn', 'assigned.deputy', 'assigned.outreach', 'assigned.byHand'],
      columns: [
        'assigned.n',
        'assigned.owner',
        'assigned.samePerson',
        'assigned.deputy',
        'assigned.standIn',
        'assigned.outreach',
        'assigned.named',
        'assigned.leastLoaded',
        'assigned.met',
        'assigned.byHand',
      ],
      charts: [
        { title: 'chart.owner-or-not', look: 'lines', series: ['assigned.owner', 'assigned.leastLoaded'] },
        { title: 'chart.stood-in', look: 'bars', series: ['assigned.standIn', 'assigned.byHand'] },
      ],
      heat: ['assigned.standIn', 'assigned.leastLoaded'],
    },
    {
      name: 'moved',
      title: 'group.moved',
      lead: 'opened.n',
      beside: ['transfers.n', 'reopened.n'],
      columns: ['opened.n', 'transfers.n', 'reopened.n'],
      charts: [
        { title: 'chart.opened', look: 'bars', series: ['opened.n', 'reopened.n'] },
        { title: 'chart.transfers', look: 'bars', series: ['transfers.n'] },
      ],
      heat: ['opened.n', 'transfers.n'],
    },
  ],
};
