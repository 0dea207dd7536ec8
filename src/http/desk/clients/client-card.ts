import { z } from 'zod';
import { productsInWords } from '../../../../flows/words.ts';
import { type ClientRow, type ContactRow, contactsOfClient, type OwnershipRow, ownershipsOf } from '../../../db/clients/card.ts';
import { dedicationsOf } from '../../../db/clients/dedications.ts';
import { newestOwnerChanges, type OwnerChangeRow } from '../../../db/clients/owner-changes.ts';
import { proposalsOfClient } from '../../../db/clients/proposals.ts';
import { flowsOfClient } from '../../../db/clients/timeline.ts';
import { type JoinListed, joinsOf } from '../../../db/clients/undo-join.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { tasksOfClient } from '../../../db/work/tasks.ts';
import { clientStages } from '../../../domain/client.ts';
import { type Language, languages } from '../../../domain/language.ts';
import { mayIn } from '../../../people/access.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { inLanguage, languageOf } from '../language.ts';
import { clientNamed, contactNamed, ownerNamed, sample } from '../named.ts';
import { proposalInWords, proposalShown } from '../work/proposal.ts';
import { exampleTask, taskInWords, taskShown } from '../work/task.ts';
import { client, mayGive } from './client.ts';
import { details, detailsOf } from './contact-details.ts';

const contactCard = contactNamed.extend({
  language: z.enum(languages),
  role: z.string().nullable(),
  /** channels they have written or called through: `webchat`, `telegram`, `call`, … */
  channels: z.array(z.string()),
  /** null: not for this viewer's eyes */
  details: details.nullable(),
  /** the current link to the client: what `detach` names */
  record: z.uuid().nullable(),
  /** their newest conversation this viewer may open */
  conversation: z.uuid().nullable(),
  /** strangers who turned out to be them, the newest first; a head may undo it */
  joins: z.array(z.object({ id: z.uuid(), at: z.iso.datetime(), proof: z.string() })).optional(),
});

const clientCard = clientNamed.extend({
  stage: z.enum(clientStages),
  productLine: z.string().nullable(),
  externalId: z.string().nullable(),
  since: z.iso.datetime(),
  contacts: z.array(contactCard),
  /** current ones first, then the former, newest first */
  owners: z.array(
    ownerNamed.extend({
      from: z.iso.datetime(),
      until: z.iso.datetime().nullable(),
      reason: z.string(),
      /** a key client that is the whole work of one person there (R12): since when and why */
      raised: z.object({ from: z.iso.datetime(), reason: z.string() }).nullable(),
      /** this viewer may raise it there, or lower it again */
      mayWeigh: z.boolean(),
      /** the change that made them the owner, where this viewer may undo it */
      change: z.uuid().nullable(),
    }),
  ),
  /** this viewer may give it another owner, or propose one (R8) */
  mayGive: z.boolean(),
  /** who is proposed as its owner, until that is decided */
  proposals: z.array(proposalShown),
  /** names of what the question trees found they may be offered */
  products: z.array(z.string()),
  tasks: z.array(taskShown),
});

export type ContactCard = z.output<typeof contactCard>;
export type ClientCard = z.output<typeof clientCard>;

const begun = '2025-09-01T09:00:00.000Z';

const example: ClientCard = {
  ...sample.client,
  stage: 'served',
  productLine: 'subscription',
  externalId: 'C-1042',
  since: begun,
  contacts: [
    {
      ...sample.contact,
      language: 'en',
      role: 'accountant',
      channels: ['webchat'],
      details: { email: 'peter@client.example', phone: null, left: [], telegram: null },
      record: sample.id(5),
      conversation: sample.conversation,
    },
  ],
  owners: [
    {
      department: sample.department,
      specialist: sample.anna,
      from: begun,
      until: null,
      reason: 'first-assignment',
      raised: null,
      mayWeigh: false,
      change: null,
    },
  ],
  mayGive: false,
  proposals: [],
  products: ['Licences', 'Training'],
  tasks: [exampleTask],
};

