import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientTx } from '../../../src/clients/deps.ts';
import { askErasure } from '../../../src/clients/erasure/ask.ts';
import { type ErasureDeps, eraseDue, goOnErasing } from '../../../src/clients/erasure/go-on.ts';
import { erasureOf } from '../../../src/db/erasure/erasures.ts';
import type { ContactId, ConversationId } from '../../../src/domain/ids.ts';
import type { Channel, Erased } from '../../../src/engine/delivery/channel.ts';
import { addUpReports, foldReports } from '../../../src/reports/fold.ts';
import { reports } from '../../../src/reports/registry.ts';
import { newId } from '../../http/house.ts';
import { databases } from '../../support/database.ts';
import { silentLog } from '../../support/log.ts';
import { replayAll } from '../../support/replay.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';
import { marked, marker, plant, telegram, textColumns } from './marked.ts';
import { notOfContacts } from './not-of-contacts.ts';

describe.each(databases())('what is known of a contact is erased, on %s', (kind) => {
  let w: World;
  let anna: ClientHand;
  let contact: ContactId;
  let conversation: ConversationId;
  let client: string;
  const asked: { chat: string; id: string; kind: string }[] = [];
  let answer: Erased = { type: 'gone' };
  const fake = (name: string): Channel => ({
    kind: name,
    send: async () => ({ type: 'sent', externalId: '1' }),
    erase: async ({ chat, id, kind: what }) => {
      asked.push({ chat, id, kind: what });
      return answer;
    },
  });
  const deps = (over: Partial<ErasureDeps> = {}): ErasureDeps => ({
    db: w.db,
    now: () => w.clock.at,
    newId,
    log: silentLog,
    live: { publish() {}, subscribe: () => () => {}, close: async () => {} },
    submit: w.engine.submit,
    company: w.engine.company,
    channels: [fake('telegram'), fake('slack')],
    ...over,
  });
  const ask = (id: ContactId = contact) =>
    w.db.transaction((tx) =>
      askErasure(clientTx({ ...deps(), company: w.engine.company }, { kind: 'api-key', id: null }, tx), id, 'asked'),
    );
  const rows = <Row>(text: string) => w.db.query<Row>(text);

  beforeEach(async () => {
    asked.length = 0;
    answer = { type: 'gone' };
    w = await world(kind, {
      specialists: [{ name: 'Sergey' }, { name: 'Dir', role: 'director', serves: false }],
      clients: [{ name: 'Romashka', size: 'small', owner: { client: 'Sergey' }, contacts: ['Anna', 'Boris'] }],
    });
    anna = w.contact('Anna');
    conversation = conversationOf(await anna.says(`It is ${marker}, good morning`));
    await w.does('Sergey', conversation, { type: 'reply', text: `Good morning, ${marker}` });
    await w.does('Sergey', conversation, { type: 'note', text: `${marker} is in a hurry` });
    await anna.says('And one thing more');
    const [row] = await w.conversations(anna.window);
    contact = row?.contactId as ContactId;
    client = row?.clientId as string;
    await rows(`insert into channel_account (id, kind, external_id) values ('00000000-0000-7000-8000-00000000000a', 'telegram', '1'),
      ('00000000-0000-7000-8000-00000000000b', 'slack', 'T1')`);
    await w.engine.reload();
    const planted = { contact, window: anna.window, conversation, client, specialist: w.specialist('Sergey') };
    await plant(w, { ...planted, account: '00000000-0000-7000-8000-00000000000a' });
  });
  afterEach(async () => {
    // Planted by hand, not decided by anything.
    await rows('delete from proposal');
    await w.close();
  });

  it('stands nowhere in the database afterwards: every column of text was looked at, or is said to hold nothing of contacts', async () => {
    const before = new Set(await marked(w.db));
    const begun = await ask();
    expect(begun).toMatchObject({ type: 'begun', again: false });
    await eraseDue(deps());
    expect(await marked(w.db)).toEqual([]);
    expect(await erasureOf(w.db, contact)).toMatchObject({ step: 'done', places: 0 });
    const overlooked = (await textColumns(w.db))
      .map(({ table, column }) => `${table}.${column}`)
      .filter((each) => !before.has(each) && !notOfContacts(each));
    expect(overlooked, 'plant the marker there (marked.ts), or say why nothing of a contact can stand there (not-of-contacts.ts)').toEqual(
      [],
    );
  });

  it('ends what is open first, and the log says why; each log still gives the state that is stored', async () => {
    await ask();
    await eraseDue(deps());
    const [row] = await w.conversations(anna.window);
    expect(row).toMatchObject({ status: 'closed', openTurnId: null, preview: '' });
    const [last] = await rows<{ type: string }>(
      `select type from conversation_event where conversation_id = '${conversation}' order by n desc limit 1`,
    );
    expect(last?.type).toBe('erased');
    const turns = await rows(`select closed_reason as reason from turn where conversation_id = '${conversation}' and n = 2`);
    expect(turns).toEqual([{ reason: 'resolved' }]);
    expect(await w.loads()).toMatchObject({ Sergey: { cases: 0 } });
    expect((await replayAll(w.db)).differ).toEqual([]);
  });

  it('keeps what was settled before as it was settled', async () => {
    await w.does('Sergey', conversation, { type: 'reply', text: 'Here it is' });
    await w.does('Sergey', conversation, { type: 'resolve' });
    const [before] = await w.conversations(anna.window);
    w.clock.at = new Date(w.clock.at.getTime() + 3600_000);
    await ask();
    await eraseDue(deps());
    const [row] = await w.conversations(anna.window);
    expect(row).toMatchObject({ status: 'closed', resolvedAt: before?.resolvedAt });
    const resolved = await rows(`select 1 from metric_event where conversation_id = '${conversation}' and metric = 'resolved'`);
    expect(resolved).toHaveLength(1);
  });

  it('is one, however often and from wherever it is asked for', async () => {
    const [one, two] = await Promise.all([ask(), ask()]);
    expect([one, two].map((each) => each.type === 'begun' && each.again).toSorted()).toEqual([false, true]);
    await Promise.all([eraseDue(deps()), eraseDue(deps())]);
    await eraseDue(deps());
    expect(await ask()).toMatchObject({ type: 'begun', again: true, erasure: { step: 'done' } });
    expect(await rows('select 1 from erasure')).toHaveLength(1);
    expect(await rows(`select 1 from conversation_event where type = 'erased'`)).toHaveLength(1);
    expect(await ask(newId<'contact'>())).toEqual({ type: 'refused', code: 'contact-not-found' });
  });

  it('goes on after a process that ended between any two of its steps', async () => {
    await ask();
    const stopped = async () => {
      throw new Error('killed');
    };
    await eraseDue(deps({ submit: stopped }));
    expect(await erasureOf(w.db, contact)).toMatchObject({ step: 'close' });
    w.clock.at = new Date(w.clock.at.getTime() + 60_000);
    // Killed before anything outside was reached: places are claimed, and nobody answers for them.
    const dying: Channel = { ...fake('telegram'), erase: () => Promise.reject(new Error('killed')) };
    await eraseDue(deps({ channels: [dying] }));
    expect(await erasureOf(w.db, contact)).toMatchObject({ step: 'reach' });
    expect(await marked(w.db)).toEqual(['erasure_place.chat']);
    w.clock.at = new Date(w.clock.at.getTime() + 3600_000);
    await eraseDue(deps());
    expect(await erasureOf(w.db, contact)).toMatchObject({ step: 'done' });
    expect(await marked(w.db)).toEqual([]);
  });

  it('reaches what stands outside, and names what it cannot reach by ids only', async () => {
    await ask();
    answer = { type: 'retry', afterMs: 1000 };
    await eraseDue(deps());
    expect(await erasureOf(w.db, contact)).toMatchObject({ step: 'reach' });
    w.clock.at = new Date(w.clock.at.getTime() + 600_000);
    asked.length = 0;
    answer = { type: 'kept', reason: 'not-ours', places: ['C1/9.3', 'C1/9.4'] };
    await eraseDue(deps());
    expect(asked.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'message', chat: telegram, id: '71' },
      { kind: 'thread', chat: 'C1', id: '9.0' },
    ]);
    const done = await erasureOf(w.db, contact);
    expect(done?.left).toEqual(
      expect.arrayContaining([
        { what: 'backups', reason: 'elsewhere', count: null },
        { what: 'webhooks', reason: 'delivered', count: 1 },
        { what: 'slack', reason: 'not-ours', count: 2, places: ['C1/9.3', 'C1/9.4'] },
        { what: 'telegram', reason: 'not-ours', count: 2 },
      ]),
    );
    expect(await marked(w.db)).toEqual([]);
  });

  it('does not ask Telegram for what is too old there, nor a channel that is not connected', async () => {
    await ask();
    w.clock.at = new Date(w.clock.at.getTime() + 49 * 3600_000);
    await eraseDue(deps({ channels: [fake('telegram')] }));
    expect(asked).toEqual([]);
    expect((await erasureOf(w.db, contact))?.left).toEqual(
      expect.arrayContaining([
        { what: 'telegram', reason: 'too-old', count: 1 },
        { what: 'slack', reason: 'off', count: 1 },
      ]),
    );
  });

  it('makes whoever writes from the same address afterwards somebody new', async () => {
    const stranger = w.stranger();
    const first = conversationOf(await stranger.says('Hello'));
    const [before] = await w.conversations(stranger.window);
    await ask(before?.contactId);
    const again = await stranger.says('Hello again');
    expect(again).toMatchObject({ type: 'accepted' });
    const [found] = await rows<{ contact: string; window: string }>(
      `select contact_id as contact, window_id as window from conversation where id = '${conversationOf(again)}'`,
    );
    expect(conversationOf(again)).not.toBe(first);
    expect(found?.contact).not.toBe(before?.contactId);
    await eraseDue(deps());
    const kept = await rows<{ text: string }>(
      `select body->>'text' as text from message where window_id = '${found?.window}' and author = 'client'`,
    );
    expect(kept).toEqual([{ text: 'Hello again' }]);
  });

  it('leaves the company they were of; a client that was the person is called nothing any more, and what they paid stays', async () => {
    await ask();
    await eraseDue(deps());
    expect(await rows(`select name from client where id = '${client}'`)).toEqual([{ name: 'Romashka' }]);
    const [boris] = await rows<{ id: ContactId }>(`select id from contact where name = 'Boris'`);
    await rows(`update client set size = 'private', name = 'Boris' where id = '${client}'`);
    await rows(`insert into payment (id, hash, at, created_at, by_kind, client_id, product_line, kind, amount, currency, external_id)
      values (gen_random_uuid(), 'h', now(), now(), 'api-key', '${client}', 'x', 'monthly', 500, 'RUB', 'p-1')`);
    await ask(boris?.id);
    await eraseDue(deps());
    const [named] = await rows<{ name: string }>(`select name from client where id = '${client}'`);
    expect(named?.name).toMatch(/^#[0-9a-f]{12}$/);
    expect(await rows(`select client_id as client, amount::int as amount from payment`)).toEqual([{ client, amount: 500 }]);
    await rows(`update client set size = 'small' where id = '${client}'`);
  });

  it('waits for what is leaving just now, so that it is known where it comes to stand', async () => {
    await rows(
      `update outbox set status = 'leased', leased_until = '${new Date(w.clock.at.getTime() + 30_000).toISOString()}' where seq = 900`,
    );
    const begun = await ask();
    if (begun.type !== 'begun') throw new Error('not begun');
    expect(await goOnErasing(deps(), begun.erasure)).toMatchObject({ step: 'wipe', wipedAt: null });
    w.clock.at = new Date(w.clock.at.getTime() + 60_000);
    await eraseDue(deps());
    expect(await erasureOf(w.db, contact)).toMatchObject({ step: 'done' });
  });

  it('changes no number of any report, as it stands and made anew of the log', async () => {
    await rows(`delete from turn where n = 90`);
    await w.does('Sergey', conversation, { type: 'reply', text: 'Here it is' });
    await w.does('Sergey', conversation, { type: 'resolve' });
    await rows(`insert into conversation_rating values ('${conversation}', 5, now())`);
    const fold = async () => {
      const folding = { db: w.db, now: () => w.clock.at, calendar: () => w.engine.company().calendar };
      while (await foldReports(folding));
      while (await addUpReports(folding));
    };
    const counted = async () => {
      await fold();
      const { calendar } = w.engine.company();
      const asks = { db: w.db, company: w.engine.company(), calendar, now: w.clock.at };
      const question = { from: '2026-03-01', until: '2026-03-31', filter: {}, origins: ['live'], sight: { type: 'all' } } as const;
      return Promise.all(reports.map(async (each) => (await each.answer(asks, { ...question, by: [each.by[0] ?? 'day'] })).rows));
    };
    const before = await counted();
    expect(JSON.stringify(before)).toMatch(/":1[,}]/);
    await ask();
    await eraseDue(deps());
    expect(await counted()).toEqual(before);
    for (const table of [
      'report_fact',
      'report_cell',
      'report_span',
      'report_stay',
      'report_load',
      'report_queue',
      'report_conversation',
      'report_fold',
    ])
      await rows(`delete from ${table}`);
    expect(await counted()).toEqual(before);
  });
});
