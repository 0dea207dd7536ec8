import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import type { ErasureScope } from '../erasure/scope.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { type Statement, statement } from '../statement.ts';

/* All that is held on a contact, table by table, for whoever asks what is known of them. What is erased is what stands here. */

const ct = named(schema.contact, 'ct');
const i = named(schema.identity, 'i');
const l = named(schema.identityLink, 'l');
const ac = named(schema.channelAccount, 'ac');
const d = named(schema.contactDetail, 'd');
const cc = named(schema.contactClient, 'cc');
const cl = named(schema.client, 'cl');
const co = named(schema.consent, 'co');
const iv = named(schema.invite, 'iv');
const j = named(schema.contactJoin, 'j');
const o = named(schema.outreach, 'o');
const s = named(schema.specialist, 's');
const t = named(schema.task, 't');
const c = named(schema.conversation, 'c');
const de = named(schema.department, 'de');
const r = named(schema.conversationRating, 'r');
const m = named(schema.message, 'm');
const ck = named(schema.contactKnown, 'ck');
const ad = named(schema.announcementDelivery, 'ad');

const isIn = (n: number) => `in (select unnest($${n}::text::uuid[]))`;

const personShape = {
  id: ct.id,
  name: ct.name,
  language: ct.language,
  email: ct.email,
  phone: ct.phone,
  siteId: ct.siteId,
  telegramId: ct.telegramId,
  createdAt: ct.createdAt,
  ratingAskedAt: ct.ratingAskedAt,
};
const people = statement<RowOf<typeof personShape>>(
  `select ${columns(personShape)} from ${ct} where ${ct.id} ${isIn(1)} order by ${ct.createdAt}`,
);

const addressShape = {
  channel: ac.kind,
  address: i.externalId,
  name: i.name,
  username: i.username,
  source: i.source,
  from: l.from,
  until: l.until,
  proof: l.proof,
  unreachableAt: i.unreachableAt,
};
const addresses = statement<RowOf<typeof addressShape>>(
  `select ${columns(addressShape)} from ${l} join ${i} on ${i.id} = ${l.identityId} join ${ac} on ${ac.id} = ${i.accountId}
   where ${l.contactId} ${isIn(1)} order by ${l.from}`,
);

const detailShape = { kind: d.kind, value: d.value, at: d.at };
const details = statement<RowOf<typeof detailShape>>(
  `select ${columns(detailShape)} from ${d} where ${d.contactId} ${isIn(1)} order by ${d.at}`,
);

const placeShape = { client: cl.id, name: cl.name, role: cc.role, from: cc.from, until: cc.until };
const places = statement<RowOf<typeof placeShape>>(
  `select ${columns(placeShape)} from ${cc} join ${cl} on ${cl.id} = ${cc.clientId} where ${cc.contactId} ${isIn(1)} order by ${cc.from}`,
);

const consentShape = { version: co.version, language: co.language, at: co.at };
const consents = statement<RowOf<typeof consentShape>>(
  `select ${columns(consentShape)} from ${co} where ${co.contactId} ${isIn(1)} order by ${co.at}`,
);

const inviteShape = { purpose: iv.purpose, createdAt: iv.createdAt, expiresAt: iv.expiresAt, usedAt: iv.usedAt };
const invites = statement<RowOf<typeof inviteShape>>(
  `select ${columns(inviteShape)} from ${iv} where ${iv.contactId} ${isIn(1)} order by ${iv.createdAt}`,
);

const joinShape = { proof: j.proof, at: j.at, undoneAt: j.undoneAt };
const joins = statement<RowOf<typeof joinShape>>(
  `select ${columns(joinShape)} from ${j} where ${j.intoContactId} ${isIn(1)} or ${j.fromContactId} ${isIn(1)} order by ${j.at}`,
);

const outreachShape = {
  at: o.at,
  means: o.means,
  specialist: nullable(s.name),
  person: o.person,
  organisation: o.organisation,
  phone: o.phone,
  email: o.email,
  telegram: o.telegram,
  note: o.note,
  withdrawn: o.withdrawn,
};
const outreaches = statement<RowOf<typeof outreachShape>>(
  `select ${columns(outreachShape)} from ${o} left join ${s} on ${s.id} = ${o.specialistId}
   where ${o.contactId} ${isIn(1)} or ${o.conversationId} ${isIn(2)} order by ${o.at}`,
);

