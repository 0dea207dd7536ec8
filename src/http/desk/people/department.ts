import { type DepartmentRow, departmentRow } from '../../../db/people/departments.ts';
import { mayIn } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';

/** The department an address names by `:key`. Everybody knows which there are. */
export const department: ObjectAccess<DepartmentRow> = {
  kind: 'department',
  errors: ['unknown-department'],
  load: ({ db }, _, c) => departmentRow(db, c.req.param('key') ?? ''),
  refusal: (viewer, doing, { key }) => (mayIn(viewer, doing, key) ? null : 'forbidden'),
};
