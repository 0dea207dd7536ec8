import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepSlackMessage } from '../../../src/db/slack/messages.ts';
import type { ConversationId, NewId } from '../../../src/domain/ids.ts';
import { deliverOnce } from '../../../src/engine/delivery/deliver.ts';
import type { Command } from '../../../src/engine/submissions/submission.ts';
import { createSlack, type Slack } from '../../../src/server/slack.ts';
import { type SlackApi, startSlackApi } from '../../support/slack-api.ts';
import { badGateway } from '../../support/slack-faults.ts';
import { readable } from '../../support/slack-person.ts';
import { addChannel, type SlackMessage } from '../../support/slack-workspace.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';

const account = v7();
let desk: World;
let api: SlackApi;
let slack: Slack;
let anna: ClientHand;
let conversation: ConversationId;
let errors: string[];
let people = 0;

beforeAll(async () => {
  desk = await world('pglite', {
    specialists: [
      { name: 'Boris', capacity: 60_000 },
      { name: 'Clara' },
      { name: 'Head', role: 'head', serves: false },
      { name: 'Saul', department: 'sales' },
    ],
    clients: Array.from({ length: 20 }, (_, i) => ({ name: `Romashka ${i}`, owner: { client: 'Boris' }, contacts: [`Anna ${i}`] })),
  });
  await desk.db.query(`insert into channel_account (id, kind, external_id) values ($1::text::uuid, 'slack', 'T0OKNOTEST')`, [account]);
  await desk.db.query(`update department set slack_channel = 'C0' || upper(key), head_id = $1::text::uuid`, [desk.specialist('Head')]);
  await desk.db.query(`update specialist set slack_user = 'U0' || upper(name)`);
  await desk.engine.reload();
});
afterAll(() => desk.close());

beforeEach(async () => {
  api = await startSlackApi();
  for (const id of ['C0CLIENT', 'C0SALES', 'C0FALLBACK']) addChannel(api.workspace, id);
  errors = [];
  const made = createSlack(
    { slackBotToken: api.token, slackApiUrl: api.url },
    {
      db: desk.db,
      now: () => desk.clock.at,
      newId: v7 as NewId,
      log: { debug() {}, info() {}, warn() {}, error: (fields) => void errors.push(JSON.stringify(fields)) },
      company: () => ({ ...desk.engine.company(), slackChannel: 'C0FALLBACK' }),
      workspace: () => ({ team: 'T0OKNOTEST', url: 'https://okno.slack.com/' }),
    },
  );
  if (made === null) throw new Error('no Slack');
  slack = made;
  // What earlier specs left behind is not for this workspace.
  await desk.db.query(`update slack_thread set ended_at = coalesce(ended_at, now()), posted = wanted`);
  await desk.db.query(`update outbox set status = 'sent' where status <> 'sent'`);
  await desk.db.query('delete from gate');
  await desk.db.query(`delete from task`);
  anna = desk.contact(`Anna ${people++}`);
  conversation = conversationOf(await anna.says('Good morning'));
});
afterEach(async () => {
  await api.close();
  expect(api.mistakes).toEqual([]);
});

/** As the loops do, for so many seconds. */
async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i++) {
    await slack.showCards();
    await deliverOnce({
      db: desk.db,
      now: () => desk.clock.at,
      holder: account,
      submit: desk.engine.submit,
      channelOf: (id) =>
        id === account ? slack.channel : { kind: 'webchat', send: async ({ seq }) => ({ type: 'sent', externalId: String(seq) }) },
    });
    desk.clock.at = new Date(desk.clock.at.getTime() + 1000);
  }
}

const room = (id: string): SlackMessage[] => api.workspace.channels.get(id)?.messages ?? [];
const root = (id: string) => room(id).findLast((each) => JSON.stringify(each.metadata ?? {}).includes('okno_card'));
/** What stands on the card itself, above the answers. */
const carried = (id: string) =>
  ((root(id)?.blocks ?? []) as readonly { readonly type: string }[])
    .filter((each) => each.type === 'rich_text' && !JSON.stringify(each).includes('rich_text_list'))
    .map((each) => readable([each]));
const replies = (id: string) =>
  room(id)
    .filter(
      (each) =>
        each.thread_ts !== undefined && each.thread_ts === root(id)?.ts && JSON.stringify(each.metadata ?? {}).includes('okno_message'),
    )
    .map((each) => readable(each.blocks));
