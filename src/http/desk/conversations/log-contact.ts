import { z } from 'zod';
import { walk } from '../../../../flows/walk.ts';
import { addPhone, findLogged, isCaller } from '../../../db/clients/callers.ts';
import { type CardRow, findConversation } from '../../../db/conversations/card.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { detailOf } from '../../../domain/contact-detail.ts';
import { maxTextLength } from '../../../domain/content.ts';
import { statuses } from '../../../domain/decision.ts';
import type { ClientId, ContactId } from '../../../domain/ids.ts';
import { type Language, languages } from '../../../domain/language.ts';
import { logCall } from '../../../engine/verbs/log-contact.ts';
import { searchTexts } from '../../../texts/search.ts';
import { translator } from '../../../texts/translate.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError, refused } from '../../errors.ts';
import { name } from '../../name.ts';
import { operation, reply } from '../../operation.ts';
import { key } from '../fields.ts';
import { languageOf } from '../language.ts';
import { departmentNamed, ownerNamed, personNamed, sample } from '../named.ts';
import { ownersIn } from './callers.ts';
import { mayDo } from './may.ts';

const t = translator(searchTexts);

const answer = z
  .strictObject({
    question: z.string().min(1).max(64),
    option: z.string().min(1).max(64).optional(),
    text: z.string().trim().min(1).max(maxTextLength).optional(),
  })
  .refine((each) => (each.option === undefined) !== (each.text === undefined), 'exactly one of option and text');

/**
 * A call or a visit becomes a conversation (R3, R7). A known contact is asked nothing; a stranger's answers walk the tree to its end.
 * `note` stays inside. `take`: the logger serves them at once; somebody else’s client only where that one cannot come, or with a `reason`.
 */
const log = z
  .strictObject({
    key,
    kind: z.enum(['call', 'visit']),
    contact: z.uuid().optional(),
    /** of the contact's clients the one it was for; needed where there are several */
    client: z.uuid().optional(),
    stranger: z.strictObject({ name, phone: z.string().trim().max(40).optional() }).optional(),
    language: z.enum(languages),
    answers: z.array(answer).max(20).default([]),
    note: z.string().trim().min(1).max(maxTextLength).optional(),
    take: z.boolean().default(false),
    /** why at once, should the one who is called be able to come */
    reason: z.string().trim().min(1).max(1000).optional(),
  })
  .refine((each) => (each.contact === undefined) !== (each.stranger === undefined), 'exactly one of contact and stranger')
  .refine((each) => each.client === undefined || each.contact !== undefined, 'a client is a known contact’s')
  .refine((each) => each.contact === undefined || each.answers.length === 0, 'a known contact is asked nothing');

const logged = z.object({
  conversation: z.uuid(),
  status: z.enum(statuses),
  /** whose matter it is */
  department: departmentNamed,
  /** whom to call over; null: they wait in the queue */
  specialist: personNamed.nullable(),
  /** whose client it is */
  owners: z.array(ownerNamed),
  /** by when they are to come; null where nobody is called */
  dueAt: z.iso.datetime().nullable(),
  /** who serves the client when they do not: the logger, unless they cannot */
  standIn: personNamed.nullable(),
  /** to be read out to the client: who comes, and within how many minutes; null where there is nothing to say */
  words: z.string().nullable(),
  /** the logger may take it now, at POST /conversations/:id/take */
  mayTake: z.boolean(),
  /** … for a reason, because the one who was called can still come */
  needsReason: z.boolean(),
  duplicate: z.boolean(),
});

export type Log = z.input<typeof log>;
export type Logged = z.output<typeof logged>;

const example = {
  log: {
    key: 'k3v9s0q6',
    kind: 'call',
    stranger: { name: 'Ivan Petrov', phone: '+7 921 000-00-00' },
    language: 'ru',
    answers: [{ question: 'who', option: 'myself' }],
    note: 'Wants to know the price of a personal licence.',
  },
  logged: {
    conversation: sample.conversation,
    status: 'waiting-on-us',
    department: sample.department,
    specialist: sample.anna,
    owners: [{ department: sample.department, specialist: sample.anna }],
    dueAt: sample.at,
    standIn: { id: sample.id(4), name: 'Boris Kim' },
    words: 'Anna Orlova, the client department, will come to the phone within 4 minutes. If not, Boris Kim will help you.',
    mayTake: true,
    needsReason: true,
    duplicate: false,
  },
} satisfies { log: Log; logged: Logged };

