import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionTree } from '../../flows/question-tree.ts';
import { until } from '../../scripts/support/until.ts';
import { openDb } from '../../src/db/open.ts';
import type { Language } from '../../src/domain/language.ts';
import { t } from '../../src/texts/chat.ts';
import type { ChatPage } from '../browser/chat-page.ts';
import type { DeskPage } from '../browser/desk-page.ts';
import { type Stage, setStage } from '../browser/stage.ts';
import { named } from '../support/demo.ts';
import type { DeskUser } from '../support/desk-user.ts';
import { replayAll } from '../support/replay.ts';
import { stopAtFirstFailure } from '../support/steps.ts';
import { quickReopening } from './policy.ts';
import { said, saidAtDesk, together } from './said.ts';

const within = { timeout: 15_000 };

const question = (id: string, language: Language) => questionTree.questions[id]?.ask[language] ?? '';
const label = (id: string, option: string, language: Language) => {
  const asked = questionTree.questions[id];
  return (asked?.kind === 'choice' ? asked.options.find((each) => each.id === option)?.label[language] : undefined) ?? '';
};

/** On the embedded database, as whoever tries Okno first has it; the other journeys are on Postgres. */
describe('the first window', () => {
  let stage: Stage;
  let anna: ChatPage;
  let ben: ChatPage;
  let director: DeskUser;
  /** who serves Anna and Ben at first, and the desk on their screens */
  const serves = { anna: '', ben: '' };
  let annasDesk: DeskPage;
  let bensDesk: DeskPage;
  let finance: DeskPage;
  const conversation = { anna: '', ben: '' };
  stopAtFirstFailure(() => stage?.server.output());

  beforeAll(async () => {
    stage = await setStage('pglite', { prepare: quickReopening });
    director = await stage.signIn(stage.members.find((each) => each.role === 'director') ?? named(stage.members, 'a director'));
    [anna, ben] = await Promise.all([stage.visit('ru'), stage.visit('en')]);
  });
  afterAll(() => stage?.close());

  it('greets two strangers, each in their language, with the first question', async () => {
    await Promise.all([anna.open(), ben.open()]);
    await expect.poll(() => anna.buttons(), within).toContain(label('who', 'organisation', 'ru'));
    await expect.poll(() => ben.buttons(), within).toContain(label('who', 'organisation', 'en'));
    expect((await anna.texts()).join('\n')).toContain(question('who', 'ru'));
    expect((await ben.texts()).join('\n')).toContain(question('who', 'en'));
  });

  it('takes a tap for an answer', async () => {
    await Promise.all([anna.choose(label('who', 'organisation', 'ru')), ben.choose(label('who', 'myself', 'en'))]);
    await expect.poll(() => anna.buttons(), within).toContain(label('workplaces', 'up-to-10', 'ru'));
  });

  it('goes on asking after the server was killed between two answers', async () => {
    await stage.server.kill('SIGKILL');
    await anna.write('8');
    await stage.server.restart();
    await expect.poll(() => unsent(anna), { timeout: 60_000 }).toEqual([]);
    expect(await said(anna)).toEqual([label('who', 'organisation', 'ru'), '8']);
    await expect.poll(async () => (await anna.texts()).join('\n'), within).toContain(question('small-name', 'ru'));
    await anna.write('ООО «Ромашка»');
    await expect.poll(() => anna.buttons(), within).toContain(label('small-need', 'training', 'ru'));
    await anna.choose(label('small-need', 'training', 'ru'));
  });

  it('gives them to two different specialists of the client department', async () => {
    const nameOf = async (chat: ChatPage) => {
      const { name } = await chat.header();
      return stage.members.some((each) => each.name === name) ? name : null;
    };
    serves.anna = await until('somebody serves Anna', () => nameOf(anna), within.timeout);
    serves.ben = await until('somebody serves Ben', () => nameOf(ben), within.timeout);
    expect(serves.anna).not.toBe(serves.ben);
    for (const name of Object.values(serves)) expect(named(stage.members, name)).toMatchObject({ department: 'client', serves: true });
    const open = await director.list('view=all&status=open');
    conversation.anna = open.find((each) => each.specialist?.name === serves.anna)?.id ?? '';
    conversation.ben = open.find((each) => each.specialist?.name === serves.ben)?.id ?? '';
    expect(open).toHaveLength(2);
  });

  it('shows each specialist only their own, with the answers and why it came to them', async () => {
    [annasDesk, bensDesk] = await Promise.all([
      stage.enter(named(stage.members, serves.anna)),
      stage.enter(named(stage.members, serves.ben)),
    ]);
    await expect.poll(() => annasDesk.rows(), within).toEqual([conversation.anna]);
    await expect.poll(() => bensDesk.rows(), within).toEqual([conversation.ben]);
    await Promise.all([annasDesk.open(conversation.anna), bensDesk.open(conversation.ben)]);
    await expect.poll(() => annasDesk.card(), within).toContain('Ромашка');
    const card = await annasDesk.card();
    expect(card).toContain(questionTree.products['training']?.ru.replaceAll('\u00a0', ' '));
    const { conversation: seen } = await director.view(conversation.anna);
    expect(seen.why.flatMap((each) => each.sentences).length).toBeGreaterThan(0);
  });

  it('carries words both ways at once, in order', async () => {
    await Promise.all([annasDesk.reply('Здравствуйте! Чем помочь?'), bensDesk.reply('Hello! How can I help?')]);
    await expect.poll(() => said(anna), within).toContain('Здравствуйте! Чем помочь?');
    await expect.poll(() => said(ben), within).toContain('Hello! How can I help?');
    await Promise.all([anna.write('Нужно обучить\nтрёх бухгалтеров 🙂'), ben.write('My licence does not start.')]);
    await ben.write('Since this morning.');
    await together([anna], annasDesk, within);
    await together([ben], bensDesk, within);
    expect((await said(ben)).slice(-3)).toEqual(['Hello! How can I help?', 'My licence does not start.', 'Since this morning.']);
  });

  it('keeps a note from the client', async () => {
    await annasDesk.note('ЗАМЕТКА: похоже, это филиал старого клиента');
    await expect
      .poll(async () => (await annasDesk.messages()).filter((each) => each.audience === 'internal').map((each) => each.text), within)
      .toContain('ЗАМЕТКА: похоже, это филиал старого клиента');
    await annasDesk.reply('Подберу группу.');
    await expect.poll(() => said(anna), within).toContain('Подберу группу.');
    expect(await anna.page.content()).not.toContain('ЗАМЕТКА');
    expect((await anna.texts()).join('\n')).not.toContain('ЗАМЕТКА');
  });

  it('passes a matter on to finance before everybody’s eyes', async () => {
    const financier = named(stage.members, stage.members.find((each) => each.department === 'finance' && each.serves)?.name ?? '');
    finance = await stage.enter(financier);
    const { conversation: card } = await director.view(conversation.anna);
    const department = (await departmentName(director, 'finance')) ?? '';
    expect(card.specialist?.name).toBe(serves.anna);
    await annasDesk.transfer(department, 'Вопрос по счёту');
    await expect.poll(() => finance.rows(), within).toEqual([conversation.anna]);
    await expect.poll(() => annasDesk.rows(), within).toEqual([]);
    await expect.poll(async () => (await anna.header()).name, within).toBe(financier.name);
    await finance.open(conversation.anna);
    await finance.reply('Счёт выставлю сегодня.');
    await expect.poll(() => said(anna), within).toContain('Счёт выставлю сегодня.');
    expect((await anna.texts()).join('\n')).not.toContain('Вопрос по счёту');
  });

  it('loses and doubles nothing when the server is killed in mid-conversation', async () => {
    const annas = ['раз', 'два', 'три'];
    const bens = ['one', 'two', 'three', 'four', 'five'];
    for (const text of annas) await anna.write(text);
    await bensDesk.reply('before the end');
    for (const text of bens.slice(0, 3)) await ben.write(text);
    await stage.server.kill('SIGKILL');
    for (const text of bens.slice(3)) await ben.write(text);
    await bensDesk.reply('while it is down');
    await finance.reply('пока лежит');
    await stage.server.restart();
    await expect.poll(() => unsent(ben), { timeout: 60_000 }).toEqual([]);
    await expect.poll(() => unsent(anna), { timeout: 60_000 }).toEqual([]);
    await Promise.all([bensDesk.retry(), finance.retry()]);
    await expect
      .poll(async () => (await said(anna)).slice().sort(), within)
      .toEqual(expect.arrayContaining([...annas, 'пока лежит'].sort()));
    await together([anna], finance, { timeout: 30_000 });
    await together([ben], bensDesk, { timeout: 30_000 });
    const [heardFromAnna, heardFromBen] = [await said(anna), await said(ben)];
    expect(heardFromAnna.filter((each) => annas.includes(each))).toEqual(annas);
    expect(heardFromBen.filter((each) => bens.includes(each))).toEqual(bens);
    for (const text of ['before the end', 'while it is down']) expect(heardFromBen.filter((each) => each === text)).toEqual([text]);
    expect(heardFromAnna.filter((each) => each === 'пока лежит')).toEqual(['пока лежит']);
  });

  it('goes on after the restart as if nothing had been', async () => {
    await Promise.all([ben.write('It works now.'), finance.reply('Счёт отправлен.')]);
    await expect.poll(() => saidAtDesk(bensDesk), within).toContain('It works now.');
    await expect.poll(() => said(anna), within).toContain('Счёт отправлен.');
    await anna.page.reload();
    await anna.reopen();
    await together([anna], finance, within);
  });

  it('resolves a matter, and the client sees it', async () => {
    await finance.resolve();
    await expect.poll(async () => (await anna.texts()).at(-1), within).toContain(t('ru', 'resolved'));
    await expect
      .poll(async () => (await director.list('view=all&status=closed')).map((each) => each.id), { timeout: 40_000 })
      .toContain(conversation.anna);
  });

  it('begins the next conversation in the same window, with what was said before above it', async () => {
    const before = await said(anna);
    await anna.write('Здравствуйте, это снова я: позовите человека');
    await expect.poll(() => said(anna), within).toEqual([...before, 'Здравствуйте, это снова я: позовите человека']);
    const next = await until(
      'the next conversation is somebody’s',
      async () => (await director.list('view=all&status=open')).find((each) => each.id !== conversation.ben && each.specialist !== null),
      within.timeout,
    );
    expect(next.id).not.toBe(conversation.anna);
    await until('Anna sees who serves her', async () => (await anna.header()).name === next.specialist?.name, within.timeout);
    const thread = await director.thread(next.id);
    const words = thread.filter((each) => each.audience === 'client' && each.author !== 'system').map((each) => each.text);
    expect(words).toEqual(await said(anna));
  });

  it('leaves on every screen what is stored, each message once and in order', async () => {
    for (const [chat, id] of [[ben, conversation.ben] as const]) {
      const thread = await director.thread(id);
      expect(await chat.texts()).toEqual(thread.filter((each) => each.audience === 'client').map((each) => each.text));
      expect(thread.map((each) => each.seq)).toEqual(thread.map((each) => each.seq).toSorted((a, b) => a - b));
    }
  });

  it('did nothing that a page must not do', () => {
    expect(stage.troubles()).toEqual([]);
  });

  it('replays to the state that is stored', async () => {
    await stage.server.kill('SIGTERM');
    const db = await openDb(stage.place);
    expect(await replayAll(db).finally(() => db.close())).toEqual({ conversations: 3, differ: [] });
  });
});

async function unsent(chat: ChatPage): Promise<string[]> {
  const mine = (await chat.messages()).filter((each) => each.from === 'client');
  return mine.filter((each) => each.delivery !== null && each.delivery !== 'sent').map((each) => each.text);
}

async function departmentName(user: DeskUser, key: string): Promise<string | undefined> {
  return (await user.people()).departments.find((each) => each.key === key)?.name;
}
