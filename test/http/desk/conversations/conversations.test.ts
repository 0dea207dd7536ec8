import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import type { ConversationList } from '../../../../src/http/desk/conversations/conversation-list.ts';
import type { DeskMessages } from '../../../../src/http/desk/conversations/message.ts';
import type { People } from '../../../../src/http/desk/people/colleagues.ts';
import { databases } from '../../../support/database.ts';
import { type ClientHand, conversationOf } from '../../../support/world.ts';
import { type DeskHand, type House, house, json, refusal } from '../../house.ts';
import { listen } from '../../listen.ts';

describe.each(databases())('on %s', (kind) => {
  let home: House;
  let olga: DeskHand;
  let dina: DeskHand;
  beforeAll(async () => {
    home = await house(
      {
        specialists: [
          { name: 'Olga' },
          { name: 'Fedor', department: 'finance', availability: 'away' },
          { name: 'Dina', role: 'director', serves: false },
        ],
        clients: [{ name: 'Bakery', contacts: ['anna'], owner: { client: 'Olga' }, size: 'medium' }],
      },
      {},
      kind,
    );
    olga = await home.signIn('Olga');
    dina = await home.signIn('Dina');
  });
  afterAll(() => home.close());

  const later = (ms: number) => {
    home.world.clock.at = new Date(home.world.clock.at.getTime() + ms);
  };
  const list = async (hand: DeskHand, query: string) => json<ConversationList>(await hand.get(`/conversations?${query}`));
  const view = async (hand: DeskHand, id: string) => json<ConversationView>(await hand.get(`/conversations/${id}`));

  async function opened(client: ClientHand = home.world.stranger()): Promise<string> {
    later(1000);
    return conversationOf(await client.says('operator'));
  }

  describe('200', () => {
    it('mine: those waiting on us first, longest first, then the newest', async () => {
      const [a, b, c, d] = [await opened(), await opened(), await opened(), await opened()];
      later(1000);
      for (const id of [a, c]) {
        later(1000);
        await home.world.does('Olga', id as never, { type: 'reply', text: 'Good morning' });
      }
      const { conversations, counts } = await list(olga, 'view=mine');
      expect(conversations.map((each) => each.id)).toEqual([b, d, c, a]);
      expect(counts).toEqual({ mine: 4, waiting: 2, queue: 0, standIn: 0, tasks: 0, violations: 0, meeting: null });
    });

    it('pages are one line: nothing twice, nothing missing', async () => {
      const whole = (await list(olga, 'view=mine&limit=100')).conversations.map((each) => each.id);
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ConversationList = await list(olga, `view=mine&limit=1${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        paged.push(...page.conversations.map((each) => each.id));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole);
    });

    it('queue: nobody’s, oldest first', async () => {
      const [one, two] = [await opened(), await opened()];
      for (const id of [one, two]) {
        later(1000);
        await home.world.does('Olga', id as never, { type: 'transfer', department: 'finance', reason: 'an invoice' });
      }
      const { conversations, counts } = await list(dina, 'view=queue');
      expect(conversations.map((each) => [each.id, each.status, each.specialist])).toEqual([
        [one, 'queued', null],
        [two, 'queued', null],
      ]);
      expect(counts.queue).toBe(2);
    });

    it('all: by status, newest message first', async () => {
      const id = await opened();
      await home.world.does('Olga', id as never, { type: 'resolve', reason: 'nothing to answer' });
      const ids = async (status: string) => (await list(dina, `view=all&status=${status}`)).conversations.map((each) => each.id);
      expect(await ids('resolved')).toEqual([id]);
      expect(await ids('closed')).toEqual([]);
      expect(await ids('open')).not.toContain(id);
      expect((await ids('any'))[0]).toBe(id);
    });

    it('a card tells who the client is, and why it came here', async () => {
      const { conversation } = await view(olga, await opened(home.world.contact('anna')));
      expect(conversation).toMatchObject({
        title: 'Bakery',
        client: { name: 'Bakery', size: 'medium' },
        contact: { name: 'anna' },
        clientCard: { stage: 'served', owners: [{ specialist: { name: 'Olga' } }] },
        answers: [],
        may: { reply: true, note: true, take: false, transfer: true, resolve: true },
      });
      expect(conversation.why[0]?.sentences.join(' ')).toContain('Olga');
    });

    it('a card shows what a stranger answered, and speaks the language asked for', async () => {
      const stranger = home.world.stranger();
      const { tree } = home.world.engine.company().flow;
      const root = tree.questions[tree.root];
      if (root?.kind !== 'choice') throw new Error('the tree does not begin with a choice');
      const [option] = root.options;
      const id = conversationOf(await stranger.taps(tree.root, option?.id ?? ''));
      for (const language of ['ru', 'en'] as const) {
        const { conversation } = await json<ConversationView>(await dina.get(`/conversations/${id}?language=${language}`));
        expect(conversation.answers).toEqual([{ question: root.ask[language], answer: option?.label[language] }]);
        expect(conversation.title).toBe(language === 'ru' ? 'Посетитель сайта' : 'Website visitor');
      }
    });

    it('the thread has notes, and tells how what was sent fared', async () => {
      const client = home.world.stranger();
      const id = await opened(client);
      await home.world.does('Olga', id as never, { type: 'note', text: 'a note' });
      const replied = await home.world.does('Olga', id as never, { type: 'reply', text: 'an answer' });
      const deliveryOf = async () => (await view(olga, id)).messages.find((each) => each.text === 'an answer')?.delivery;
      const mark = (status: string, reason: string | null) =>
        home.world.db.query('update outbox set status = $1::text, reason = $2::text where window_id = $3::text::uuid', [
          status,
          reason,
          client.window,
        ]);
      await mark('waiting', null);
      expect(await deliveryOf()).toEqual({ state: 'sending' });
      await mark('dead', 'blocked');
      expect(await deliveryOf()).toEqual({ state: 'failed', reason: 'blocked' });
      await mark('sent', null);
      expect(await deliveryOf()).toEqual({ state: 'sent' });
      const seq = replied.type === 'accepted' ? (replied.seq ?? 0) : 0;
      await home.world.engine.submit({ type: 'seen', account: 'webchat', address: client.address, seq });
      expect(await deliveryOf()).toEqual({ state: 'seen' });
      const { messages } = await view(olga, id);
      const noted = messages.find((each) => each.text === 'a note');
      expect(noted).toMatchObject({ audience: 'internal', author: 'specialist', name: 'Olga' });
      expect(noted).not.toHaveProperty('delivery');
      expect(messages.find((each) => each.text === 'operator')).not.toHaveProperty('delivery');
    });

    it('the thread pages backwards, and forwards by change', async () => {
      const client = home.world.stranger();
      const id = await opened(client);
      for (let n = 0; n < 60; n++) await client.says(`message ${n}`);
      const { messages, more } = await view(olga, id);
      expect([messages.length, more, messages.at(-1)?.text]).toEqual([50, true, 'message 59']);
      const read = async (query: string) => json<DeskMessages>(await olga.get(`/conversations/${id}/messages?${query}`));
      const older = await read(`before=${messages[0]?.seq}`);
      expect(older.more).toBe(false);
      const seqs = [...older.messages, ...messages].map((each) => each.seq);
      expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
      const changed = messages.at(-1)?.changed ?? 0;
      await client.says('one more');
      const news = await read(`after=${changed}`);
      expect(news.messages.map((each) => each.text)).toEqual(['one more']);
    });

    it('people: everybody by department, with loads as shares', async () => {
      const { departments } = await json<People>(await olga.get('/people'));
      const olgaHerself = departments.find((each) => each.key === 'client')?.specialists.find((each) => each.name === 'Olga');
      expect(olgaHerself).toMatchObject({ availability: 'available', serves: true });
      expect(olgaHerself?.conversations).toBeGreaterThan(0);
      expect(departments.find((each) => each.key === 'finance')?.specialists).toMatchObject([{ name: 'Fedor', availability: 'away' }]);
    });

    it('events: hints about what a desk sees', async () => {
      const stream = listen(await olga.get('/events'));
      await stream.hears('hello', (each) => each.event === 'hello');
      const visitor = await home.visitor();
      await visitor.says('operator');
      const heard = await stream.hears('a hint', (each) => each.event === 'changed');
      expect(heard.data).toEqual({ conversation: expect.any(String), version: expect.any(Number) });
      await stream.leave();
    });
  });

  describe('400', () => {
    it.each(['view=yours', 'status=lost', 'limit=0', 'limit=101', 'cursor=nonsense', 'cursor=', 'x=1'])('for ?%s', async (query) => {
      expect(await refusal(await olga.get(`/conversations?${query}`))).toEqual([400, 'invalid-request']);
    });

    it('for a cursor of another list', async () => {
      const { nextCursor } = await list(olga, 'view=mine&limit=1');
      const response = await olga.get(`/conversations?view=all&cursor=${encodeURIComponent(nextCursor ?? '')}`);
      expect(await refusal(response)).toEqual([400, 'invalid-request']);
    });

    it.each(['', 'after=1&before=2', 'after=x'])('for messages?%s', async (query) => {
      expect(await refusal(await olga.get(`/conversations/${await opened()}/messages?${query}`))).toEqual([400, 'invalid-request']);
    });
  });
});