const said = (id: string) => [...carried(id), ...replies(id)];
const tasks = () => desk.db.query<{ text: string }>(`select text from task where kind = 'slack'`);

describe('a conversation in Slack', () => {
  it('is a thread under its card, with everything that is said in its order', async () => {
    await pass(3);
    await desk.does('Boris', conversation, { type: 'reply', text: 'Good morning, Anna' });
    await desk.does('Clara', conversation, { type: 'note', text: 'careful with this one' });
    await pass(3);
    const [greeting, ...rest] = said('C0CLIENT');
    expect(greeting).toBe('Good morning');
    expect(rest.slice(-2)[0]).toBe('Good morning, Anna');
    expect(rest.at(-1)).toContain('careful with this one');
    expect(rest.at(-1)).toContain('Stays inside');
    const words = readable(root('C0CLIENT')?.blocks);
    expect(words).toContain('Romashka');
    expect(words).toContain('<@U0BORIS>');
    expect(words).toContain('The client’s own specialist: Boris.');
  });

  it('shows its newest state on the card, changed only when it changed and not more often than every few seconds', async () => {
    await pass(4);
    expect(readable(root('C0CLIENT')?.blocks)).toContain('waits for our answer');
    const before = api.callsOf('chat.update').length;
    await desk.does('Boris', conversation, { type: 'reply', text: 'one' });
    await desk.does('Boris', conversation, { type: 'reply', text: 'two' });
    await pass(8);
    expect(readable(root('C0CLIENT')?.blocks)).toContain('we wait for the client');
    expect(api.callsOf('chat.update').length - before).toBeLessThanOrEqual(2);
    const after = api.callsOf('chat.update').length;
    await pass(5);
    expect(api.callsOf('chat.update')).toHaveLength(after);
  });

  it('goes on in another thread when it is handed over, and both say so', async () => {
    await pass(3);
    await desk.does('Boris', conversation, {
      type: 'transfer',
      department: 'sales',
      reason: 'wants a contract',
      summary: 'Two hundred workplaces',
    });
    await pass(8);
    expect(said('C0SALES').join('\n')).toContain('Two hundred workplaces');
    expect(readable(root('C0SALES')?.blocks)).toContain(`archives/C0CLIENT/p${root('C0CLIENT')?.ts.replace('.', '')}`);
    expect(readable(root('C0CLIENT')?.blocks)).toContain(`archives/C0SALES/p${root('C0SALES')?.ts.replace('.', '')}`);
    expect(root('C0CLIENT')?.blocks?.some((each) => (each as { type: string }).type === 'actions')).toBe(false);
  });
});

/** Anna edits what she wrote first. */
async function changeFirst(text: string): Promise<void> {
  const ref = await firstRef();
  await desk.engine.submit({
    ...{ type: 'inbound-edit', account: 'webchat', externalId: v7(), address: anna.address, window: anna.window, language: 'en' },
    ...{ ref, content: { text }, occurredAt: desk.clock.at },
  });
}

async function firstRef() {
  const [first] = await desk.thread(anna.window);
  const ref = { chat: anna.address, id: 'first' };
  await desk.db.query(
    `insert into external_ref (account_id, chat, external_id, window_id, seq) values ($1::text::uuid, $2::text, $3::text, $4::text::uuid, $5::text::bigint)
       on conflict do nothing`,
    [desk.engine.company().accounts.get('webchat'), ref.chat, ref.id, anna.window, String(first?.seq)],
  );
  return ref;
}

async function reactToFirst(emoji: readonly string[]): Promise<void> {
  const ref = await firstRef();
  const of = { account: 'webchat', externalId: v7(), address: anna.address };
  await desk.engine.submit({ type: 'inbound-reaction', ...of, ref, emoji, occurredAt: desk.clock.at });
}

