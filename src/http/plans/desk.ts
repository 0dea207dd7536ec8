import { z } from 'zod';
import type { DepartmentRow } from '../../db/people/departments.ts';
import { planVersions } from '../../db/plans/plans.ts';
import { periodOf } from '../../domain/day.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Department } from '../../engine/company.ts';
import { sumCurrency } from '../../reports/currency.ts';
import { setPlan, tellActual } from '../../reports/plan/set-plan.ts';
import { session } from '../access.ts';
import { plain } from '../api/query.ts';
import type { Http } from '../deps.ts';
import { language } from '../desk/language.ts';
import { sample } from '../desk/named.ts';
import { department } from '../desk/people/department.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';
import { depsOf } from '../reports/answer.ts';
import { exampleShown, plansShown, shownVersions } from './desk-shape.ts';
import { plansFor } from './desk-shown.ts';
import * as example from './example.ts';
import { base, newActual, note, periodIn, periodParameter, planFields } from './shape.ts';
import { demandSet, planOf } from './shown.ts';

const answer = { status: 200, words: 'The plans.', schema: plansShown.meta({ ref: 'DeskPlans' }), example: exampleShown } as const;
const address = '/desk/api/plans/:key/:period' as const;
const params = { period: periodParameter } as const;
/** Versions the history shows. */
const shown = 50;

/** What departments are to reach, at the desk: side by side, each with its own plan and weights (R27). */
export const planDeskOperations = [
  operation({
    method: 'get',
    path: '/desk/api/plans',
    access: session('plan.see'),
    tag: 'desk',
    summary: 'Plans and how they stand',
    description: 'Of a period, by department: all for the director, a head’s own, of everybody else their own targets.',
    query: z.strictObject({
      period: plain(16).optional().describe('A month or a quarter; this month where it is absent.').meta({ example: '2026-03' }),
      language,
    }),
    answer,
    errors: ['unknown-period'],
    handle: (http, { c, viewer, query }) => plansFor(http, viewer, periodAsked(http, query.period), c),
  }),

  operation({
    method: 'put',
    path: address,
    access: session('plan.set', department),
    tag: 'desk',
    summary: 'Set a plan',
    description: 'By the director, and by the head of the department. As a further version; that of a period that is over is frozen.',
    params,
    body: {
      schema: z.strictObject({ ...planFields, note, base }).meta({ ref: 'DeskNewPlan' }),
      example: { ...example.newPlan, base: 0 },
    },
    answer: { status: 204, words: 'It counts.' },
    errors: ['unknown-period', 'plan-frozen', 'plan-mistakes', 'changed-meanwhile'],
    async handle(http, { c, viewer, object, params: { period }, body: { base: from, note: why, ...told } }) {
      const data = planOf(told, await sumCurrency(depsOf(http)));
      const wish = { base: from, data, note: why };
      demandSet(await setPlan(http, { kind: 'specialist', id: viewer.id }, found(http, object), periodIn(period), wish));
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'put',
    path: `${address}/actuals`,
    access: session('plan.set', department),
    tag: 'desk',
    summary: 'Tell what was reached of a target that nobody counts',
    description: 'The last word counts, also of a period that is over.',
    params,
    body: { schema: newActual.meta({ ref: 'DeskPlanActual' }), example: { key: 'calls', value: 12 } },
    answer: { status: 204, words: 'It counts.' },
    errors: ['unknown-period', 'unknown-target'],
    async handle(http, { c, viewer, object, params: { period }, body: { specialistId, ...told } }) {
      const by = { kind: 'specialist', id: viewer.id } as const;
      const done = await tellActual(http, by, found(http, object), periodIn(period), { ...told, specialist: specialistId });
      if (done.type === 'no-such-target') throw new HttpError('unknown-target');
      if (done.type === 'value')
        throw new HttpError('invalid-request', { issues: [{ path: ['value'], message: 'not of the target’s unit' }] });
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'get',
    path: `${address}/versions`,
    access: session('plan.set', department),
    tag: 'desk',
    summary: 'Versions of a plan',
    description: 'Who set it when, and why; the newest first.',
    params,
    answer: {
      status: 200,
      words: 'The versions.',
      schema: shownVersions.meta({ ref: 'DeskPlanVersions' }),
      example: {
        versions: [
          {
            ...{ version: 1, at: sample.at, by: sample.anna.name, note: 'More than in February', currency: 'RUB' },
            targets: [{ key: 'revenue', name: null, unit: 'money', direction: 'more', goal: 60_000_000, weight: 100 }],
          },
        ],
      },
    },
    errors: ['unknown-period'],
    async handle(http, { object, params: { period } }) {
      const rows = await planVersions(http.db, object.id, periodIn(period), shown);
      const { people } = http.company();
      return {
        versions: rows.map(({ version: n, at, byKind, byId, note: why, data }) => ({
          ...{ version: n, at: at.toISOString(), note: why, currency: data.currency, targets: [...data.targets] },
          by: byKind === 'specialist' ? (people.get(byId as SpecialistId)?.name ?? null) : null,
        })),
      };
    },
  }),
] as const;

function periodAsked({ company, now }: Http, asked: string | undefined): string {
  const { calendar } = company();
  return asked === undefined ? periodOf('month', calendar.dayOf(now())) : periodIn(asked);
}

function found({ company }: Http, { id }: DepartmentRow): Department {
  const department = company().departments.find((each) => each.id === id);
  if (department === undefined) throw new HttpError('unknown-department');
  return department;
}
