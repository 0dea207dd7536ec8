import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { channel, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }, { name: 'Pavel' }] });
});
afterAll(() => on.close());

const [olga, pavel] = [slackUserOf('Olga'), slackUserOf('Pavel')];
const under = (thread: Thread) => ({ container: { channel_id: channel, thread_ts: thread.root } });
const forClient = async ({ window }: Thread) =>
  (await on.house.world.thread(window)).flatMap((each) =>
    each.author === 'specialist' && each.audience === 'client' ? [each.body.text] : [],
  );
const heldId = async (ts: string) =>
  (await on.house.world.db.query<{ id: string }>('select id from slack_held where ts = $1::text and decided_at is null', [ts]))[0]?.id;
const taps = async (thread: Thread, action: 'okno_send' | 'okno_keep', ts: string) =>
  on.taps(olga, { action_id: action, value: await heldId(ts) }, under(thread));
const botWrites = (thread: Thread, bot: string) =>
  on.event({
    type: 'message',
    subtype: 'bot_message',
    channel,
    bot_id: bot,
    text: 'Build passed',
    ts: on.slack.workspace.nextTs(),
    thread_ts: thread.root,
  });

describe('what may be meant for whoever wrote before waits for one tap', () => {
  it.each([
    ['a colleague', (thread: Thread) => on.writes(pavel, thread, 'Ask for the contract')],
    ['somebody the desk does not know', (thread: Thread) => on.writes('U0NOBODY', thread, 'Hi all')],
    ['a program', (thread: Thread) => botWrites(thread, 'B0BUILD')],
  ])('after %s, also after an answer inside; once', async (_, word) => {
    const thread = await on.thread('Olga');
    await word(thread);
    await on.writes(olga, thread, '// will do');
    const { ts } = await on.writes(olga, thread, 'Good morning');
    expect(await forClient(thread)).toEqual([]);
    await on.hears(olga, /Somebody else wrote in this thread/);
    await taps(thread, 'okno_send', ts);
    await on.writes(olga, thread, 'How can I help?');
    expect(await forClient(thread)).toEqual(['Good morning', 'How can I help?']);
    await word(thread);
    await on.writes(olga, thread, 'Thanks');
    expect(await forClient(thread)).toHaveLength(2);
  });

  it.each([
    ['a colleague', (thread: Thread) => on.writes(pavel, thread, 'And the contract?')],
    ['somebody the desk does not know', (thread: Thread) => on.writes('U0NOBODY', thread, 'And the contract?')],
  ])('the tap is for what came before the message: what %s writes while it waits is asked about again', async (_, word) => {
    const thread = await on.thread('Olga');
    await word(thread);
    const { ts } = await on.writes(olga, thread, 'Good morning');
    await word(thread);
    await taps(thread, 'okno_send', ts);
    const { ts: next } = await on.writes(olga, thread, 'Will do');
    expect(await forClient(thread)).toEqual(['Good morning']);
    await taps(thread, 'okno_keep', next);
    await on.writes(olga, thread, 'How can I help?');
    expect(await forClient(thread)).toEqual(['Good morning', 'How can I help?']);
  });

  it('after what was kept inside by a tap the next one goes on', async () => {
    const thread = await on.thread('Olga');
    await on.writes(pavel, thread, 'Did they pay?');
    const { ts } = await on.writes(olga, thread, 'They did');
    await taps(thread, 'okno_keep', ts);
    await on.writes(olga, thread, 'Thank you for the payment');
    expect(await forClient(thread)).toEqual(['Thank you for the payment']);
  });

  it('what Okno itself posts is nobody’s word', async () => {
    const thread = await on.thread('Olga');
    await botWrites(thread, on.slack.workspace.botId);
    await on.writes(olga, thread, 'Good morning');
    expect(await forClient(thread)).toEqual(['Good morning']);
  });

  it('a client who writes in between does not make it less meant for a colleague', async () => {
    const thread = await on.thread('Olga');
    await on.writes(pavel, thread, 'Did they pay?');
    const client = { account: 'webchat', externalId: crypto.randomUUID(), language: 'en', occurredAt: on.house.world.clock.at } as const;
    const address = await on.house.world.db.query<{ a: string }>(
      `select i.external_id as a from identity i join identity_link l on l.identity_id = i.id join conversation c on c.contact_id = l.contact_id
        where c.id = $1::text::uuid`,
      [thread.conversation],
    );
    await on.house.engine.submit({
      type: 'inbound',
      ...client,
      address: address[0]?.a ?? '',
      window: thread.window,
      content: { text: 'Hello?' },
    });
    await on.writes(olga, thread, 'Yes');
    expect(await forClient(thread)).toEqual([]);
  });
});

describe('a reply that waited for its tap', () => {
  const minutes = (n: number) => {
    on.house.world.clock.at = new Date(on.house.world.clock.at.getTime() + n * 60_000);
  };
  const turn = async ({ conversation }: Thread) =>
    (
      await on.house.world.db.query<{ answered: Date; opened: Date; lapsed: Date | null }>(
        `select t.answered_at as answered, t.opened_at as opened, h.lapsed_at as lapsed from turn t join turn_hold h on h.turn_id = t.id
          where t.conversation_id = $1::text::uuid order by h.n desc limit 1`,
        [conversation],
      )
    )[0];
  const fireDue = async () => {
    for (const each of await dueTimers(on.house.world.db, on.house.world.clock.at, 100))
      await on.house.engine.submit({ type: 'timer-due', ...each });
  };

  it('counts from when it was written, and its deadline waits for it: nobody is late', async () => {
    const thread = await on.thread('Olga');
    await on.writes(pavel, thread, 'Did they pay?');
    minutes(3);
    const { ts } = await on.writes(olga, thread, 'Good morning');
    const written = on.house.world.clock.at;
    minutes(1.5);
    await fireDue();
    await taps(thread, 'okno_send', ts);
    expect(await turn(thread)).toMatchObject({ answered: written, lapsed: null });
  });

  it('counts from its tap after two minutes, and the deadline has passed', async () => {
    const thread = await on.thread('Olga');
    await on.writes(pavel, thread, 'Did they pay?');
    minutes(3);
    const { ts } = await on.writes(olga, thread, 'Good morning');
    minutes(2.5);
    await fireDue();
    const late = await on.house.world.db.query(
      'select 1 from turn_hold h join turn t on t.id = h.turn_id where t.conversation_id = $1::text::uuid and h.lapsed_at is not null',
      [thread.conversation],
    );
    expect(late).toHaveLength(1);
    expect(await heldId(ts)).toBeDefined();
  });
});
