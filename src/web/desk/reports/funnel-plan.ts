import type { ReportPlan } from './plan.ts';

/** How strangers come through the questions, where that leads, and what comes of it (R2, R3). */
export const funnelPlan: ReportPlan = {
  report: 'tree',
  page: 'funnel',
  isFurtherFirst: true,
  title: 'title.funnel',
  usual: ['question'],
  usualOwn: ['question'],
  filters: ['department', 'specialist', 'channel'],
  groups: [
    {
      name: 'way',
      title: 'group.way',
      lead: 'asked.n',
      beside: ['asked.answered', 'leaf.n', 'leaf.share'],
      columns: [
        'asked.n',
        'asked.answered',
        'asked.answeredShare',
        'asked.left',
        'asked.person',
        'asked.otherwise',
        'asked.open',
        'leaf.n',
        'leaf.share',
      ],
      charts: [
        { title: 'chart.asked', look: 'bars', series: ['asked.n', 'leaf.n'] },
        { title: 'chart.to-the-end', look: 'lines', series: ['leaf.share'] },
      ],
      heat: [],
    },
    {
      name: 'fell',
      title: 'group.fell',
      lead: 'asked.left',
      beside: ['asked.person', 'asked.otherwise', 'asked.open'],
      columns: ['asked.n', 'asked.left', 'asked.person', 'asked.otherwise', 'asked.open'],
      charts: [{ title: 'chart.fell', look: 'bars', series: ['asked.left', 'asked.person'] }],
      heat: [],
    },
    {
      name: 'came',
      title: 'group.came',
      lead: 'deals.n',
      beside: ['deals.share', 'served.n', 'leaf.n'],
      columns: ['asked.n', 'leaf.n', 'served.n', 'deals.n', 'deals.share'],
      charts: [{ title: 'chart.came', look: 'bars', series: ['served.n', 'deals.n'] }],
      heat: [],
    },
  ],
};