const taskShape = {
  kind: t.kind,
  text: t.text,
  createdAt: t.createdAt,
  dueAt: t.dueAt,
  doneAt: t.doneAt,
  result: t.result,
  outcome: t.outcome,
};
const tasks = statement<RowOf<typeof taskShape>>(
  `select ${columns(taskShape)} from ${t} where ${t.contactId} ${isIn(1)} or ${t.conversationId} ${isIn(2)} order by ${t.createdAt}`,
);

const knownShape = { specialist: s.name, since: ck.since };
const knownBy = statement<RowOf<typeof knownShape>>(
  `select ${columns(knownShape)} from ${ck} join ${s} on ${s.id} = ${ck.specialistId} where ${ck.contactId} ${isIn(1)} order by ${ck.since}`,
);

const toldShape = { n: expression<number>('count(*)::int') };
const told = statement<RowOf<typeof toldShape>>(
  `select ${columns(toldShape)} from ${ad} where ${ad.about} ${isIn(2)} and $1::text is not null and ${ad.status} = 'sent'`,
);

const conversationShape = {
  id: c.id,
  channel: c.channel,
  topic: c.topic,
  department: de.key,
  specialist: nullable(s.name),
  status: c.status,
  openedAt: c.openedAt,
  closedAt: c.closedAt,
  score: nullable(r.score),
};
const conversations = statement<RowOf<typeof conversationShape>>(
  `select ${columns(conversationShape)} from ${c} join ${de} on ${de.id} = ${c.departmentId} left join ${s} on ${s.id} = ${c.specialistId}
   left join ${r} on ${r.conversationId} = ${c.id} where ${c.id} ${isIn(2)} and $1::text is not null order by ${c.openedAt}, ${c.id}`,
);

const messageShape = {
  window: m.windowId,
  seq: m.seq,
  conversation: m.conversationId,
  author: expression<Author>(m.author),
  authorName: nullable(s.name),
  audience: expression<Audience>(m.audience),
  body: expression<MessageBody | null>(m.body),
  at: m.occurredAt,
  editedAt: m.editedAt,
  deletedAt: m.deletedAt,
  reactions: expression<readonly Reaction[] | null>(m.reactions),
};

export type HeldMessage = RowOf<typeof messageShape>;

const messages = statement<HeldMessage>(
  `select ${columns(messageShape)} from ${m} left join ${s} on ${s.id} = ${m.authorId}
   where ${m.windowId} = $1::text::uuid and ${m.seq} > $2::text::bigint order by ${m.seq} limit $3::text::int`,
);

/** So many messages are read at once: nobody else waits long for the database meanwhile. */
const atOnce = 500;

/** Everything of a contact but the messages. */
export type Held = Awaited<ReturnType<typeof heldOn>>;

export async function heldOn(db: Queries, scope: Pick<ErasureScope, 'contacts' | 'conversations'>) {
  const both = [uuids(scope.contacts), uuids(scope.conversations)];
  const of = <Row>(read: Statement<Row>) => read(db, read.text.includes('$2') ? both : both.slice(0, 1));
  return {
    people: await of(people),
    addresses: await of(addresses),
    details: await of(details),
    places: await of(places),
    consents: await of(consents),
    invites: await of(invites),
    joins: await of(joins),
    outreaches: await of(outreaches),
    tasks: await of(tasks),
    knownBy: await of(knownBy),
    conversations: await of(conversations),
    webhooks: (await of(told))[0]?.n ?? 0,
  };
}

/** Reads all messages of a contact's windows, in their order, colleagues' notes among them. */
export async function messagesHeld(db: Queries, windows: readonly string[]): Promise<HeldMessage[]> {
  const all: HeldMessage[] = [];
  for (const window of windows) {
    for (let after = -1; ; ) {
      const page = await messages(db, [window, String(after), String(atOnce)]);
      all.push(...page);
      if (page.length < atOnce) break;
      after = page.at(-1)?.seq ?? after;
    }
  }
  return all;
}
