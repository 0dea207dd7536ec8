import { busyWith } from '../../domain/engagement.ts';
import type { Plan } from './plan.ts';

/** Says when those are busy for whom meetings were arranged (R16). */
export function busyTimes({ tasks }: Plan) {
  return tasks.flatMap((each) => {
    const { id, kind, specialistId, createdAt } = each;
    const busy = kind === 'meeting' && specialistId !== null ? busyWith(each, createdAt) : null;
    return busy === null || specialistId === null ? [] : [{ id, specialistId, what: 'meeting', taskId: id, callKey: null, ...busy }];
  });
}
