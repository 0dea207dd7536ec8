import type { Group, ReportPlan } from './plan.ts';

function answers(name: 'first' | 'next', prefix: string, further: readonly string[]): Group {
  const of = (...keys: string[]): string[] => keys.map((each) => `${prefix}.${each}`);
  return {
    name,
    title: `group.${name}`,
    lead: `${prefix}.medianSeconds`,
    beside: of('p90Seconds', 'within', 'n', 'unanswered'),
    columns: of(
      'n',
      'medianSeconds',
      'p90Seconds',
      'within',
      'unanswered',
      'waived',
      'calendar.medianSeconds',
      'calendar.p90Seconds',
      ...further,
    ),
    charts: [
      { title: 'chart.speed', look: 'lines', series: of('medianSeconds', 'p90Seconds') },
      { title: 'chart.within', look: 'lines', series: of('within') },
      { title: 'chart.answers', look: 'bars', series: of('n', 'unanswered') },
    ],
    heat: of('n', 'medianSeconds', 'within', 'unanswered'),
  };
}

/** How fast clients are answered and their matters resolved (R13). */
export const responsePlan: ReportPlan = {
  report: 'response',
  page: 'response',
  title: 'title.response',
  usual: ['department'],
  usualOwn: ['week'],
  filters: ['department', 'specialist', 'channel', 'size', 'topic'],
  groups: [
    answers('first', 'firstResponse', ['fromFirstMessage.medianSeconds', 'fromFirstMessage.p90Seconds']),
    answers('next', 'nextResponse', []),
    {
      name: 'resolution',
      title: 'group.resolution',
      lead: 'resolution.medianSeconds',
      beside: ['resolution.p90Seconds', 'resolution.n', 'reopened.n', 'rating.mean'],
      columns: [
        'resolution.n',
        'resolution.medianSeconds',
        'resolution.p90Seconds',
        'resolution.calendar.medianSeconds',
        'resolution.calendar.p90Seconds',
        'resolution.waitedForClient.medianSeconds',
        'reopened.n',
        'rating.n',
        'rating.mean',
      ],
      charts: [
        { title: 'chart.speed', look: 'lines', series: ['resolution.medianSeconds', 'resolution.p90Seconds'] },
        { title: 'chart.resolved', look: 'bars', series: ['resolution.n', 'reopened.n'] },
      ],
      heat: ['resolution.n', 'resolution.medianSeconds'],
    },
  ],
};
