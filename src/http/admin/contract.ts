import { z } from 'zod';

/** What the company command asks of a server that has the database open. */

export const companyFilesBody = z
  .strictObject({
    name: z.string().max(4096),
    text: z.string(),
    tree: z.strictObject({ name: z.string().max(4096), text: z.string() }).nullable(),
  })
  .meta({ ref: 'CompanyFiles' });

export const importBody = z
  .strictObject({ name: z.string().max(4096), text: z.string(), apply: z.boolean() })
  .meta({ ref: 'ClientsTable' });

export const linkBody = z.strictObject({ email: z.string().max(254) }).meta({ ref: 'LinkWish' });

export const invitesBody = z.strictObject({ again: z.boolean() }).meta({ ref: 'InvitesWish' });

const act = z.enum(['create', 'change', 'remove', 'return']);
const kind = z.enum(['department', 'person', 'client', 'contact', 'owner', 'policy', 'tree']);
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

export const planAnswer = z
  .object({
    type: z.literal('planned'),
    differences: z.array(z.object({ act, kind, name: z.string(), of: z.string().optional(), fields: z.array(field) })),
    warnings: z.array(mistake),
  })
  .meta({ ref: 'CompanyPlan' });

const row = { line: z.int(), cells: z.array(z.string()) };

export const importAnswer = z
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

export const factsAnswer = z
  .object({
    type: z.literal('imported'),
    applied: z.boolean(),
    facts: z.int().meta({ description: 'New ones.' }),
    known: z.int().meta({ description: 'Told before.' }),
    header: z.array(z.string()),
    rejects: z.array(z.object({ ...row, mistakes: z.array(mistake) })),
  })
  .meta({ ref: 'FactsImported' });

export const factsExample = { type: 'imported', applied: false, facts: 2, known: 0, header: ['type', 'external_id'], rejects: [] };

export const linkAnswer = z
  .object({ type: z.literal('linked'), name: z.string(), token: z.string(), hours: z.int() })
  .meta({ ref: 'SignInLink' });

export const invitesAnswer = z
  .object({
    invites: z.array(
      z.object({
        contactId: z.string(),
        client: z.string(),
        contact: z.string(),
        language: z.enum(['ru', 'en']),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        telegram: z.string().nullable(),
        token: z.string(),
        expiresAt: z.string(),
      }),
    ),
  })
  .meta({ ref: 'Invites' });

export const files = { name: 'company.yaml', text: 'specialists: []\n', tree: null };

export const planExample = {
  type: 'planned',
  differences: [
    { act: 'change', kind: 'person', name: 'olga@acme.example', of: 'Olga Frost', fields: [{ field: 'capacity', from: '1', to: '0.5' }] },
  ],
  warnings: [],
};

export const importExample = { type: 'imported', applied: false, clients: 2, contacts: 3, duplicates: [], header: ['name'], rejects: [] };

export const linkExample = { type: 'linked', name: 'Olga Frost', token: 'dG9rZW4', hours: 24 };

export const invitesExample = { invites: [] };
