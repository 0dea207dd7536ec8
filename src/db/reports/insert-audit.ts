import { inserter } from '../rows.ts';
import { audit } from '../schema.ts';

/** Many rows at once; `addAudit` is for one. */
export const insertAudit = inserter(audit);