describe('the client’s first words', () => {
  it('stand on the card, so that one post brings both, and change and go with it', async () => {
    await anna.says('There are two hundred of us');
    await pass(2);
    expect(carried('C0CLIENT')).toEqual(['Good morning', 'There are two hundred of us']);
    expect(room('C0CLIENT')).toHaveLength(1);
    await anna.says('Are you there?');
    await pass(3);
    expect(replies('C0CLIENT')).toEqual(['Are you there?']);
    await changeFirst('Good evening');
    await pass(8);
    expect(carried('C0CLIENT')).toEqual(['Good evening', 'There are two hundred of us']);
    expect(replies('C0CLIENT')).toEqual(['Are you there?']);
  });

  it('have below them what the client put there, until they take it away', async () => {
    await anna.says('There are two hundred of us');
    await pass(3);
    await reactToFirst(['👍']);
    await pass(8);
    const card = () => JSON.stringify(root('C0CLIENT')?.blocks);
    expect(card()).toMatch(/Good morning.*The client reacted: 👍.*two hundred/);
    expect(replies('C0CLIENT')).toEqual([]);
    await reactToFirst([]);
    await pass(8);
    expect(card()).not.toContain('👍');
  });

  it('come as replies where a card cannot carry them, in their order', async () => {
    await anna.says('long '.repeat(1000));
    await anna.says('and short');
    await pass(6);
    expect(carried('C0CLIENT')).toEqual(['Good morning']);
    expect(replies('C0CLIENT').map((each) => each.slice(0, 9))).toEqual(['long long', 'and short']);
  });

  it('are followed by everything else; that somebody serves them now is not repeated below the card', async () => {
    await pass(3);
    expect((await desk.thread(anna.window)).some((each) => each.body.key === 'joined')).toBe(true);
    expect(replies('C0CLIENT')).toEqual([]);
  });
});

describe('the client’s first words, changed', () => {
  it('while the card was on its way are shown as they read now', async () => {
    api.meanwhile('chat.postMessage', () => changeFirst('Good evening'));
    await pass(1);
    expect(carried('C0CLIENT')).toEqual(['Good morning']);
    await pass(6);
    expect(carried('C0CLIENT')).toEqual(['Good evening']);
    expect(room('C0CLIENT')).toHaveLength(1);
  });

  it('as soon as the card stands are shown as they read now', async () => {
    await slack.showCards();
    await changeFirst('Good evening');
    await pass(6);
    expect(carried('C0CLIENT')).toEqual(['Good evening']);
    expect(room('C0CLIENT')).toHaveLength(1);
  });

  it('into more than a card can bear leave it for a reply, and stay there', async () => {
    await anna.says('There are two hundred of us');
    await pass(3);
    await changeFirst('long '.repeat(1000));
    await pass(8);
    expect(carried('C0CLIENT')).toEqual(['There are two hundred of us']);
    expect(replies('C0CLIENT').map((each) => each.slice(0, 9))).toEqual(['long long']);
    await changeFirst('Good evening');
    await pass(8);
    expect(said('C0CLIENT')).toEqual(['There are two hundred of us', 'Good evening']);
  });

  it('stay where they were read when the conversation goes on elsewhere, and change there', async () => {
    await pass(3);
    await desk.does('Boris', conversation, { type: 'transfer', department: 'sales', reason: 'wants a contract', summary: 'Two hundred' });
    await pass(8);
    expect(carried('C0CLIENT')).toEqual(['Good morning']);
    expect(said('C0SALES').join('\n')).not.toContain('Good morning');
    await changeFirst('Good evening');
    await pass(8);
    expect(carried('C0CLIENT')).toEqual(['Good evening']);
    expect(said('C0SALES').join('\n')).not.toContain('Good evening');
  });
});

it('a file that does not come holds back neither its message nor what is said after it, and is shown when it is known', async () => {
  await pass(3);
  const file = { id: v7(), name: 'plan.pdf', mediaType: 'application/pdf', size: 5, state: 'coming' as const };
  await desk.engine.submit({
    ...{ type: 'inbound', account: 'webchat', externalId: v7(), address: anna.address, window: anna.window, language: 'en' },
    ...{ content: { text: 'Our plan', attachments: [file] }, fetches: [{ id: file.id, remote: 'plan' }], occurredAt: desk.clock.at },
  });
  await anna.says('Did you get it?');
  await pass(2);
  expect(replies('C0CLIENT')).toEqual([]);
  desk.clock.at = new Date(desk.clock.at.getTime() + 10_000);
  await pass(4);
  expect(replies('C0CLIENT')).toEqual([expect.stringMatching(/Our plan.*plan.pdf: still being fetched/s), 'Did you get it?']);
  const stored = (await desk.thread(anna.window)).find((each) => each.body.text === 'Our plan');
  await desk.engine.submit({ type: 'fetched', window: anna.window, seq: stored?.seq ?? 0, attachment: { ...file, state: 'lost' } });
  await pass(6);
  expect(replies('C0CLIENT')[0]).not.toContain('still being fetched');
});

