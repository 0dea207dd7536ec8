import { z } from 'zod';
import type { Department } from '../../engine/company.ts';
import { sumCurrency } from '../../reports/currency.ts';
import { type PlanProgress, planProgress } from '../../reports/plan/progress.ts';
import { setPlan, tellActual } from '../../reports/plan/set-plan.ts';
import { apiKey } from '../access.ts';
import type { Http } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';
import { depsOf } from '../reports/answer.ts';
import * as example from './example.ts';
import { base, newActual, note, periodIn, periodParameter, planFields, planShown } from './shape.ts';
import { demandSet, planOf, showPlan } from './shown.ts';

const params = { department: { words: 'Key of the department.', example: 'client' }, period: periodParameter } as const;
const answer = { status: 200, words: 'The plan, and how it stands.', schema: planShown, example: example.plan } as const;
const address = '/api/v1/plans/:department/:period' as const;

/** What departments are to reach, told and read by the company's systems (R27). */
export const planApiOperations = [
  operation({
    method: 'get',
    path: address,
    id: 'readPlan',
    access: apiKey('plans:read'),
    tag: 'api',
    summary: 'Read a plan and how it stands',
    description: 'Targets with their weights, what was reached, and what it will come to, of the department and of its people.',
    params,
    answer,
    errors: ['unknown-department', 'unknown-period', 'plan-not-found'],
    async handle(http, { params: named }) {
      const found = await progressIn(http, departmentIn(http, named.department), periodIn(named.period));
      if (found.plan === null) throw new HttpError('plan-not-found');
      return showPlan(found);
    },
  }),

  operation({
    method: 'put',
    path: address,
    id: 'setPlan',
    access: apiKey('plans:write'),
    tag: 'api',
    summary: 'Set a plan',
    description:
      'As a further version: what stood before stays on record. Weights total 100 %, also of each specialist; details of 422 name what is wrong by its path. The plan of a period that is over is frozen. The same plan again changes nothing.',
    params,
    body: { schema: z.strictObject({ ...planFields, note, base }).meta({ ref: 'NewPlan' }), example: example.newPlan },
    answer,
    errors: ['unknown-department', 'unknown-period', 'plan-frozen', 'plan-mistakes', 'changed-meanwhile'],
    async handle(http, { caller, params: named, body: { base, note: why, ...told } }) {
      const department = departmentIn(http, named.department);
      const period = periodIn(named.period);
      const data = planOf(told, await sumCurrency(depsOf(http)));
      demandSet(await setPlan(http, { kind: 'api-key', id: caller.id }, department, period, { base, data, note: why }));
      return showPlan(await progressIn(http, department, period));
    },
  }),

  operation({
    method: 'put',
    path: `${address}/actuals`,
    id: 'tellPlanActual',
    access: apiKey('plans:write'),
    tag: 'api',
    summary: 'Tell what was reached of a target of your own',
    description: 'What Okno cannot count. The last word counts, also of a period that is over.',
    params,
    body: { schema: newActual.meta({ ref: 'NewPlanActual' }), example: { key: 'calls', value: 12 } },
    answer,
    errors: ['unknown-department', 'unknown-period', 'unknown-target'],
    async handle(http, { caller, params: named, body: { specialistId, ...told } }) {
      const department = departmentIn(http, named.department);
      const period = periodIn(named.period);
      const done = await tellActual(http, { kind: 'api-key', id: caller.id }, department, period, { ...told, specialist: specialistId });
      if (done.type === 'no-such-target') throw new HttpError('unknown-target');
      if (done.type === 'value')
        throw new HttpError('invalid-request', { issues: [{ path: ['value'], message: 'not of the target’s unit' }] });
      return showPlan(await progressIn(http, department, period));
    },
  }),
] as const;

function departmentIn({ company }: Http, key: string): Department {
  const found = company().departments.find((each) => each.key === key);
  if (found === undefined) throw new HttpError('unknown-department');
  return found;
}

async function progressIn(http: Http, department: Department, period: string): Promise<PlanProgress> {
  const [found] = await planProgress(depsOf(http), [department], period);
  if (found === undefined) throw new HttpError('unknown-period');
  return found;
}
