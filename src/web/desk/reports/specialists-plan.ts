import type { ReportPlan } from './plan.ts';

/** What people had to do against both budgets, how evenly, and who waited in queues (R11, R12, R28). */
export const specialistsPlan: ReportPlan = {
  report: 'load',
  page: 'specialists',
  title: 'title.specialists',
  usual: ['specialist'],
  usualOwn: ['week'],
  filters: ['department', 'specialist'],
  groups: [
    {
      name: 'budgets',
      title: 'group.budgets',
      lead: 'conversations.load',
      beside: ['portfolio.load', 'places.left', 'conversations.open', 'portfolio.clients'],
      columns: [
        'conversations.load',
        'conversations.open',
        'places.left',
        'portfolio.load',
        'portfolio.clients',
        'gained.n',
        'gained.new',
        'conversations.ofOthers',
        'portfolio.ofOthers',
      ],
      charts: [
        { title: 'chart.load', look: 'lines', series: ['conversations.load', 'portfolio.load'] },
        { title: 'chart.open', look: 'lines', series: ['conversations.open', 'places.left'] },
        { title: 'chart.gained', look: 'bars', series: ['gained.n', 'gained.new'] },
      ],
      heat: [],
    },
    {
      name: 'evenness',
      title: 'group.evenness',
      lead: 'evenness.new',
      unknown: 'evenness.unknown',
      beside: ['evenness.owned', 'evenness.portfolio', 'gained.n'],
      columns: ['evenness.new', 'evenness.owned', 'evenness.portfolio', 'gained.n', 'gained.new'],
      charts: [{ title: 'chart.evenness', look: 'lines', series: ['evenness.new', 'evenness.owned'] }],
      heat: [],
    },
    {
      name: 'queue',
      title: 'group.queue',
      lead: 'queue.medianSeconds',
      beside: ['queue.p90Seconds', 'queue.n', 'queue.left', 'queue.waiting'],
      columns: [
        'queue.length',
        'queue.most',
        'queue.n',
        'queue.found',
        'queue.left',
        'queue.waiting',
        'queue.medianSeconds',
        'queue.p90Seconds',
      ],
      charts: [
        { title: 'chart.queue', look: 'bars', series: ['queue.n', 'queue.waiting'] },
        { title: 'chart.waited', look: 'lines', series: ['queue.medianSeconds', 'queue.p90Seconds'] },
      ],
      heat: [],
    },
  ],
};