describe('a thread that is lost', () => {
  it('begins anew with everything that was said when its root was deleted, and the head is told', async () => {
    await pass(3);
    await desk.does('Boris', conversation, { type: 'reply', text: 'Hello' }, v7());
    await pass(3);
    const before = said('C0CLIENT');
    api.workspace.channels.get('C0CLIENT')?.messages.splice(0);
    await anna.says('Are you there?');
    await pass(12);
    expect(said('C0CLIENT')).toEqual([...before, 'Are you there?']);
    expect(await tasks()).toHaveLength(1);
  });

  it('goes on in the fallback channel when its own was archived', async () => {
    await pass(3);
    const before = said('C0CLIENT');
    const own = api.workspace.channels.get('C0CLIENT');
    if (own !== undefined) own.archived = true;
    await anna.says('Are you there?');
    await pass(12);
    expect(said('C0FALLBACK')).toEqual([...before, 'Are you there?']);
    expect((await tasks()).map((each) => each.text)).toEqual([expect.stringContaining('fallback channel')]);
  });
});

describe('Slack away', () => {
  it('for an hour: afterwards the thread is complete and in order', async () => {
    await pass(3);
    const before = said('C0CLIENT');
    api.fail(badGateway, { times: 1_000_000 });
    const texts = ['one', 'two', 'three'];
    for (const text of texts) {
      await anna.says(text);
      await pass(2);
      desk.clock.at = new Date(desk.clock.at.getTime() + 20 * 60_000);
    }
    for (let i = 0; i < 12; i++) {
      desk.clock.at = new Date(desk.clock.at.getTime() + 5 * 60_000);
      await pass(1);
    }
    api.heal();
    desk.clock.at = new Date(desk.clock.at.getTime() + 6 * 60_000);
    await pass(10);
    expect(said('C0CLIENT').filter((each) => [...before, ...texts].includes(each))).toEqual([...before, ...texts]);
  });

  it('for a revoked token: one alarm, and nothing is lost', async () => {
    await pass(3);
    api.workspace.revoked = true;
    await anna.says('one');
    await anna.says('two');
    for (let i = 0; i < 5; i++) {
      await pass(1);
      desk.clock.at = new Date(desk.clock.at.getTime() + 61_000);
    }
    expect(errors).toEqual(['{"code":"token_revoked"}']);
    expect(await tasks()).toHaveLength(3);
    api.workspace.revoked = false;
    desk.clock.at = new Date(desk.clock.at.getTime() + 61_000);
    await pass(6);
    expect(said('C0CLIENT').slice(-2)).toEqual(['one', 'two']);
  });
});

describe('what a colleague wrote in Slack', () => {
  it('and changed at the desk is said below it, newest words only; what they changed in Slack itself is not', async () => {
    await pass(3);
    const place = { channel: 'C0CLIENT', ts: api.workspace.nextTs(), threadTs: root('C0CLIENT')?.ts ?? '' };
    room('C0CLIENT').push({ ...place, thread_ts: place.threadTs, user: 'U0BORIS', text: 'Tuesday', reactions: new Map() });
    const origin = { account: 'slack', chat: place.channel, id: place.ts };
    const boris = desk.specialist('Boris');
    const does = (command: Command, from?: typeof origin) =>
      desk.engine.submit({ type: 'desk', key: v7(), conversation, actor: boris, command, ...(from === undefined ? {} : { origin: from }) });
    const written = await does({ type: 'reply', text: 'Tuesday' }, origin);
    if (written.type !== 'accepted' || written.seq === null) throw new Error(written.type);
    const { seq, window } = written;
    const row = {
      ...place,
      conversation,
      window,
      seq,
      audience: 'client',
      specialist: boris,
      slackUser: 'U0BORIS',
      editedTs: null,
    } as const;
    await keepSlackMessage(desk.db, row, null, desk.clock.at);
    const before = said('C0CLIENT').length;
    await does({ type: 'edit', seq, text: 'Wednesday' }, origin);
    await pass(3);
    expect(said('C0CLIENT')).toHaveLength(before);
    await does({ type: 'edit', seq, text: 'Thursday' });
    await pass(3);
    await does({ type: 'edit', seq, text: 'Friday' });
    await pass(3);
    expect(said('C0CLIENT').slice(before)).toEqual([expect.stringContaining('Friday')]);
    await does({ type: 'delete', seq });
    await pass(3);
    expect(said('C0CLIENT').at(-1)).toContain('deleted');
    expect(room('C0CLIENT').filter((each) => each.user === 'U0BORIS')).toHaveLength(1);
  });
});
