import { z } from 'zod';
import { adminToken } from '../access.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';

/** Longest table or company file, in bytes. */
const most = 32 * 1024 * 1024;

const companyFilesBody = z
  .strictObject({
    name: z.string().max(4096),
    text: z.string(),
    tree: z.strictObject({ name: z.string().max(4096), text: z.string() }).nullable(),
  })
  .meta({ ref: 'CompanyFiles' });

const importBody = z.strictObject({ name: z.string().max(4096), text: z.string(), apply: z.boolean() }).meta({ ref: 'ClientsTable' });

const act = z.enum(['create', 'change', 'remove', 'return']);
const kind = z.enum(['company', 'department', 'person', 'client', 'contact', 'owner', 'policy', 'tree']);
const field = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });

const mistake = z
  .object({
    file: z.string(),
    line: z.int().meta({ description: 'From 1; 0 for what stands in no file.' }),
    column: z.int(),
    severity: z.enum(['mistake', 'warning']),
    code: z.string(),
    params: z.record(z.string(), z.unknown()),
  })
  .meta({ ref: 'CompanyMistake' });

const planAnswer = z
  .object({
    type: z.literal('planned'),
    differences: z.array(z.object({ act, kind, name: z.string(), of: z.string().optional(), fields: z.array(field) })),
    warnings: z.array(mistake),
  })
  .meta({ ref: 'CompanyPlan' });

const row = { line: z.int(), cells: z.array(z.string()) };

const importAnswer = z
  .object({
    type: z.literal('imported'),
    applied: z.boolean(),
    clients: z.int().meta({ description: 'New ones.' }),
    contacts: z.int().meta({ description: 'New ones.' }),
    duplicates: z.array(z.object({ ...row, client: z.string(), contact: z.string().nullable(), firstLine: z.int().nullable() })),
    header: z.array(z.string()),
    rejects: z.array(z.object({ ...row, mistakes: z.array(mistake) })),
  })
  .meta({ ref: 'ClientsImported' });

const factsAnswer = z
  .object({
    type: z.literal('imported'),
    applied: z.boolean(),
    facts: z.int().meta({ description: 'New ones.' }),
    known: z.int().meta({ description: 'Told before.' }),
    header: z.array(z.string()),
    rejects: z.array(z.object({ ...row, mistakes: z.array(mistake) })),
  })
  .meta({ ref: 'FactsImported' });

const factsExample = { type: 'imported' as const, applied: false, facts: 2, known: 0, header: ['type', 'external_id'], rejects: [] };

const files = { name: 'company.yaml', text: 'specialists: []\n', tree: null };

const planExample = {
  type: 'planned' as const,
  differences: [
    {
      act: 'change' as const,
      kind: 'person' as const,
      name: 'olga@acme.example',
      of: 'Olga Frost',
      fields: [{ field: 'capacity', from: '1', to: '0.5' }],
    },
  ],
  warnings: [],
};

const importExample = { type: 'imported' as const, applied: false, clients: 2, contacts: 3, duplicates: [], header: ['name'], rejects: [] };

const companyFile = { schema: companyFilesBody, example: files, most };
const planned = { status: 200, words: 'What changes, or changed.', schema: planAnswer, example: planExample } as const;

/** The company command through a server that has the database to itself. From anywhere but this machine there is nothing here. */
export const companyOperations = [
  operation({
    method: 'post',
    path: '/admin/v1/company/plan',
    access: adminToken,
    tag: 'operation',
    summary: 'What applying a company file would change',
    body: companyFile,
    answer: planned,
    errors: ['company-mistakes'],
    handle: async (_, { admin, body }) => withoutMistakes(await admin.verbs.plan(body)),
  }),

  operation({
    method: 'post',
    path: '/admin/v1/company/apply',
    access: adminToken,
    tag: 'operation',
    summary: 'Make the company as a file wants it',
    body: companyFile,
    answer: planned,
    errors: ['company-mistakes'],
    handle: async (_, { admin, body }) => withoutMistakes(await admin.verbs.apply(body)),
  }),

  operation({
    method: 'post',
    path: '/admin/v1/company/import',
    access: adminToken,
    tag: 'operation',
    summary: 'Add clients and contacts of a CSV table',
    body: { schema: importBody, example: { name: 'clients.csv', text: 'name\nHarbour Tea\n', apply: false }, most },
    answer: { status: 200, words: 'What is new, doubled or wrong.', schema: importAnswer, example: importExample },
    errors: ['company-mistakes'],
    handle: async (_, { admin, body: { apply, ...file } }) => withoutMistakes(await admin.verbs.importClients(file, apply)),
  }),

  operation({
    method: 'post',
    path: '/admin/v1/company/import-facts',
    access: adminToken,
    tag: 'operation',
    summary: 'Tell deals, payments, usage and outreach of a CSV table',
    body: { schema: importBody, example: { name: 'facts.csv', text: 'type,external_id\n', apply: false }, most },
    answer: { status: 200, words: 'What is new, known or wrong.', schema: factsAnswer, example: factsExample },
    errors: ['company-mistakes'],
    handle: async (_, { admin, body: { apply, ...file } }) => withoutMistakes(await admin.verbs.importFacts(file, apply)),
  }),
] as const;

function withoutMistakes<Outcome extends { readonly type: string }>(outcome: Outcome): Exclude<Outcome, { readonly type: 'mistakes' }> {
  if (outcome.type === 'mistakes') throw new HttpError('company-mistakes', 'mistakes' in outcome ? outcome.mistakes : []);
  return outcome as Exclude<Outcome, { readonly type: 'mistakes' }>;
}
