import { z } from 'zod';
import { defaultPolicy, noReplyReasons } from '../../../../flows/policy.ts';
import { topicsOf } from '../../../../flows/topics.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { policyVersion as findVersion, type PolicyVersion as PolicyRow, policyVersions } from '../../../db/policy/policies.ts';
import type { Language } from '../../../domain/language.ts';
import type { Policy } from '../../../domain/policy.ts';
import { policyChanges } from '../../../domain/policy-difference.ts';
import { reachOf } from '../../../people/access.ts';
import { type Activated, activatePolicy } from '../../../policy/activate.ts';
import { policyData } from '../../../policy/form.ts';
import { worded } from '../../../policy/form-text.ts';
import { changeInWords, mistakeInWords } from '../../../texts/policy-words.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { count } from '../../whole.ts';
import { inLanguage, languageOf } from '../language.ts';
import { departmentNamed, sample } from '../named.ts';
import { changeFields, exampleChange, note } from './history.ts';

const policyVersion = z.object({ version: z.int(), data: policyData });
const policyView = z.object({
  ...policyVersion.shape,
  departments: z.array(departmentNamed),
  topics: policyData.shape.topics.unwrap().describe('What conversations can be about now: of the policy, else of every company.'),
  noReplyReasons: z.array(worded).describe('Why no answer is needed: of the policy, else the usual ones.'),
  may: z.object({ change: z.boolean() }),
  versions: z
    .array(
      z.object({
        version: z.int(),
        restores: z.int().nullable().describe('The former version it brought back.'),
        ...changeFields,
      }),
    )
    .describe('The newest first.'),
});
const newPolicy = z
  .strictObject({
    base: count.min(1).describe('The version it was made from.'),
    data: policyData,
    note,
    restores: count.min(1).nullable().default(null).describe('The former version it brings back, if it does.'),
  })
  .refine((each) => each.restores === null || each.restores <= each.base, { message: 'a version there was', path: ['restores'] });

export type PolicyView = z.infer<typeof policyView>;
export type NewPolicy = z.input<typeof newPolicy>;
/** One of the `details` of 422 `policy-mistakes`. */
export type PolicyMistakeWorded = { readonly path: string; readonly code: string; readonly words: string };

const data = formOf(defaultPolicy);
const exampleView = {
  version: 2,
  data,
  departments: [sample.department, { key: 'sales', name: 'Sales' }],
  topics: [{ key: 'invoice', name: { ru: 'Счета и оплата', en: 'Invoices and payments' }, finance: true, menu: true }],
  noReplyReasons: [{ ru: 'Клиент поблагодарил, отвечать не на что', en: 'They said thank you, there is nothing to answer' }],
  may: { change: true },
  versions: [
    {
      version: 2,
      restores: null,
      at: sample.at,
      by: sample.anna,
      note: 'Summer hours',
      changes: ['Later answers: 20 → 30 working minutes'],
    },
    { version: 1, restores: null, ...exampleChange },
  ],
};
const view = { schema: policyView.meta({ ref: 'PolicyView' }), example: exampleView };

/** Versions the history shows. */
const shown = 50;

/** The company's rules: read, compared, changed. */
export const policyOperations = [
  operation({
    method: 'get',
    path: '/desk/api/policy',
    access: session('policy.see'),
    tag: 'desk',
    summary: 'The policy, and who changed what when',
    query: inLanguage,
    answer: { status: 200, words: 'The active version and the history, the newest first.', ...view },
    handle: (http, { c, viewer }) => viewOf(http, viewer, languageOf(c, viewer)),
  }),

  operation({
    method: 'get',
    path: '/desk/api/policy/:version',
    access: session('policy.see'),
    tag: 'desk',
    summary: 'One version of the policy',
    answer: { status: 200, words: 'The version.', schema: policyVersion.meta({ ref: 'PolicyVersion' }), example: { version: 2, data } },
    errors: ['not-found'],
    async handle({ db }, { params }) {
      const found = /^\d{1,9}$/.test(params.version) ? await findVersion(db, Number(params.version)) : null;
      if (found === null) throw new HttpError('not-found');
      return { version: found.version, data: formOf(found.data) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/policy',
    access: session('policy.change'),
    tag: 'desk',
    summary: 'Activate a new version of the policy',
    description: 'Loads are reckoned by it in the same transaction. Deadlines already running keep theirs.',
    body: { schema: newPolicy.meta({ ref: 'NewPolicy' }), example: { base: 2, data, note: 'More people on shift' } },
    answer: { status: 201, words: 'Active.', ...view },
    errors: ['changed-meanwhile', 'policy-mistakes'],
    async handle(http, { c, viewer, body: { base, data, note, restores } }) {
      const language = languageOf(c, viewer);
      const wish = { base, data: policyOf(data), note: note || null, restores };
      demandActive(await activatePolicy(http, viewer, wish), language);
      return viewOf(http, viewer, language);
    },
  }),
] as const;

function demandActive(activated: Activated, language: Language): void {
  if (activated.type === 'changed-meanwhile') throw new HttpError('changed-meanwhile');
  if (activated.type !== 'mistakes') return;
  const details = activated.mistakes.map((each): PolicyMistakeWorded => {
    return { path: each.path, code: each.code, words: mistakeInWords(language, each) };
  });
  throw new HttpError('policy-mistakes', details);
}

/** The form has a policy's shape; only, what is absent may also be `undefined` there. */
function policyOf(form: z.output<typeof policyData>): Policy {
  return JSON.parse(JSON.stringify(form)) as Policy;
}

function formOf(policy: Policy): z.input<typeof policyData> {
  return policy as z.input<typeof policyData>;
}

async function viewOf({ db, company }: Http, viewer: Viewer, language: Language) {
  const rows = await policyVersions(db, shown + 1);
  const newest = rows[0];
  if (newest === undefined) throw new HttpError('not-found');
  const departments = company().departments.map(({ key, name }) => ({ key, name: name[language] }));
  return {
    version: newest.version,
    data: formOf(newest.data),
    departments,
    topics: formOf({ ...newest.data, topics: topicsOf(newest.data) }).topics ?? [],
    noReplyReasons: [...noReplyReasons(newest.data)],
    may: { change: reachOf(viewer, 'policy.change') !== 'none' },
    versions: rows.slice(0, shown).map((row, index) => ({
      version: row.version,
      restores: row.restores,
      at: row.activatedAt.toISOString(),
      by: row.by,
      note: row.note,
      changes: changesOf(row, rows[index + 1], departments, language),
    })),
  };
}

/** What became different, in words; nothing for the first version. */
function changesOf(
  row: PolicyRow,
  before: PolicyRow | undefined,
  departments: readonly { readonly key: string; readonly name: string }[],
  language: Language,
): string[] {
  if (before === undefined) return [];
  const names = new Map(departments.map(({ key, name }) => [key, name]));
  const changes = policyChanges(before.data, row.data, [...names.keys()]);
  return changes.map((each) => changeInWords(language, each, (key) => names.get(key) ?? key));
}
