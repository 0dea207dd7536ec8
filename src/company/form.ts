import { z } from 'zod';
import { clientStages, sizeClasses } from '../domain/client.ts';
import { languages } from '../domain/language.ts';
import { currency, email, hours, key, named, phone, telegram, text, worded } from '../policy/form-text.ts';
import { policyForm, productLinesForm } from './form-policy.ts';
import { treeForm } from './form-tree.ts';

const department = z.strictObject(
  {
    name: worded.optional(),
    in_sentence: worded.optional().meta({
      description:
        'How texts to clients call it, in the nominative: «финансовый отдел», “the finance department”. Absent: made of the name.',
    }),
    head: email.optional().meta({ description: 'E-mail of a specialist whose role is head or director.' }),
    slack_channel: z
      .string('slack-channel')
      .regex(/^[CG][A-Z0-9]{2,}$/, 'slack-channel')
      .optional(),
    time_zone: text()
      .optional()
      .meta({ description: 'IANA name, such as Europe/Moscow; absent: the client department’s, else the company’s, else UTC.' }),
    hours: hours.optional().meta({ description: 'Absent: round the clock.' }),
    holidays: z.array(z.iso.date('date'), 'list').optional(),
    reaction_minutes: z
      .int('number')
      .min(1, 'number')
      .max(10_080, 'number')
      .optional()
      .meta({ description: 'Working minutes for the first answer of a conversation.' }),
  },
  'section',
);

const languageList = z.array(z.enum(languages, 'language'), 'list').min(1, 'list');

const specialist = z.strictObject(
  {
    email,
    name: named(),
    department: key.optional().meta({ description: 'Absent for a director or an admin, who stand above departments.' }),
    role: z.enum(['specialist', 'head', 'director', 'admin'], 'role').optional().meta({ description: 'Absent: specialist.' }),
    serves: z.boolean('boolean').optional().meta({ description: 'Takes conversations as they come; absent: as a specialist does.' }),
    trained: z
      .boolean('boolean')
      .optional()
      .meta({ description: 'For matters of debts, where the policy’s `receivables` is client; absent: as it is.' }),
    slack_user: z
      .string('slack-user')
      .regex(/^[UW][A-Z0-9]{2,}$/, 'slack-user')
      .optional(),
    languages: languageList.optional().meta({ description: 'The preferred first; absent: Russian and English.' }),
    capacity: z
      .number('capacity')
      .min(0, 'capacity')
      .max(10, 'capacity')
      .optional()
      .meta({ description: 'Share of a full load; absent: 1.' }),
    deputy: email.optional(),
    hours: hours.nullable().optional().meta({ description: 'Personal shifts; null: the department’s hours; absent: as they are.' }),
  },
  'section',
);

const admin = z.strictObject({ email, name: named(), languages: languageList.optional() }, 'section');

/** How a contact may be reached, and what they are at the client. */
export const contactFields = {
  email: email.optional(),
  phone: phone.optional(),
  telegram: telegram.optional(),
  site_id: text().optional().meta({ description: 'The company site’s name for the person: `sub` of its signed JWT.' }),
  role: text(100).optional(),
  language: z.enum(languages, 'language').optional().meta({ description: 'Absent: Russian, or as it is.' }),
};

const contact = z.strictObject({ name: named(), ...contactFields }, 'section');

/** What may be set of a client, wherever it comes from. */
export const clientFields = {
  name: named(),
  size: z.enum(sizeClasses, 'size').optional().meta({ description: 'Absent: small, or as it is.' }),
  stage: z.enum(clientStages, 'stage').optional().meta({ description: 'Absent: from its owners, or as it is.' }),
  product_line: key.optional(),
  external_id: text().optional().meta({ description: 'The id the company’s own systems know the client by.' }),
};

const owner = z.record(key, email, 'section').meta({ description: 'Department: e-mail of the specialist who owns the client there.' });

const client = z.strictObject({ ...clientFields, owner: owner.optional(), contacts: z.array(contact, 'list').optional() }, 'section');

const profile = z
  .strictObject(
    {
      name: text().nullable().optional().meta({ description: 'How the company is called.' }),
      time_zone: text().nullable().optional().meta({
        description:
          'IANA name: whose days, weeks and months are counted, and in which a time without a zone is read; null: the client department’s.',
      }),
      currency: currency
        .nullable()
        .optional()
        .meta({ description: 'ISO 4217: offered first wherever money is told of; null: the one used last.' }),
      language: z.enum(languages, 'language').nullable().optional().meta({
        description: 'Of what has no reader of its own, such as posts in a Slack channel; null: what most of its department read.',
      }),
    },
    'section',
  )
  .meta({ description: 'The company itself. What is not named stays as it was set at the desk; null brings the default back.' });

/** company.yaml: the company as it should be. */
export const companyForm = z
  .strictObject(
    {
      company: profile.optional(),
      departments: z.record(key, department, 'section').optional().meta({ description: 'client, sales and finance always exist.' }),
      specialists: z.array(specialist, 'list'),
      admins: z.array(admin, 'list').optional().meta({ description: 'People who administer and serve nobody.' }),
      clients: z.array(client, 'list').optional(),
      product_lines: productLinesForm.optional(),
      question_tree: z
        .union([z.string().min(1), treeForm])
        .optional()
        .meta({ description: 'A file beside this one, or the tree itself; absent: the demo company’s.' }),
      policy: policyForm.optional(),
    },
    'company',
  )
  .meta({ title: 'Okno company', description: 'A company and its desk: departments, people, clients, rules.' });

export type CompanyForm = z.output<typeof companyForm>;
export type ProfileForm = NonNullable<CompanyForm['company']>;
export type DepartmentForm = NonNullable<CompanyForm['departments']>[string];
export type SpecialistForm = CompanyForm['specialists'][number];
export type ClientForm = NonNullable<CompanyForm['clients']>[number];

/** Makes the published JSON Schema, for editors and for whoever writes such files by program. */
export function companyJsonSchema(): object {
  return { $id: '/schemas/company.json', ...z.toJSONSchema(companyForm, { io: 'input' }) };
}

/** Makes the schema of a question tree by itself, for the keys it knows. */
export function treeJsonSchema(): object {
  return z.toJSONSchema(treeForm, { io: 'input' });
}
