import { z } from 'zod';
import { departmentNamed, personNamed, sample } from '../desk/named.ts';
import * as example from './example.ts';
import { planShape, planShown, standing } from './shape.ts';

/* Plans as they are shown at the desk: with names, and with what the viewer may do. */

const { department: _key, ...frame } = planShape;

const personal = standing.extend({ person: personNamed, hasLeft: z.boolean() });

export const ofDepartment = standing.extend({
  ...frame,
  department: departmentNamed,
  people: z.array(personal),
  may: z.object({ set: z.boolean() }),
  staff: z.array(personNamed).describe('Who may have targets of their own.'),
  measures: z.array(z.string()).describe('What Okno counts for this department.'),
});

export const plansShown = z.object({
  today: z.iso.date(),
  period: z.string(),
  currency: z.string().nullable().describe('Of money that is set now.'),
  planned: z.array(z.string()).describe('Periods with a plan, the last first.'),
  isOfOne: z.boolean().describe('The viewer sees their own targets only, not those of their department.'),
  departments: z.array(ofDepartment),
});

export type PlansShown = z.output<typeof plansShown>;
export type PlanOfDepartment = z.output<typeof ofDepartment>;

const version = z.object({
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string().nullable().describe('Name of whoever set it; null: a system of the company.'),
  note: z.string().nullable(),
  targets: planShown.shape.targets.element.pick({ key: true, name: true, unit: true, direction: true, goal: true, weight: true }).array(),
  currency: z.string().nullable(),
});

export const shownVersions = z.object({ versions: z.array(version) });

export type PlanVersions = z.output<typeof shownVersions>;

const { department: _ofExample, people: _none, ...exampleFrame } = example.plan;

export const exampleShown: z.input<typeof plansShown> = {
  today: '2026-03-12',
  period: '2026-03',
  currency: 'RUB',
  planned: ['2026-03'],
  isOfOne: false,
  departments: [
    {
      ...exampleFrame,
      department: sample.department,
      people: [],
      may: { set: true },
      staff: [sample.anna],
      measures: ['revenue', 'deals'],
    },
  ],
};
