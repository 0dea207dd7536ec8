import { productsInWords } from '../../../../flows/words.ts';
import {
  type ClientRow,
  type ContactRow,
  contactsOfClient,
  flowsOfClient,
  type OwnershipRow,
  ownershipsOf,
  type ReachRow,
  type TimelineRow,
} from '../../../db/clients/card.ts';
import { dedicationsOf } from '../../../db/clients/dedications.ts';
import { type JoinListed, joinsOf } from '../../../db/clients/undo-join.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { tasksOfClient } from '../../../db/work/tasks.ts';
import type { Language } from '../../../domain/language.ts';
import { mayIn } from '../../../people/access.ts';
import type { HttpDeps } from '../../deps.ts';
import type { ClientCard, ContactCard, Details, Timeline } from '../work/contract.ts';
import { taskInWords } from '../work/tasks.ts';

/** Conversations whose question trees say what a client may be offered. */
const recent = 20;

/** All about a client: its people, who owns it and who did, what it may be offered, what is to be done. */
export async function clientCardOf(deps: HttpDeps, viewer: Viewer, row: ClientRow, language: Language): Promise<ClientCard> {
  const [contacts, owners, raises, products, tasks] = await Promise.all([
    contactsOfClient(deps.db, viewer, row.id),
    ownershipsOf(deps.db, row.id),
    dedicationsOf(deps.db, row.id),
    productsOf(deps, row.id, language),
    tasksOfClient(deps.db, viewer, row.id),
  ]);
  const joins = await joinsOf(
    deps.db,
    contacts.map((each) => each.id),
  );
  return {
    id: row.id,
    name: row.name,
    size: row.size,
    stage: row.stage,
    productLine: row.product_line,
    externalId: row.external_id,
    since: row.created_at.toISOString(),
    contacts: contacts.map((each) =>
      contactInWords(
        each,
        joins.filter(({ contact }) => contact === each.id),
      ),
    ),
    owners: owners.map((each) => {
      const raised = each.until === null ? raises.find(({ department }) => department === each.department) : undefined;
      const isWeighed = each.until === null && (row.size === 'key' || raised !== undefined);
      return {
        ...ownerInWords(each, language),
        raised: raised === undefined ? null : { from: raised.from.toISOString(), reason: raised.reason },
        mayWeigh: isWeighed && mayIn(viewer, 'client.raise', each.department),
      };
    }),
    products,
    tasks: tasks.map((each) => taskInWords(each, language)),
  };
}

async function productsOf({ db, company }: HttpDeps, client: string, language: Language): Promise<string[]> {
  const flows = await flowsOfClient(db, client, recent);
  const names = flows.flatMap((each) => {
    const flow = company().pinned(each.flow, each.flow_version, each.tree_hash);
    return productsInWords(flow.tree, flow.outline(each.state).leaf, language);
  });
  return [...new Set(names)];
}

/** How to reach a contact; null for eyes it is not meant for. */
export function detailsOf({ reached, email, phone, left }: ReachRow): Details | null {
  if (!reached) return null;
  const at = (each: string) => new Date(each).toISOString();
  return { email, phone, left: (left ?? []).map((each) => ({ kind: each.kind, value: each.value, at: at(each.at) })) };
}

function contactInWords(row: ContactRow, joins: readonly JoinListed[]): ContactCard {
  const { id, name, language, role, record, conversation } = row;
  return {
    id,
    name,
    language,
    role,
    record,
    conversation,
    channels: [...(row.channels ?? [])],
    details: detailsOf(row),
    joins: joins.map(({ id, at, proof }) => ({ id, at: at.toISOString(), proof })),
  };
}

function ownerInWords(row: OwnershipRow, language: Language): Omit<ClientCard['owners'][number], 'raised' | 'mayWeigh'> {
  return {
    department: { key: row.department, name: row.department_name[language] },
    specialist: { id: row.specialist_id, name: row.specialist_name },
    from: row.from.toISOString(),
    until: row.until?.toISOString() ?? null,
    reason: row.reason,
  };
}

export function pastInWords(row: TimelineRow, language: Language): Timeline['conversations'][number] {
  return {
    id: row.id,
    contact: { id: row.contact_id, name: row.contact_name },
    channel: row.channel,
    department: { key: row.department, name: row.department_name[language] },
    status: row.status,
    served: [...(row.served ?? [])],
    openedAt: row.opened_at.toISOString(),
    lastMessageAt: row.last_message_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    messages: row.messages,
    first: row.first ?? '',
    last: row.last ?? '',
    opens: row.opens,
  };
}