export const logContactOperations = [
  operation({
    method: 'post',
    path: '/desk/api/log',
    access: session('log.write'),
    tag: 'desk',
    summary: 'Log a call or a visit',
    description:
      'It becomes a conversation, and whom a message would have gone to is called; the answer tells who that is and what to say to the client. The logger stands in for them, and serves at once where nobody can come. The same `key` again is a repeat.',
    body: { schema: log.meta({ ref: 'LogCall' }), example: example.log },
    answer: { status: 201, words: 'Logged.', schema: logged.meta({ ref: 'Logged' }), example: example.logged },
    also: { 200: { words: 'A repeat.', example: { ...example.logged, duplicate: true } } },
    errors: [
      'contact-not-found',
      'client-unclear',
      'not-their-client',
      'unfinished-answers',
      'unknown-detail',
      'stale-choice',
      'unknown-choice',
      'overloaded',
    ],
    async handle(http, { c, viewer, body }) {
      const { conversation, duplicate } = await logContact(http, viewer, body);
      const value = await loggedInWords(http, viewer, { conversation, duplicate }, languageOf(c, viewer));
      return reply(value, { status: duplicate ? 200 : 201 });
    },
  }),
] as const;

/** Has the engine log it, and keeps a stranger's phone. */
async function logContact(http: Http, viewer: Viewer, body: z.output<typeof log>) {
  const { key, kind, contact, client, stranger, language, note = null, reason = null } = body;
  const take = body.take ? { reason } : null;
  if (contact !== undefined && !(await isCaller(http.db, contact))) throw new HttpError('contact-not-found');
  const phone = stranger?.phone === undefined || stranger.phone === '' ? null : detailOf('phone', stranger.phone);
  if (stranger?.phone && phone === null) throw new HttpError('unknown-detail');
  const answers = body.answers.map(({ question, option, text }) => ({
    question,
    ...(option === undefined ? {} : { option }),
    ...(text === undefined ? {} : { text }),
  }));
  if (stranger !== undefined) refuseUnfinished(http, answers);
  const ofClient = client === undefined ? {} : { client: client as ClientId };
  const who = stranger === undefined ? { contact: contact as ContactId, ...ofClient } : { name: stranger.name };
  const words = t(language, `log.${kind}`);
  const outcome = await logCall(http, { key, actor: viewer.id, kind, who, language, answers, words, note, take });
  if (outcome.type === 'refused') throw refused(outcome.code);
  const { conversation, duplicate } = outcome;
  if (phone !== null) await addPhone(http.db, { id: http.newId<'detail'>(), conversation, value: phone.value, at: http.now() });
  return { conversation, duplicate };
}

/** Half the answers would leave a conversation that asks somebody who has hung up. */
function refuseUnfinished({ company }: Http, answers: Parameters<typeof walk>[1]): void {
  const { tree } = company().flow;
  const walked = walk(tree, answers);
  if (walked.type === 'astray') throw new HttpError('unfinished-answers', { at: walked.at });
  if (walked.type === 'unfinished') throw new HttpError('unfinished-answers', { question: walked.question });
}

async function loggedInWords(
  http: Http,
  viewer: Viewer,
  { conversation, duplicate }: { readonly conversation: string; readonly duplicate: boolean },
  language: Language,
): Promise<Logged> {
  const { db } = http;
  const row = await findLogged(db, conversation);
  if (row === null) throw new HttpError('not-found');
  const seen = await findConversation(db, viewer, conversation);
  const status = statuses.find((each) => each === row.status) ?? 'closed';
  return {
    conversation,
    status,
    department: { key: row.department, name: row.department_name[language] },
    specialist: row.specialist_id === null || row.specialist_name === null ? null : { id: row.specialist_id, name: row.specialist_name },
    owners: ownersIn(row, language),
    dueAt: row.due_at?.toISOString() ?? null,
    standIn: row.stand_in,
    words: row.words,
    needsReason: row.met_by === viewer.id && row.due_at !== null && http.now() < row.due_at,
    mayTake:
      seen !== null &&
      mayDo(viewer, { status, specialist: row.specialist_id, department: row.department, late: lateWith(http, seen) }).take,
    duplicate,
  };
}

const lateWith = ({ company }: Http, { flow, flow_version: version, tree_hash: tree, state }: CardRow) =>
  company().pinned(flow, version, tree).outline(state).late;
