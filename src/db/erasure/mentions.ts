import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named } from '../names.ts';
import * as schema from '../schema.ts';
import { type Statement, statement } from '../statement.ts';

const ct = named(schema.contact, 'ct');
const d = named(schema.contactDetail, 'd');
const i = named(schema.identity, 'i');
const l = named(schema.identityLink, 'l');
const cl = named(schema.client, 'cl');
const cc = named(schema.contactClient, 'cc');
const other = named(schema.contactClient, 'other');
const o = named(schema.outreach, 'o');
const tu = named(schema.turn, 'tu');
const p = named(schema.proposal, 'p');
const h = named(schema.handover, 'h');

const list = 'in (select unnest($1::text::uuid[]))';

const namesOf = statement<{ text: string | null; isName: boolean }>(
  `select ${ct.name} as text, true as "isName" from ${ct} where ${ct.id} ${list}
   union select ${i.name}, true from ${i} join ${l} on ${l.identityId} = ${i.id} where ${l.contactId} ${list}
   union select ${o.person}, true from ${o} where ${o.contactId} ${list}
   union select ${i.username}, false from ${i} join ${l} on ${l.identityId} = ${i.id} where ${l.contactId} ${list}
   union select unnest(array[${ct.email}, ${ct.phone}, ${ct.siteId}, ${ct.telegramId}]), false from ${ct} where ${ct.id} ${list}
   union select ${d.value}, false from ${d} where ${d.contactId} ${list}`,
);

/** Lists what a contact is called and where they can be reached, wherever that stands. */
export async function calledAs(
  tx: Queries,
  contacts: readonly string[],
): Promise<{ readonly names: readonly string[]; readonly addresses: readonly string[] }> {
  const rows = await namesOf(tx, [uuids(contacts)]);
  const texts = (isName: boolean) => rows.flatMap((each) => (each.text !== null && each.isName === isName ? [each.text] : []));
  return { names: texts(true), addresses: texts(false) };
}

const clientShape = {
  id: cl.id,
  /** nobody of it is left, and it is the person, or is called after them */
  isPerson: expression<boolean>(
    `not exists (select 1 from ${other} join ${ct} on ${ct.id} = ${other.contactId} where ${other.clientId} = ${cl.id} and ${ct.erasedAt} is null)
     and (${cl.size} = 'private' or coalesce(${cl.name} ~* $2::text, false))`,
  ),
};
const clientsOf = statement<{ id: string; isPerson: boolean }>(
  `select ${columns(clientShape)} from ${cl} where ${cl.id} in (select ${cc.clientId} from ${cc} where ${cc.contactId} ${list})`,
);

/** Lists clients the contact is or was of; `isPerson`: with them, the client itself is nobody any more. */
export function clientsOfErased(
  tx: Queries,
  contacts: readonly string[],
  pattern: string | null,
): Promise<{ id: string; isPerson: boolean }[]> {
  return clientsOf(tx, [uuids(contacts), pattern]);
}

const b = {
  client: bare(schema.client),
  outreach: bare(schema.outreach),
  word: bare(schema.violationWord),
  proposal: bare(schema.proposal),
  proposalWord: bare(schema.proposalWord),
  handoverWord: bare(schema.handoverWord),
  raise: bare(schema.clientDedication),
  change: bare(schema.ownerChange),
  move: bare(schema.portfolioMove),
  task: bare(schema.task),
  leaving: bare(schema.ownership),
  member: bare(schema.contactClient),
};

const rename = statement(
  `update ${b.client} set ${b.client.name} = '#' || left(${b.client.id}::text, 8) || right(${b.client.id}::text, 4) where ${b.client.id} ${list}`,
);
const renameOutreach = statement(
  `update ${b.outreach} set ${b.outreach.organisation} = null, ${b.outreach.organisationKey} = null, ${b.outreach.person} = null, ${b.outreach.note} = null,
     ${b.outreach.phone} = null, ${b.outreach.email} = null, ${b.outreach.telegram} = null, ${b.outreach.hash} = 'erased' where ${b.outreach.clientId} ${list}`,
);

/** Gives clients that were the person themselves a name that says nothing; what they bought and paid stays theirs. */
export async function renameClients(tx: Queries, clients: readonly string[]): Promise<void> {
  await rename(tx, [uuids(clients)]);
  await renameOutreach(tx, [uuids(clients)]);
}

/** What stands for a name or an address that was taken out. */
const mask = '•••';
const masked = (column: string) => `regexp_replace(${column}, $2::text, '${mask}', 'gi')`;
const says = (column: string) => `${column} ~* $2::text`;

const ofConversations: readonly Statement<unknown>[] = [
  statement(
    `update ${b.word} set ${b.word.text} = ${masked(b.word.text)} where ${says(b.word.text)}
       and ${b.word.turnId} in (select ${tu.id} from ${tu} where ${tu.conversationId} ${list})`,
  ),
  statement(
    `update ${b.proposal} set ${b.proposal.reason} = ${masked(b.proposal.reason)} where ${says(b.proposal.reason)} and ${b.proposal.conversationId} ${list}`,
  ),
  statement(
    `update ${b.proposalWord} set ${b.proposalWord.reason} = ${masked(b.proposalWord.reason)} where ${says(b.proposalWord.reason)}
       and ${b.proposalWord.proposalId} in (select ${p.id} from ${p} where ${p.conversationId} ${list})`,
  ),
];

const reasonOf = (table: { readonly reason: string; readonly clientId: string }) =>
  statement(`update ${table} set ${table.reason} = ${masked(table.reason)} where ${says(table.reason)} and ${table.clientId} ${list}`);

const ofClients: readonly Statement<unknown>[] = [
  reasonOf(b.raise),
  reasonOf(b.change),
  reasonOf(b.proposal),
  reasonOf(b.leaving),
  reasonOf(b.member),
  statement(
    `update ${b.raise} set ${b.raise.lowerReason} = ${masked(b.raise.lowerReason)} where ${says(b.raise.lowerReason)} and ${b.raise.clientId} ${list}`,
  ),
  statement(
    `update ${b.task} set ${b.task.text} = ${masked(b.task.text)}, ${b.task.outcome} = ${masked(b.task.outcome)}
     where (${says(b.task.text)} or ${says(b.task.outcome)}) and ${b.task.clientId} ${list}`,
  ),
  statement(
    `update ${b.outreach} set ${b.outreach.note} = ${masked(b.outreach.note)} where ${says(b.outreach.note)} and ${b.outreach.clientId} ${list}`,
  ),
  statement(
    `update ${b.handoverWord} set ${b.handoverWord.reason} = ${masked(b.handoverWord.reason)} where ${says(b.handoverWord.reason)}
       and ${b.handoverWord.handoverId} in (select ${h.id} from ${h} where ${h.clientId} ${list})`,
  ),
  statement(
    `update ${b.proposalWord} set ${b.proposalWord.reason} = ${masked(b.proposalWord.reason)} where ${says(b.proposalWord.reason)}
       and ${b.proposalWord.proposalId} in (select ${p.id} from ${p} where ${p.clientId} ${list})`,
  ),
];

/** Takes names and addresses out of what colleagues wrote about work with them: the words stay, as somebody's evidence. */
export async function maskMentions(
  tx: Queries,
  { conversations, clients }: { readonly conversations: readonly string[]; readonly clients: readonly string[] },
  pattern: string,
): Promise<void> {
  for (const run of ofConversations) await run(tx, [uuids(conversations), pattern]);
  for (const run of ofClients) await run(tx, [uuids(clients), pattern]);
}
