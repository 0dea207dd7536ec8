import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { companyJsonSchema } from '../src/company/form.ts';
import { policyJsonSchema } from '../src/policy/form.ts';

/* node scripts/schemas.ts   writes the published JSON Schemas; a test fails when they differ from the forms. */

const write = (name: string, schema: object) =>
  writeFile(join(import.meta.dirname, `../schemas/${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);

await write('company', companyJsonSchema());
await write('policy', policyJsonSchema());