export const clientCardOperations = [
  operation({
    method: 'get',
    path: '/desk/api/clients/:id',
    access: session('client.see', client),
    tag: 'desk',
    summary: 'The card of a client',
    description:
      'Its contacts, who owns it and who did, what it may be offered, what is to be done. Details of contacts only for whom they are.',
    query: inLanguage,
    answer: { status: 200, words: 'The card.', schema: clientCard.meta({ ref: 'DeskClient' }), example },
    handle: (http, { c, viewer, object }) => clientCardOf(http, viewer, object, languageOf(c, viewer)),
  }),
] as const;

/** Conversations whose question trees say what a client may be offered. */
const recent = 20;

/** All about a client: its people, who owns it and who did, what it may be offered, what is to be done. */
async function clientCardOf(http: Http, viewer: Viewer, row: ClientRow, language: Language): Promise<ClientCard> {
  const [contacts, owners, raises, products, tasks, changes, proposals, gives] = await Promise.all([
    contactsOfClient(http.db, viewer, row.id),
    ownershipsOf(http.db, row.id),
    dedicationsOf(http.db, row.id),
    productsOf(http, row.id, language),
    tasksOfClient(http.db, viewer, row.id),
    newestOwnerChanges(http.db, row.id),
    proposalsOfClient(http.db, row.id),
    mayGive(http, viewer, row.id),
  ]);
  const joins = await joinsOf(
    http.db,
    contacts.map((each) => each.id),
  );
  return {
    id: row.id,
    name: row.name,
    proven: row.proven,
    size: row.size,
    stage: row.stage,
    productLine: row.product_line,
    externalId: row.external_id,
    since: row.created_at.toISOString(),
    contacts: contacts.map((each) => contactInWords(each, joins)),
    owners: owners.map((each) => ({
      ...ownerInWords(each, language),
      ...weightOf(each, row, raises, viewer),
      change: changeOf(each, changes, viewer),
    })),
    mayGive: gives,
    proposals: proposals.map((each) => proposalInWords(each, viewer, language, http.company())),
    products,
    tasks: tasks.map((each) => taskInWords(each, language)),
  };
}

async function productsOf({ db, company }: Http, client: string, language: Language): Promise<string[]> {
  const flows = await flowsOfClient(db, client, recent);
  const names = flows.flatMap((each) => {
    const flow = company().pinned(each.flow, each.flow_version, each.tree_hash);
    return productsInWords(flow.tree, flow.outline(each.state).leaf, language);
  });
  return [...new Set(names)];
}

function contactInWords(row: ContactRow, joins: readonly JoinListed[]): ContactCard {
  const { id, name, proven, language, role, record, conversation } = row;
  return {
    id,
    name,
    proven,
    language,
    role,
    record,
    conversation,
    channels: [...(row.channels ?? [])],
    details: detailsOf(row),
    joins: joins.filter(({ contact }) => contact === id).map(({ id, at, proof }) => ({ id, at: at.toISOString(), proof })),
  };
}

function ownerInWords(row: OwnershipRow, language: Language): Omit<ClientCard['owners'][number], 'raised' | 'mayWeigh' | 'change'> {
  return {
    department: { key: row.department, name: row.department_name[language] },
    specialist: { id: row.specialist_id, name: row.specialist_name },
    from: row.from.toISOString(),
    until: row.until?.toISOString() ?? null,
    reason: row.reason,
  };
}

/** The change that made somebody the owner there, while they are and this viewer decides there. */
function changeOf(
  { department, specialist_id: owner, until }: OwnershipRow,
  changes: readonly OwnerChangeRow[],
  viewer: Viewer,
): string | null {
  const made = changes.find((each) => each.department === department && each.toId === owner);
  return until === null && made !== undefined && mayIn(viewer, 'client.give', department) ? made.id : null;
}

/** Whether the client is the whole work of its owner, and whether this viewer may change that; of former owners neither. */
function weightOf(
  { department, until }: OwnershipRow,
  { size }: ClientRow,
  raises: Awaited<ReturnType<typeof dedicationsOf>>,
  viewer: Viewer,
): Pick<ClientCard['owners'][number], 'raised' | 'mayWeigh'> {
  const raised = until === null ? raises.find((each) => each.department === department) : undefined;
  const isWeighed = until === null && (size === 'key' || raised !== undefined);
  return {
    raised: raised === undefined ? null : { from: raised.from.toISOString(), reason: raised.reason },
    mayWeigh: isWeighed && mayIn(viewer, 'client.raise', department),
  };
}
