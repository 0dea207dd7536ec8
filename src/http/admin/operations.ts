import { companyOperations } from './company.ts';
import { adminKeyOperations } from './keys.ts';
import { linkOperations } from './links.ts';

/** For commands on the machine of a server that has the database to itself. */
export const adminOperations = [...companyOperations, ...linkOperations, ...adminKeyOperations] as const;
