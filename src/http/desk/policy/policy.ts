import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { type PolicyVersion, policyVersion, policyVersions } from '../../../db/policy/policies.ts';
import type { Language } from '../../../domain/language.ts';
import type { Policy } from '../../../domain/policy.ts';
import { policyChanges } from '../../../domain/policy-difference.ts';
import { type Doing, reachOf } from '../../../people/access.ts';
import { activatePolicy } from '../../../policy/activate.ts';
import { policyJsonSchema } from '../../../policy/form.ts';
import { changeInWords, mistakeInWords } from '../../../texts/policy-words.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors } from '../work/query.ts';
import * as contract from './policy-contract.ts';
import * as examples from './policy-examples.ts';

const inLanguage = { language: 'ru or en; before Accept-Language.' };
/** Versions the history shows. */
const shown = 50;

export function permit(viewer: Viewer, doing: Doing): void {
  if (reachOf(viewer, doing) === 'none') throw new HttpError('forbidden');
}

/** The company's rules: read, compared, changed. */
export function policyRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const view = { schema: contract.policyView.meta({ ref: 'PolicyView' }), example: examples.policyView };

  app.get(
    '/policy',
    describe({
      summary: 'The policy, and who changed what when',
      tag: 'desk',
      security: 'deskSession',
      query: inLanguage,
      answers: { 200: { words: 'The active version and the history, the newest first.', ...view } },
      errors: ['unauthorized', 'forbidden'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      permit(viewer, 'policy.see');
      return c.json(await viewOf(deps, viewer, languageOf(c, viewer)));
    },
  );

  app.get(
    '/policy/:version',
    describe({
      summary: 'One version of the policy',
      tag: 'desk',
      security: 'deskSession',
      answers: {
        200: { words: 'The version.', schema: contract.policyVersion.meta({ ref: 'PolicyVersion' }), example: examples.policyVersion },
      },
      errors: ['unauthorized', 'forbidden', 'not-found'],
    }),
    async (c) => {
      permit(await signedIn(deps, c), 'policy.see');
      const version = z
        .string()
        .regex(/^\d{1,9}$/)
        .safeParse(c.req.param('version'));
      const found = version.success ? await policyVersion(deps.db, Number(version.data)) : null;
      if (found === null) throw new HttpError('not-found');
      return c.json({ version: found.version, data: found.data });
    },
  );

  app.post(
    '/policy',
    describe({
      summary: 'Activate a new version of the policy',
      description: 'Loads are reckoned by it in the same transaction. Deadlines already running keep theirs.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.newPolicy.meta({ ref: 'NewPolicy' }), example: examples.newPolicy },
      answers: { 201: { words: 'Active.', ...view } },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'changed-meanwhile', 'policy-mistakes'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      permit(viewer, 'policy.change');
      const { base, data, note, restores } = await readBody(c, contract.newPolicy);
      const wish = { base, data: withoutUndefined(data), note: note || null, restores };
      const activated = await activatePolicy(deps, viewer, wish);
      if (activated.type === 'changed-meanwhile') throw new HttpError('changed-meanwhile');
      const language = languageOf(c, viewer);
      if (activated.type === 'mistakes') {
        const details = activated.mistakes.map((each) => ({ path: each.path, code: each.code, words: mistakeInWords(language, each) }));
        throw new HttpError('policy-mistakes', details);
      }
      return c.json(await viewOf(deps, viewer, language), 201);
    },
  );

  return app;
}

/** The form has a policy's shape; only, what is absent may also be `undefined` there. */
function withoutUndefined(data: z.output<typeof contract.newPolicy>['data']): Policy {
  return JSON.parse(JSON.stringify(data)) as Policy;
}

async function viewOf({ db, company }: HttpDeps, viewer: Viewer, language: Language) {
  const rows = await policyVersions(db, shown + 1);
  const newest = rows[0];
  if (newest === undefined) throw new HttpError('not-found');
  const departments = company().departments.map(({ key, name }) => ({ key, name: name[language] }));
  const names = new Map(departments.map(({ key, name }) => [key, name]));
  const changes = (row: PolicyVersion, before: PolicyVersion | undefined) =>
    before === undefined
      ? []
      : policyChanges(before.data, row.data, [...names.keys()]).map((each) =>
          changeInWords(language, each, (key) => names.get(key) ?? key),
        );
  return {
    version: newest.version,
    data: newest.data,
    departments,
    may: { change: reachOf(viewer, 'policy.change') !== 'none' },
    versions: rows.slice(0, shown).map((row, index) => ({
      version: row.version,
      restores: row.restores,
      at: row.activatedAt.toISOString(),
      by: row.by,
      note: row.note,
      changes: changes(row, rows[index + 1]),
    })),
  };
}

/** The published JSON Schema of a policy, for whoever writes one by program. */
export function policySchemaRoute(): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get(
    '/schemas/policy.json',
    describe({
      summary: 'The JSON Schema of a policy',
      tag: 'operation',
      answers: { 200: { words: 'JSON Schema 2020-12.', type: 'application/schema+json' } },
    }),
    (c: Context) =>
      c.body(JSON.stringify(policyJsonSchema()), 200, { 'content-type': 'application/schema+json', 'access-control-allow-origin': '*' }),
  );
  return app;
}
