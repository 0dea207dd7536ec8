import type { FactKind } from './fact.ts';

/** What facts can be counted by, besides time: as columns of a cell. */
export const factDimensions = ['department', 'specialist', 'channel', 'size', 'topic', 'rule'] as const;

export type FactDimension = (typeof factDimensions)[number];

/** How finely a cube tells times apart: each day, each hour of each day, months, or hours of the weekdays of months. */
export type Grain = 'day' | 'day-hour' | 'month' | 'month-hour';

/** Facts added up by some of what they are counted by. Which cubes there are decides only how fast a question is answered. */
export interface Cube {
  readonly key: string;
  readonly grain: Grain;
  readonly by: readonly FactDimension[];
}

/** The coarsest first: the first that tells apart what is asked for answers it. */
export const cubes = [
  { key: 'd-people', grain: 'day', by: ['department', 'specialist', 'rule'] },
  { key: 'd-kinds', grain: 'day', by: ['department', 'channel', 'size', 'rule'] },
  { key: 'd-topics', grain: 'day', by: ['department', 'topic', 'rule'] },
  { key: 'd-hours', grain: 'day-hour', by: ['department'] },
  { key: 'd-all', grain: 'day', by: ['department', 'specialist', 'channel', 'size', 'rule'] },
  { key: 'm-people', grain: 'month', by: ['department', 'specialist', 'rule'] },
  { key: 'm-kinds', grain: 'month', by: ['department', 'channel', 'size', 'rule'] },
  { key: 'm-topics', grain: 'month', by: ['department', 'topic', 'rule'] },
  { key: 'm-hours', grain: 'month-hour', by: ['department'] },
  { key: 'm-all', grain: 'month', by: ['department', 'specialist', 'channel', 'size', 'rule'] },
] as const satisfies readonly Cube[];

/** What many facts of a kind come to. */
export interface Cell {
  readonly kind: FactKind;
  /** the day, or the first day of the month */
  readonly start: string;
  readonly department: string;
  readonly specialist: string;
  readonly channel: string;
  readonly size: string;
  readonly topic: string;
  readonly rule: string;
  /** 1 is Monday; '' where the cube does not tell */
  readonly weekday: string;
  readonly hour: string;
  readonly done: number;
  readonly open: number;
  readonly waived: number;
  readonly unanswered: number;
  readonly ok: number;
  readonly workingSum: number;
  readonly calendarSum: number;
  readonly valueSum: number;
  /** sketches (domain/reports/sketch), as they are stored */
  readonly working: string;
  readonly calendar: string;
  readonly values: string;
}
