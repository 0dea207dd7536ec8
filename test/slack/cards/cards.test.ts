import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statuses } from '../../../src/domain/decision.ts';
import { createSlackClient } from '../../../src/slack/api/client.ts';
import { cardOf } from '../../../src/slack/cards/card.ts';
import type { CardFacts, CardThread } from '../../../src/slack/cards/facts.ts';
import { type CardsDeps, type Posted, postCards } from '../../../src/slack/cards/post.ts';
import { type SlackApi, startSlackApi } from '../../support/slack-api.ts';
import { answersError, droppedAfter, rateLimited } from '../../support/slack-faults.ts';
import { readable } from '../../support/slack-person.ts';
import { slackCallCheck } from '../../support/slack-spec.ts';
import { addChannel } from '../../support/slack-workspace.ts';

const conversation = '01990000-0000-7000-8000-000000000002';
const workspace = { team: 'T0OKNOTEST', url: 'https://okno.slack.com/' };

function facts(more: Partial<CardFacts> = {}): CardFacts {
  return {
    conversation,
    status: 'waiting-on-us',
    channelName: 'Telegram',
    isFinance: false,
    isKeptOut: false,
    hasFormer: false,
    proposed: null,
    isLaterTurn: false,
    contact: { name: 'Anna', proven: true },
    client: { name: 'Romashka LLC', proven: true, size: 'large', productLine: 'licences' },
    otherClients: [],
    owners: [{ name: 'Boris', department: 'Client department' }],
    answers: [{ question: 'How many workplaces?', answer: '200' }],
    products: ['Licences', 'Training'],
    why: ['The client’s own specialist: Boris.', 'Under policy version 1.'],
    department: 'Client department',
    charge: { id: 's1', name: 'Boris', slackUser: 'U1' },
    ...{ standIn: { id: 's2', name: 'Clara', slackUser: null }, replaced: null },
    due: { at: new Date('2026-03-02T09:04:00Z'), timeZone: 'Europe/Moscow' },
    next: null,
    previous: null,
    words: [],
    carriedTo: null,
    ...more,
  };
}

describe('a card', () => {
  it('shows who the client is, why they are here, who answers and until when', () => {
    const { blocks } = cardOf(facts(), 'en', false, workspace);
    const words = readable(blocks);
    for (const said of [
      'Romashka LLC',
      'large company',
      'licences',
      'Telegram',
      '200',
      'Licences, Training',
      'Boris (Client department)',
      'Clara',
    ]) {
      expect(words).toContain(said);
    }
    expect(words).toContain('The client’s own specialist: Boris.');
    expect(words).toContain('<@U1>');
    expect(words).toContain(`<!date^${Date.parse('2026-03-02T09:04:00Z') / 1000}^{date_short_pretty} {time}|`);
  });

  it.each(statuses)('has buttons that make sense when it is %s', (status) => {
    const actions = cardOf(facts({ status }), 'en', false, workspace).blocks.find((each) => each.type === 'actions');
    const ids = (actions?.type === 'actions' ? actions.elements : []).map((each) => each.action_id);
    expect(ids.includes('okno_resolve')).toBe(['waiting-on-us', 'waiting-on-client', 'reopened'].includes(status));
    expect(ids.includes('okno_take')).toBe(status !== 'closed');
    expect(ids.at(-1)).toBe('okno_more');
  });

  it.each(statuses)(
    'offers no more under "More" than Slack takes when it is %s, whatever is so of it, and the way to the desk always',
    (status) => {
      for (let so = 0; so < 8; so++) {
        const replaced = (so & 1) === 0 ? null : { id: 's3', name: 'Dora', slackUser: null };
        const card = cardOf(facts({ status, replaced, isLaterTurn: (so & 2) !== 0, isFinance: (so & 4) !== 0 }), 'en', false, workspace);
        const menu = card.blocks.flatMap((each) => (each.type === 'actions' ? each.elements : [])).find((each) => each.type === 'overflow');
        const offered = menu?.type === 'overflow' ? menu.options.map((each) => each.value?.split(':')[0]) : [];
        expect(offered.length).toBeLessThanOrEqual(5);
        expect(offered).toContain('open');
        if (replaced !== null && ['waiting-on-us', 'reopened', 'waiting-on-client'].includes(status))
          expect(offered).toContain('hand-back');
      }
    },
  );

  it('says beside a name that it is only what somebody calls themselves, in its title, its notice and its fields', () => {
    const client = { name: 'Romashka LLC · proven', proven: false, size: 'large', productLine: null } as const;
    const { text, blocks } = cardOf(facts({ client, contact: { name: 'Anna', proven: false } }), 'en', false, workspace);
    expect(text).toContain('Romashka LLC proven · not proven');
    expect(readable(blocks)).toContain('Romashka LLC proven · not proven');
    expect(readable(blocks)).toContain('Anna · not proven');
    expect(readable(cardOf(facts(), 'en', false, workspace).blocks)).not.toContain('not proven');
  });

  it('says where it went once it is over, and has nothing to tap', () => {
    const next = { department: 'Sales', channel: 'C0SALES', rootTs: '17.000001' };
    const { blocks } = cardOf(facts({ next }), 'en', true, workspace);
    expect(readable(blocks)).toContain('Handed to Sales. <https://okno.slack.com/archives/C0SALES/p17000001|It goes on there>');
    expect(blocks.some((each) => each.type === 'actions')).toBe(false);
  });

  it('stays within Slack’s limits and holds no mention or link that a client typed', () => {
    const check = slackCallCheck();
    const evil = fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<@U666>',
        '<https://evil.example|Take>',
        '*bold* `x` :tada:',
        '\n\n> x',
        '"}],"actions":[',
        'a'.repeat(5000),
      ),
      fc.string({ unit: 'binary', maxLength: 400 }),
    );
    fc.assert(
      fc.property(
        evil,
        evil,
        fc.constantFrom('ru' as const, 'en' as const),
        fc.constantFrom(...statuses),
        (name, words, language, status) => {
          const made = facts({
            status,
            contact: { name, proven: false },
            client: { name, proven: false, size: 'key', productLine: words },
            owners: Array.from({ length: 20 }, () => ({ name, department: words })),
            answers: Array.from({ length: 12 }, () => ({ question: words, answer: name })),
            products: Array.from({ length: 50 }, () => words),
            why: Array.from({ length: 40 }, () => words),
            words: Array.from({ length: 20 }, () => ({
              text: `${words.slice(0, 100)}.`,
              marks: [],
              reactions: [{ by: 'client', emoji: name }],
            })),
            previous: { department: words, channel: 'C1', rootTs: '1.000001' },
          });
          const card = cardOf(made, language, false, workspace);
          expect(card.blocks.length).toBeLessThanOrEqual(50);
          expect(check?.('chat.postMessage', { channel: 'C1', text: card.text, blocks: card.blocks }) ?? []).toEqual([]);
          const active = card.blocks
            .flatMap((each) => JSON.stringify(each).match(/"type":"mrkdwn","text":"(?:[^"\\]|\\.)*"/g) ?? [])
            .join(' ');
          expect(active.match(/<[^>]*>/g)?.filter((each) => !/^<(@U1|!date\^|https:\/\/okno\.slack\.com\/)/.test(each)) ?? []).toEqual([]);
          expect(card.text).not.toMatch(/[<>]/);
        },
      ),
    );
  });
});

