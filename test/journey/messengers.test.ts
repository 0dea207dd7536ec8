import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { channelOf, type Messengers, messengers, slackUserOf } from '../support/messengers.ts';
import { replayAll } from '../support/replay.ts';
import { chosen, readable, type SlackPerson, type Thread, typed } from '../support/slack-person.ts';
import { stopAtFirstFailure } from '../support/steps.ts';
import type { TelegramPerson } from '../support/telegram-person.ts';
import { until } from '../support/until.ts';
import { type Visitor, visitorWith } from '../support/visitor.ts';

/** long enough that only who is meant to be late is */
const deadlineMinutes = 20;

describe('a client in Telegram, one on the site, colleagues in Slack', () => {
  let on: Messengers;
  let irina: TelegramPerson;
  let james: Visitor;
  let head: SlackPerson;
  let finance: SlackPerson;
  /** whose Irina is, who stands in, and is James's */
  const staff: Record<'owner' | 'standIn', SlackPerson | null> = { owner: null, standIn: null };
  const threads: Record<'irina' | 'james' | 'finance', Thread | null> = { irina: null, james: null, finance: null };
  stopAtFirstFailure(() => on?.troubles.join('\n'));

  beforeAll(async () => {
    on = await messengers({
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel' },
        { name: 'Marina', role: 'head', serves: false },
        { name: 'Lyuda', department: 'finance' },
      ],
      heads: { client: 'Marina' },
      policy: (policy) => ({
        ...policy,
        reaction: { firstMinutes: { client: deadlineMinutes, sales: 4, finance: 60 }, laterMinutes: 240 },
      }),
    });
    irina = on.client({ chat: 501, name: 'Ирина', language: 'ru' });
    head = on.colleague('Marina');
    finance = on.colleague('Lyuda');
  });
  afterAll(() => on?.close());

  const messagesIn = (channel: string) => on.slack.workspace.channels.get(channel)?.messages ?? [];
  const inThread = (thread: Thread | null) => messagesIn(thread?.channel ?? '').filter((each) => each.thread_ts === thread?.root);
  const cardOf = (thread: Thread | null) => messagesIn(thread?.channel ?? '').find((each) => each.ts === thread?.root);
  const card = (thread: Thread | null) => readable(cardOf(thread)?.blocks);
  const shows = (thread: Thread | null, fits: RegExp) =>
    until(`the thread shows ${fits}`, () => inThread(thread).findLast((each) => fits.test(readable(each.blocks ?? [{ text: each.text }]))));
  const cardShows = (thread: Thread | null, fits: RegExp) =>
    until(`the card shows ${fits}\n${card(thread)}`, () => fits.test(card(thread)));
  const begins = async (channel: string, fits: RegExp): Promise<Thread> => {
    const root = await until(`a card in ${channel} shows ${fits}`, () =>
      messagesIn(channel).find((each) => each.thread_ts === undefined && fits.test(readable(each.blocks))),
    );
    return { channel, root: root.ts };
  };
  const arrived = (thread: Thread | null, ts: string) =>
    until('the message is marked as arrived', () =>
      inThread(thread)
        .find((each) => each.ts === ts)
        ?.reactions.has('white_check_mark'),
    );
  const chatOf = async (visitor: Visitor) => (await visitor.history()).map((each) => each.text);
  const of = <T>(value: T | null): T => value ?? never();

  const visits = async (session: { language: string } | { renewal: string }): Promise<Visitor> => {
    const opened = await fetch(`${on.url}/chat/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(session),
    });
    return visitorWith(on.url, (await opened.json()) as ChatSession);
  };

  it('strangers are asked easy questions where they are, and each comes to somebody', async () => {
    await irina.writes('/start');
    await irina.taps('От организации');
    await irina.taps('1–10');
    await irina.sees(/Как называется ваша организация/);
    await irina.writes('ООО «Ромашка» <!channel>');
    await irina.taps('Лицензии на программу');
    james = await visits({ language: 'en' });
    await james.post({ choice: { question: 'who', option: 'myself' } });
    threads.irina = await begins(channelOf.client, /Ромашка/);
    threads.james = await begins(channelOf.client, /chat on the site|чат на сайте/);
    const isOlgas = card(threads.irina).includes(slackUserOf('Olga'));
    staff.owner = on.colleague(isOlgas ? 'Olga' : 'Pavel');
    staff.standIn = on.colleague(isOlgas ? 'Pavel' : 'Olga');
    expect(card(threads.james)).toContain(staff.standIn.id);
    expect(card(threads.irina)).toMatch(isOlgas ? /Pavel/ : /Olga/);
  });

  it('what a client typed rings nobody', () => {
    const shown = JSON.stringify(cardOf(threads.irina)?.blocks);
    expect(shown).toContain('Ромашка');
    expect(messagesIn(channelOf.client).some((each) => each.text.includes('<!channel>'))).toBe(false);
  });

  it('an answer in the thread reaches the site, and is marked there', async () => {
    const ts = await of(staff.standIn).writes(of(threads.james), 'Hello, *how many* computers is it for?');
    await until('James reads it', async () => (await chatOf(james)).includes('Hello, how many computers is it for?'));
    await arrived(threads.james, ts);
    await james.post({ text: 'Just the one.' });
    await shows(threads.james, /Just the one\./);
  });

  it('whose deadline passes loses it to the stand-in, and both see it', async () => {
    await on.pass(deadlineMinutes);
    await cardShows(threads.irina, new RegExp(`<@${of(staff.standIn).id}>`));
    await shows(threads.irina, new RegExp(`<@${of(staff.standIn).id}>`));
    await of(staff.owner).writes(of(threads.irina), 'Здравствуйте! Уже отвечаю.');
    await of(staff.owner).hears(/answers this client|went to somebody else/);
    await of(staff.owner).opensHome();
    await until('the lateness stands in their Home', () => /sentence|late|missed/i.test(of(staff.owner).home()));
    expect(irina.reads().some((each) => each.text.includes('Уже отвечаю'))).toBe(false);
  });

  it('the stand-in answers after that only by a tap, for a colleague wrote last', async () => {
    const text = 'Здравствуйте! Лицензии от *пяти* штук, _условия_ пришлю.';
    await of(staff.standIn).writes(of(threads.irina), text);
    const held = await of(staff.standIn).hears(/Send this|Send your message/);
    await of(staff.standIn).taps(of(threads.irina), 'okno_send', held.values['okno_send'] ?? '');
    const seen = await irina.sees(/Лицензии от пяти штук/);
    expect(seen.text).toBe('Здравствуйте! Лицензии от пяти штук, условия пришлю.');
    expect(JSON.stringify(seen.raw['entities'])).toContain('bold');
    await until('it is marked as arrived', () =>
      inThread(threads.irina)
        .find((each) => each.text === text)
        ?.reactions.has('white_check_mark'),
    );
  });

  it('a quote, a change and a mark of the client are seen in the thread', async () => {
    const seen = await irina.sees(/Лицензии от пяти штук/);
    const quoted = { message_id: seen.id, date: 1, chat: { id: irina.chat, type: 'private' } };
    const asked = await irina.writes('А семь можно?', { reply_to_message: quoted });
    await shows(threads.irina, /Лицензии от[\s\S]*А семь можно\?/);
    await irina.edits(asked, 'А девять можно?');
    await shows(threads.irina, /А девять можно\?/);
    await irina.reacts(seen.id, '👍');
    await shows(threads.irina, /👍/);
    await irina.reacts(seen.id, '❤');
    await shows(threads.irina, /❤/);
    expect(inThread(threads.irina).some((each) => readable(each.blocks).includes('👍'))).toBe(false);
  });

  it('a change and a removal in Slack follow in Telegram', async () => {
    const thread = of(threads.irina);
    const ts = await of(staff.standIn).writes(thread, 'Можно и девят.');
    await irina.sees('Можно и девят.');
    await of(staff.standIn).edits(thread, ts, 'Можно и девять.');
    await irina.sees('Можно и девять.');
    const gone = await of(staff.standIn).writes(thread, 'Это не сюда');
    const seen = await irina.sees('Это не сюда');
    await of(staff.standIn).deletes(thread, gone);
    await until('it is gone in Telegram', () => !irina.reads().some((each) => each.id === seen.id));
  });

  it('files go both ways with their names', async () => {
    on.bot.state.files.set('requisites', new TextEncoder().encode('%PDF-1.4 requisites'));
    await irina.sends({
      document: { file_id: 'requisites', file_unique_id: 'r', file_name: 'Реквизиты.pdf', mime_type: 'application/pdf', file_size: 19 },
    });
    await until('the file is in the thread', () =>
      inThread(threads.irina).some((each) => each.files?.some((file) => file.name === 'Реквизиты.pdf' && file.bytes?.length === 19)),
    );
    const file = { id: 'F0OFFER', name: 'Предложение.pdf', title: 'Предложение', size: 14, mimetype: 'application/pdf' };
    const sent = { ...file, bytes: new TextEncoder().encode('%PDF-1.4 offer'), shares: new Map<string, string>() };
    on.slack.workspace.files.set(sent.id, sent);
    const ts = await of(staff.standIn).writes(of(threads.irina), 'Вот предложение', { files: [sent] });
    const call = await until('the file is in Telegram', () => on.bot.callsOf('sendDocument').at(-1));
    expect(call.files.map((each) => [each.name, Buffer.from(each.bytes).toString()])).toEqual([['Предложение.pdf', '%PDF-1.4 offer']]);
    await arrived(threads.irina, ts);
    expect(inThread(threads.irina).some((each) => each.ts > ts)).toBe(false);
  });

  it('words among colleagues stay among them, until a head sends them on', async () => {
    const thread = of(threads.irina);
    await of(staff.standIn).writes(thread, '// ТАЙНА: кажется, это филиал');
    await head.writes(thread, 'Дадим им скидку десять процентов.');
    const offered = await head.hears(/answers this client/);
    expect(irina.reads().some((each) => /скидку|ТАЙНА/.test(each.text))).toBe(false);
    await head.taps(thread, 'okno_send', offered.values['okno_send'] ?? '');
    await irina.sees(/скидку десять процентов/);
  });

  it('finance comes in beside, in its own thread, and is answered there', async () => {
    await of(staff.standIn).choosesMore(of(threads.irina), 'finance');
    await of(staff.standIn).sends({ how: chosen('beside'), reason: typed('Выставить счёт') });
    threads.finance = await begins(channelOf.finance, new RegExp(finance.id));
    await finance.writes(threads.finance, 'Счёт выставлю сегодня.');
    const seen = await irina.sees(/Счёт выставлю сегодня/);
    const quoted = { message_id: seen.id, date: 1, chat: { id: irina.chat, type: 'private' } };
    await irina.writes('Спасибо, жду счёт', { reply_to_message: quoted });
    await shows(threads.finance, /Спасибо, жду счёт/);
    const offer = await irina.sees(/скидку десять процентов/);
    await irina.writes('А по скидке согласны', {
      reply_to_message: { message_id: offer.id, date: 1, chat: { id: irina.chat, type: 'private' } },
    });
    await shows(threads.irina, /А по скидке согласны/);
    expect(inThread(threads.finance).some((each) => /согласны/.test(readable(each.blocks)))).toBe(false);
    expect(inThread(threads.irina).some((each) => /жду счёт/.test(readable(each.blocks)))).toBe(false);
  });

  it('a resolved matter is rated with one tap, once', async () => {
    await settles(finance, of(threads.finance), 'Она только поблагодарила.');
    await settles(of(staff.standIn), of(threads.irina), 'Она только согласилась.');
    await irina.taps('5 ★');
    await until('the rating is kept', async () => (await ratings()).length > 0);
    expect(await ratings()).toEqual([5]);
    expect(irina.reads().filter((each) => each.buttons.some((one) => one.text === '5 ★')).length).toBeLessThanOrEqual(1);
    // His page has been open for so long that it asks for a new token.
    james = await visits({ renewal: james.session.renewal });
    await settles(of(staff.standIn), of(threads.james), 'Он назвал число, считаем.');
    const asked = await until('James is asked', async () => (await james.history()).find((each) => each.rate !== undefined));
    const rated = await fetch(`${on.url}/chat/v1/rating`, {
      method: 'POST',
      headers: { authorization: `Bearer ${james.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ conversation: asked.rate?.conversation, score: 4 }),
    });
    expect(rated.status).toBe(204);
    expect(await ratings()).toEqual([5, 4]);
  });

  it('nothing inward ever left, and every call was one the messengers would take', async () => {
    const everything = JSON.stringify([on.bot.calls.map((each) => each.params), await james.history()]);
    expect(everything).not.toContain('ТАЙНА');
    expect(everything).not.toContain('Уже отвечаю');
    expect(on.slack.mistakes).toEqual([]);
    expect(on.bot.mistakes).toEqual([]);
    expect(on.troubles).toEqual([]);
    expect(await replayAll(on.world.db)).toEqual({ conversations: 3, differ: [] });
  });

  /** Ends a matter whose client wrote last: the tap asks first why they need no answer. */
  const settles = async (colleague: SlackPerson, thread: Thread, reason: string) => {
    const views = on.slack.workspace.views.length;
    await colleague.taps(thread, 'okno_resolve');
    await until('they are asked why no answer is needed', () => on.slack.workspace.views.length > views);
    await colleague.sends({ reason: typed(reason) });
    await cardShows(thread, /resolved|решено/);
  };
  const ratings = async () =>
    (await on.world.db.query<{ score: number }>('select score from conversation_rating order by at')).map((each) => each.score);
});

function never(): never {
  throw new Error('it is there by now');
}
