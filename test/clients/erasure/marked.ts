import { newId } from '../../http/house.ts';
import type { World } from '../../support/world.ts';

/** What is planted everywhere: a name, a phone, a number of Telegram. Nothing else in the database has them. */
export const marker = 'Zzmarker';
export const phone = '79995550199';
export const telegram = '770012345677';

const marks = [marker.toLowerCase(), phone, telegram];

interface TextColumn {
  readonly table: string;
  readonly column: string;
}

/** Lists every column in which words can stand. */
export function textColumns(db: World['db']): Promise<TextColumn[]> {
  return db.query(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'character varying', 'tsvector', 'ARRAY', 'bytea') order by 1, 2`,
  );
}

/** Lists `table.column` of everywhere the marker stands. */
export async function marked(db: World['db']): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await textColumns(db)) {
    const text = `lower(${column === 'bytes' ? `encode("${column}", 'escape')` : `"${column}"::text`})`;
    const rows = await db.query(`select 1 from "${table}" where ${marks.map((each) => `${text} like '%${each}%'`).join(' or ')} limit 1`);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

export interface Planted {
  readonly contact: string;
  readonly window: string;
  readonly conversation: string;
  readonly client: string;
  readonly specialist: string;
  readonly account: string;
}

/** Puts the marker into everything of a contact that words or addresses can stand in, beside what the world wrote itself. */
export async function plant({ db, clock }: World, planted: Planted): Promise<void> {
  const { contact, window, conversation, client, specialist, account } = planted;
  const now = clock.at.toISOString();
  const later = new Date(clock.at.getTime() + 3600_000).toISOString();
  const id = () => String(newId());
  const [identity, task, proposal, turn, handover, file] = [id(), id(), id(), id(), id(), id()];
  const [staff] = await db.query<{ department: string }>(`select department_id as department from specialist where id = $1::text::uuid`, [
    specialist,
  ]);
  const department = staff?.department;
  const put = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const names = Object.keys(row)
      .map((each) => `"${each}"`)
      .join(', ');
    await db.query(`insert into "${table}" (${names}) select ${names} from jsonb_populate_record(null::"${table}", $1::text::jsonb)`, [
      JSON.stringify(row),
    ]);
  };
  const set = (table: string, row: Readonly<Record<string, unknown>>, where: string) =>
    db.query(
      `update "${table}" t set ${Object.keys(row)
        .map((each) => `"${each}" = r."${each}"`)
        .join(', ')} from jsonb_populate_record(null::"${table}", $1::text::jsonb) r where ${where}`,
      [JSON.stringify(row)],
    );
  await set(
    'contact',
    { name: `${marker} Petrova`, email: `${marker}@mail.example`, phone: `+${phone}`, site_id: `${marker}-site`, telegram_id: telegram },
    `t.id = '${contact}'`,
  );
  const called = { name: marker, username: `${marker}_tg`, source: `${marker}-ad` };
  await put('identity', {
    id: identity,
    account_id: account,
    external_id: telegram,
    created_at: now,
    unreachable_at: now,
    unreachable_reason: `${marker} left`,
    ...called,
  });
  await put('identity_link', { id: id(), identity_id: identity, contact_id: contact, from: now, proof: 'phone' });
  await put('contact_detail', { id: id(), contact_id: contact, kind: 'phone', value: `+${phone}`, at: now });
  await set('contact_client', { role: marker, reason: `said by ${marker}` }, `t.contact_id = '${contact}'`);
  await put('invite', { token_hash: marker, contact_id: contact, created_at: now, expires_at: later, purpose: 'invite' });
  await put('contact_join', { id: id(), into_contact_id: contact, proof: 'phone', moved: { address: marker }, at: now });
  const todo = { department_id: department, due_at: now, created_at: now, client_id: client };
  await put('task', {
    ...todo,
    id: task,
    kind: 'acquaint',
    contact_id: contact,
    conversation_id: conversation,
    text: `Call ${marker}`,
    outcome: `${marker} said`,
  });
  await put('task', { ...todo, id: id(), kind: 'acquaint', text: `Meet ${marker}ой` });
  const said = { window_id: window, conversation_id: conversation, occurred_at: now, received_at: now };
  await put('message', {
    ...{ ...said, seq: 900, id: id(), author: 'client', audience: 'client', changed: 900, client_key: `${marker}-key` },
    body: { text: `${marker} wrote`, attachments: [{ id: file, name: `${marker}.pdf`, mediaType: 'text/plain', size: 3 }] },
    reactions: [{ by: 'client', emoji: marker }],
  });
  await put('message', {
    ...{ ...said, seq: 901, id: id(), author: 'system', audience: 'internal', changed: 901 },
    body: { text: `${marker} is expected`, key: 'k', params: { name: marker } },
  });
  await put('inbound_key', { account_id: account, external_id: `${marker}-key`, received_at: now });
  await db.query(`insert into message_search values ('${window}', 900, '${conversation}', to_tsvector('simple', '${marker} wrote'))`);
  await put('external_ref', { account_id: account, chat: telegram, external_id: '71', window_id: window, seq: 900 });
  await put('external_ref', { account_id: account, chat: telegram, external_id: `group:${marker}`, window_id: window, seq: 900 });
  await put('file_fetch', {
    attachment_id: id(),
    account_id: account,
    window_id: window,
    seq: 900,
    remote: `${marker}-remote`,
    attempts: 0,
    due_at: later,
  });
  await put('awaiting_consent', { account_id: account, chat: telegram, update_id: 5, update: { text: marker }, at: now });
  const bytes = { size: 3, sha256: marker, charged: 3, created_at: now, stored_at: now };
  await put('attachment', {
    ...{ ...bytes, id: file, window_id: window, seq: 900, name: `${marker}.pdf`, media_type: `text/${marker}` },
    ...{ uploaded_by: `telegram:${telegram}`, uploaded_from: marker, claimed_by: marker },
  });
  await db.query(`insert into attachment_chunk values ('${file}', 0, convert_to('${marker}', 'UTF8'))`);
  const target = `${account}:${telegram}`;
  await set('window', { last_seq: 901, tell: { seq: 901, target, at: now, parts: [] } }, `t.id = '${window}'`);
  const shown = { preview: `${marker} wrote`, target, notices: marker, head_calls: [{ kind: 'head', seq: 901, text: marker }] };
  await set('conversation', shown, `t.id = '${conversation}'`);
  const mail = { window_id: window, target, verb: 'send', audience: 'client', urgent: true, attempts: 1 };
  await put('outbox', { ...mail, n: 900, seq: 900, status: 'sent', due_at: now, done_at: now, reason: marker });
  await put('outbox', { ...mail, n: 901, seq: 901, status: 'waiting', due_at: later });
  const owed = { conversation_id: conversation, actor_id: specialist, created_at: now, attempts: 9, due_at: later };
  await put('owed_action', { ...owed, key: marker, command: { type: 'note', text: marker } });
  const held = { conversation_id: conversation, specialist_id: specialist, channel: 'C1', is_own: true, created_at: now };
  await put('slack_held', { ...held, id: id(), thread_id: id(), ts: '9.1', content: { text: marker } });
  const thread = { conversation_id: conversation, department_id: department, channel: 'C1', root_ts: '9.0', attempts: 0, cleared_seq: 0 };
  await put('slack_thread', { ...thread, id: id(), wanted: 1, posted: 1, due_at: now, created_at: now });
  const told = { hash: marker, at: now, created_at: now, by_kind: 'api-key', specialist_id: specialist, means: 'call', withdrawn: false };
  await put('outreach', {
    ...{ ...told, id: id(), external_id: 'o-1', contact_id: contact, client_id: client, person: marker, organisation: 'Romashka' },
    ...{ organisation_key: 'romashka', phone, email: `${marker}@mail.example`, telegram: `${marker}_tg`, note: `${marker} asked` },
  });
  const unknown = {
    person: `${marker} whom nobody knew`,
    organisation: marker,
    organisation_key: marker,
    phone: `+${phone}`,
    note: marker,
  };
  await put('outreach', { ...told, id: id(), external_id: 'o-2', ...unknown });
  const wish = {
    conversation_id: conversation,
    client_id: client,
    department_id: department,
    specialist_id: specialist,
    by_kind: 'api-key',
  };
  await put('proposal', { ...wish, id: proposal, kind: 'person', reason: `wanted by ${marker}`, at: now, due_at: now, status: 'over' });
  await put('proposal_word', {
    id: id(),
    proposal_id: proposal,
    kind: 'refused',
    by: specialist,
    reason: `${marker} would rather not`,
    at: now,
  });
  const change = { client_id: client, department_id: department, to_id: specialist, by_kind: 'api-key', at: now };
  await put('owner_change', { ...change, id: id(), reason: `${marker} wished it` });
  const raise = { client_id: client, department_id: department, from: now, until: now, raised_by: specialist, lowered_by: specialist };
  await put('client_raise', { ...raise, id: id(), reason: `for ${marker}`, lower_reason: `without ${marker}` });
  const line = { client_id: client, product_line: 'x', from_department: 'sales', to_department: 'client', terms: {}, policy_version: 1 };
  await put('handover', { ...line, id: handover, began_at: now, status: 'kept', is_project: false });
  await put('handover_word', { id: id(), handover_id: handover, kind: 'keep', by: specialist, reason: `${marker} is ill`, at: now });
  await set('ownership', { reason: `because of ${marker}` }, `t.client_id = '${client}'`);
  await put('turn', {
    id: turn,
    conversation_id: conversation,
    n: 90,
    opened_at: now,
    opened_seq: 900,
    closed_at: now,
    closed_reason: 'joined',
  });
  await put('violation_word', {
    id: id(),
    turn_id: turn,
    n: 1,
    kind: 'reply',
    by: specialist,
    text: `On the phone with ${marker}`,
    at: now,
  });
  await put('idempotency', {
    api_key_id: id(),
    key: 'k',
    request_hash: 'h',
    status: 200,
    response: { id: contact, name: marker },
    created_at: now,
  });
  const sent = { endpoint_id: id(), n: 1, about: conversation, status: 'sent', attempts: 1, due_at: now };
  await put('announcement_delivery', { ...sent, id: id(), tries: [{ error: marker }], answer: `${marker} received` });
}
