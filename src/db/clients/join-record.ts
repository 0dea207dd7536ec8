import type { ContactId, IdentityId, WindowId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { columns, named } from '../names.ts';
import { addAudit } from '../reports/audit.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Join } from './join.ts';
import type { ClientsJoined } from './join-clients.ts';
import type { Answered } from './join-open.ts';
import { moved as b } from './joined-contacts.ts';
import { showToThemselves } from './withhold.ts';

/** What changed hands with a join, so that it can be undone. Joins of former versions had one `identity`, and no more than the first five. */
export interface Moved {
  readonly windows: readonly WindowId[];
  readonly identities: readonly string[];
  /** where the contact's messages went before */
  readonly current: WindowId;
  readonly details: readonly string[];
  readonly tasks: readonly string[];
  /** where conversations were answered before */
  readonly targets: readonly Answered[];
  /** joins of others to the stranger, which are joins to the contact now */
  readonly joins: readonly string[];
  /** wordings of consent the stranger had given and the contact had not */
  readonly consents: readonly string[];
  /** absent: of former versions, and of an address nobody had written from */
  readonly clients?: ClientsJoined;
}

const insertJoin = inserter(schema.contactJoin);

const j = named(schema.contactJoin, 'j');
const partedBefore = statement(`select 1 from ${j} where ${j.intoContactId} = $1::text::uuid and ${j.undoneAt} is not null limit 1`);

/** Keeps what changed hands, once it has; `stranger` null: nobody had written from the address before. */
export async function recordJoin(
  tx: Queries,
  { proof, at, newId }: Join,
  { stranger, contact, moved }: { readonly stranger: ContactId | null; readonly contact: ContactId; readonly moved: Moved },
): Promise<void> {
  const id: string = newId<'join'>();
  if ((await partedBefore(tx, [contact])).length > 0) await showToThemselves(tx, contact);
  await insertJoin(tx, [{ id, fromContactId: stranger, intoContactId: contact, proof, moved, at, undoneAt: null, undoneBy: null }]);
  await addAudit(tx, {
    id: newId(),
    at,
    actorKind: 'system',
    actorId: null,
    action: 'contact.joined',
    objectKind: 'contact',
    objectId: contact,
    data: { stranger, proof, join: id },
  });
}

const l = named(schema.identityLink, 'l');

const moveWindows = statement(`update ${b.window} set ${b.window.contactId} = $2::text::uuid where ${b.window.contactId} = $1::text::uuid`);

const moveConversations = statement(
  `update ${b.conversation} set ${b.conversation.contactId} = $2::text::uuid, ${b.conversation.version} = ${b.conversation.version} + 1
   where ${b.conversation.contactId} = $1::text::uuid`,
);

const former = named(schema.contact, 'former');

const setWindow = statement(
  `update ${b.contact} set ${b.contact.windowId} = $3::text::uuid,
     ${b.contact.ratingAskedAt} = greatest(${b.contact}.${b.contact.ratingAskedAt}, ${former.ratingAskedAt})
   from ${former} where ${b.contact}.${b.contact.id} = $2::text::uuid and ${former.id} = $1::text::uuid`,
);

const moveDetails = statement<{ id: string }>(
  `update ${b.detail} set ${b.detail.contactId} = $2::text::uuid where ${b.detail.contactId} = $1::text::uuid
   returning ${columns({ id: b.detail.id })}`,
);

const moveTasks = statement<{ id: string }>(
  `update ${b.task} set ${b.task.contactId} = $2::text::uuid where ${b.task.contactId} = $1::text::uuid and ${b.task.doneAt} is null
   returning ${columns({ id: b.task.id })}`,
);

const copyConsents = statement<{ version: string }>(
  `insert into ${b.consent} (${b.consent.contactId}, ${b.consent.version}, ${b.consent.language}, ${b.consent.at})
   select $2::text::uuid, ${b.consent.version}, ${b.consent.language}, ${b.consent.at} from ${b.consent}
   where ${b.consent.contactId} = $1::text::uuid on conflict do nothing returning ${columns({ version: b.consent.version })}`,
);

const followJoins = statement<{ id: string }>(
  `update ${b.join} set ${b.join.intoContactId} = $2::text::uuid where ${b.join.intoContactId} = $1::text::uuid and ${b.join.undoneAt} is null
   returning ${columns({ id: b.join.id })}`,
);

const endLinks = statement<{ identity: IdentityId }>(
  `update ${l} set ${b.link.until} = $2::text::timestamptz where ${l.contactId} = $1::text::uuid and ${l.until} is null
   returning ${columns({ identity: l.identityId })}`,
);

const insertLink = inserter(schema.identityLink);

/** Gives the contact all that was the stranger's, and names what. `window`: where the contact's messages go from now on. */
export async function moveHistory(
  tx: Queries,
  { proof, at, newId }: Join,
  { stranger, contact, window }: { readonly stranger: ContactId; readonly contact: ContactId; readonly window: WindowId },
): Promise<Omit<Moved, 'windows' | 'current' | 'targets' | 'clients'>> {
  const both = [stranger, contact];
  await moveWindows(tx, both);
  await moveConversations(tx, both);
  await setWindow(tx, [...both, window]);
  const details = await moveDetails(tx, both);
  const tasks = await moveTasks(tx, both);
  const consents = await copyConsents(tx, both);
  const joins = await followJoins(tx, both);
  const links = await endLinks(tx, [stranger, at.toISOString()]);
  await insertLink(
    tx,
    links.map(({ identity }) => ({ id: newId(), identityId: identity, contactId: contact, from: at, until: null, proof })),
  );
  return {
    identities: links.map((each) => each.identity),
    details: details.map((each) => each.id),
    tasks: tasks.map((each) => each.id),
    joins: joins.map((each) => each.id),
    consents: consents.map((each) => each.version),
  };
}
