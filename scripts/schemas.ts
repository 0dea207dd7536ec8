import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { companyJsonSchema } from '../src/company/form.ts';

/* node scripts/schemas.ts   writes the published JSON Schemas; a test fails when they differ from the forms. */

await writeFile(join(import.meta.dirname, '../schemas/company.schema.json'), `${JSON.stringify(companyJsonSchema(), null, 2)}\n`);
