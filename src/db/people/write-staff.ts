import { inserter, updater } from '../rows.ts';
import { department, specialist } from '../schema.ts';

/* What an application of the company file writes of departments and people. */

export const insertDepartments = inserter(department);
export const updateDepartments = updater(
  department,
  ['id'],
  ['name', 'inSentence', 'timeZone', 'headId', 'hours', 'holidays', 'slackChannel'],
);

const settable = ['email', 'name', 'role', 'departmentId', 'languages', 'capacity', 'serves', 'deputyId', 'slackUser', 'leftAt'] as const;

export const insertSpecialists = inserter(specialist);
export const updateSpecialists = updater(specialist, ['id'], settable);
export const updateShifts = updater(specialist, ['id'], ['hours']);
export const updateTrained = updater(specialist, ['id'], ['trained']);
export const markLeft = updater(specialist, ['id'], ['leftAt']);