describe('cards in their channel', () => {
  let api: SlackApi;
  let thread: CardThread;
  let now: CardFacts;
  let posted: Posted[];
  let postponed: number[];
  let rebuilt: string[];

  beforeEach(async () => {
    api = await startSlackApi();
    addChannel(api.workspace, 'C0CLIENT');
    thread = {
      id: 'thread-1',
      channel: 'C0CLIENT',
      rootTs: null,
      language: 'en',
      wanted: 1,
      postedHash: null,
      mentionedId: null,
      carriedTo: null,
      attempts: 0,
      createdAt: new Date(Date.now() - 1000),
      isEnded: false,
    };
    now = facts();
    [posted, postponed, rebuilt] = [[], [], []];
  });
  afterEach(async () => {
    await api.close();
    expect(api.mistakes).toEqual([]);
  });

  const deps = (): CardsDeps => ({
    client: createSlackClient(api.token, api.url),
    pace: { reserve: () => 0, refused() {} },
    workspace: () => workspace,
    claim: async () => [thread],
    keep: async () => true,
    readFacts: async () => now,
    recordPosted: async (_, each) => {
      posted.push(each);
      thread = { ...thread, rootTs: each.rootTs, postedHash: each.hash, mentionedId: each.mentionedId, attempts: 0 };
    },
    postpone: async (_, ms, { isLost }) => {
      postponed.push(ms);
      thread = { ...thread, attempts: thread.attempts + (isLost ? 1 : 0) };
    },
    drop: async () => {},
    rebuild: async ({ id }, why) => {
      rebuilt.push(`${id} ${why}`);
      return 'begun';
    },
    alarm: async () => {},
  });
  const room = () => api.workspace.channels.get('C0CLIENT')?.messages ?? [];

  it('are posted once, and changed only when something changed', async () => {
    await postCards(deps());
    await postCards(deps());
    expect(room()).toHaveLength(1);
    expect(api.callsOf('chat.update')).toHaveLength(0);
    now = facts({ status: 'waiting-on-client' });
    await postCards(deps());
    await postCards(deps());
    expect(api.callsOf('chat.update')).toHaveLength(1);
    expect(room()).toHaveLength(1);
    expect(readable(room()[0]?.blocks)).toContain('we wait for the client');
  });

  it('are found again after an answer that was lost', async () => {
    api.fail(droppedAfter, { method: 'chat.postMessage' });
    await postCards(deps());
    expect(postponed).toHaveLength(1);
    await postCards(deps());
    expect(room()).toHaveLength(1);
    expect(thread.rootTs).toBe(room()[0]?.ts);
  });

  it('mention whoever is in charge, and a reply does when it is somebody else then; each once', async () => {
    await postCards(deps());
    await postCards(deps());
    expect(room()).toHaveLength(1);
    now = facts({ charge: { id: 's2', name: 'Clara', slackUser: 'U2' } });
    await postCards(deps());
    await postCards(deps());
    const replies = room().filter((each) => each.thread_ts !== undefined);
    expect(replies.map((each) => each.text)).toEqual(['<@U2>, this conversation is yours now.']);
  });

  it('tell once although the answer was lost', async () => {
    await postCards(deps());
    now = facts({ charge: { id: 's2', name: 'Clara', slackUser: 'U2' } });
    api.fail(droppedAfter, { method: 'chat.postMessage' });
    await postCards(deps());
    await postCards(deps());
    expect(room().filter((each) => each.thread_ts !== undefined)).toHaveLength(1);
  });

  it('wait as long as Slack says', async () => {
    api.fail(rateLimited(4), { method: 'chat.postMessage' });
    await postCards(deps());
    expect(postponed).toEqual([4000]);
  });

  it('begin anew where their channel is closed or they were deleted', async () => {
    api.fail(answersError('is_archived'), { method: 'chat.postMessage' });
    await postCards(deps());
    await postCards(deps());
    now = facts({ status: 'resolved' });
    room().splice(0);
    await postCards(deps());
    expect(rebuilt).toEqual(['thread-1 no-channel', 'thread-1 no-root']);
  });
});
