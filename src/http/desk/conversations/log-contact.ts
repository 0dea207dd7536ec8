import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { optionsOf, type Tree } from '../../../../flows/tree.ts';
import { walk } from '../../../../flows/walk.ts';
import { addPhone, type CallerRow, findCaller, findCallers, findLogged } from '../../../db/clients/callers.ts';
import { findConversation } from '../../../db/conversations/list.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addAudit } from '../../../db/reports/audit.ts';
import { detailOf } from '../../../domain/contact-detail.ts';
import { statuses } from '../../../domain/decision.ts';
import type { ContactId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import { logCall } from '../../../engine/verbs/log-contact.ts';
import { searchTexts } from '../../../texts/search.ts';
import { translator } from '../../../texts/translate.ts';
import { readBody, readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError, refused } from '../../errors.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors, looked } from '../work/query.ts';
import * as contract from './log-contact-contract.ts';
import * as examples from './log-contact-examples.ts';
import { may } from './may.ts';
import { languageOf } from './words.ts';

const t = translator(searchTexts);
const callersQuery = z.strictObject({ q: looked, language: z.string().max(35).optional() });
const mostCallers = 10;

/** Calls and visits: the tree to be walked, who may be calling, and what was said (R3, R7). */
export function logCallRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get(
    '/tree',
    describe({
      summary: 'The question tree, to be walked with a caller',
      tag: 'desk',
      security: 'deskSession',
      query: { language: 'ru or en; before Accept-Language.' },
      answers: {
        200: { words: 'The tree new conversations begin with.', schema: contract.tree.meta({ ref: 'Tree' }), example: examples.tree },
      },
      errors: ['unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      return c.json(treeInWords(deps, languageOf(c, viewer)));
    },
  );

  app.get(
    '/log/callers',
    describe({
      summary: 'Who may be calling',
      description: 'By a part of at least three letters of a name, or by a whole phone number or e-mail. How to reach them is not shown.',
      tag: 'desk',
      security: 'deskSession',
      query: { q: 'What they say.', language: 'ru or en; before Accept-Language.' },
      answers: { 200: { words: 'Up to ten.', schema: contract.callers.meta({ ref: 'Callers' }), example: examples.callers } },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { q } = readQuery(c, callersQuery);
      const rows = await findCallers(deps.db, q, mostCallers);
      return c.json({ contacts: rows.map((row) => callerInWords(row, languageOf(c, viewer))) });
    },
  );

  app.post(
    '/log',
    describe({
      summary: 'Log a call or a visit',
      description:
        'It becomes a conversation and goes where a message would have gone; the answer tells whom to call over. The same `key` again is a repeat.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.log.meta({ ref: 'LogCall' }), example: examples.log },
      answers: {
        200: { words: 'A repeat.', schema: contract.logged.meta({ ref: 'Logged' }), example: { ...examples.logged, duplicate: true } },
        201: { words: 'Logged.', schema: contract.logged.meta({ ref: 'Logged' }), example: examples.logged },
      },
      errors: [
        ...bodyErrors,
        ...changeErrors,
        'contact-not-found',
        'unfinished-answers',
        'unknown-detail',
        'stale-choice',
        'unknown-choice',
        'overloaded',
      ],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const body = await readBody(c, contract.log);
      return logIt(deps, c, viewer, body);
    },
  );

  return app;
}

async function logIt(deps: HttpDeps, c: Context, viewer: Viewer, body: contract.Log): Promise<Response> {
  const { key, kind, contact, stranger, language, answers, note = null, take } = body;
  if (contact !== undefined && (await findCaller(deps.db, contact)) === null) throw new HttpError('contact-not-found');
  const phone = stranger?.phone === undefined || stranger.phone === '' ? null : detailOf('phone', stranger.phone);
  if (stranger?.phone && phone === null) throw new HttpError('unknown-detail');
  const spoken = answers.map(({ question, option, text }) => ({
    question,
    ...(option === undefined ? {} : { option }),
    ...(text === undefined ? {} : { text }),
  }));
  if (stranger !== undefined) endsWell(deps, spoken);
  const who = stranger === undefined ? { contact: contact as ContactId } : { name: stranger.name };
  const outcome = await logCall(deps, {
    key,
    actor: viewer.id,
    kind,
    who,
    language,
    answers: spoken,
    words: t(language, `log.${kind}`),
    note,
    take,
  });
  if (outcome.type === 'refused') throw refused(outcome.code);
  const { conversation, duplicate } = outcome;
  if (phone !== null) await addPhone(deps.db, { id: deps.newId<'detail'>(), conversation, value: phone.value, at: deps.now() });
  if (!duplicate) await addAudit(deps.db, auditOf(deps, viewer, conversation));
  return c.json(await result(deps, viewer, conversation, duplicate, languageOf(c, viewer)), duplicate ? 200 : 201);
}

/** Half the answers would leave a conversation that asks somebody who has hung up. */
function endsWell({ company }: HttpDeps, answers: Parameters<typeof walk>[1]): void {
  const { tree } = company().flow;
  const walked = walk(tree, answers);
  if (walked.type === 'astray') throw new HttpError('unfinished-answers', { at: walked.at });
  if (walked.type === 'unfinished') throw new HttpError('unfinished-answers', { question: walked.question });
}

async function result(
  deps: HttpDeps,
  viewer: Viewer,
  conversation: string,
  duplicate: boolean,
  language: Language,
): Promise<contract.Logged> {
  const row = await findLogged(deps.db, conversation);
  if (row === null) throw new HttpError('not-found');
  const [caller, seen] = await Promise.all([findCaller(deps.db, row.contact), findConversation(deps.db, viewer, conversation)]);
  const status = statuses.find((each) => each === row.status) ?? 'closed';
  return {
    conversation,
    status,
    department: { key: row.department, name: row.department_name[language] },
    specialist: row.specialist_id === null || row.specialist_name === null ? null : { id: row.specialist_id, name: row.specialist_name },
    owners: ownersIn(caller, language),
    mayTake: seen !== null && may(viewer, { status, specialist: row.specialist_id, department: row.department }).take,
    duplicate,
  };
}

function ownersIn(row: CallerRow | null, language: Language): contract.Logged['owners'] {
  return (row?.owners ?? []).map((each) => ({
    department: { key: each.department, name: each.departmentName[language] },
    specialist: { id: each.id, name: each.name },
  }));
}

function callerInWords(row: CallerRow, language: Language): contract.Callers['contacts'][number] {
  const { id, name, client_id: client, client_name: clientName, client_size: size } = row;
  return {
    id,
    name,
    client: client === null || clientName === null || size === null ? null : { id: client, name: clientName, size },
    owners: ownersIn(row, language),
  };
}

function treeInWords({ company }: HttpDeps, language: Language): contract.TreeToWalk {
  const { flow, treeHash, departments } = company();
  const { tree } = flow;
  const nameOf = (key: string) => departments.find((each) => each.key === key)?.name[language] ?? key;
  return {
    hash: treeHash,
    greeting: tree.greeting,
    root: tree.root,
    questions: mapped(tree.questions, (question) => ({
      kind: question.kind,
      ask: question.ask,
      options: optionsOf(question).map(({ option, label, next }) => ({ id: option, label, next })),
      ...(question.kind === 'text' ? { next: question.next } : {}),
    })),
    leaves: mapped(tree.leaves, ({ jurisdiction, products }) => ({
      department: { key: jurisdiction, name: nameOf(jurisdiction) },
      products: productsOf(tree, products),
    })),
  };
}

function productsOf(tree: Tree, products: readonly string[]) {
  return products.map((each) => tree.products[each] ?? { ru: each, en: each });
}

function mapped<From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

/** Who logged it may open and take it, wherever it went. */
function auditOf({ newId, now }: HttpDeps, viewer: Viewer, conversation: string) {
  const by = { actorKind: 'specialist' as const, actorId: viewer.id };
  return {
    id: newId<'audit'>(),
    at: now(),
    ...by,
    action: 'conversation.logged',
    objectKind: 'conversation',
    objectId: conversation,
    data: null,
  };
}
