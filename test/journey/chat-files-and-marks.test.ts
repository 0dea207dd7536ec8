import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import type { Db } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';
import { t as sayChat } from '../../src/texts/chat.ts';
import { t } from '../../src/texts/widget.ts';
import type { ChatPage } from '../browser/chat-page.ts';
import { chooseFiles } from '../browser/chosen-files.ts';
import { type Stage, setStage } from '../browser/stage.ts';
import { demoWanted, named } from '../support/demo.ts';
import type { DeskUser } from '../support/desk-user.ts';
import { replayAll } from '../support/replay.ts';
import { stopAtFirstFailure } from '../support/steps.ts';
import { said } from './said.ts';

const within = { timeout: 20_000 };
const { clients, people } = await demoWanted();
const link = 'a-personal-link-of-the-journey';

/** A picture of one green point. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const siteIdOf = (index: number) => clients[index]?.contacts[0]?.siteId ?? '';
const nameOf = (index: number) => clients[index]?.contacts[0]?.name ?? '';
const ownerOf = (index: number) => people.find((each) => each.email === clients[index]?.owners['client'])?.name ?? '';

/** The offer comes after two seconds, and there is a personal link for the second client. */
async function prepare(db: Db): Promise<void> {
  await db.query(`update policy set data = jsonb_set(data, '{waits,offerSeconds}', '2')`);
  await db.query(
    `insert into invite (token_hash, contact_id, created_at, expires_at)
     select $1, id, now(), now() + interval '1 day' from contact where site_id = $2`,
    [createHash('sha256').update(link).digest('hex'), siteIdOf(1)],
  );
}

describe('a client’s chat, every day', () => {
  let stage: Stage;
  let stranger: ChatPage;
  let director: DeskUser;
  let specialist: DeskUser;
  let conversation = '';
  stopAtFirstFailure(() => stage?.server.output());

  beforeAll(async () => {
    stage = await setStage('postgres', { prepare });
    director = await stage.signIn(stage.members.find((each) => each.role === 'director') ?? named(stage.members, 'a director'));
    stranger = await stage.visit('ru');
  });
  afterAll(() => stage?.close());

  const panel = (chat: ChatPage) => chat.page.locator('okno-chat .panel');
  const offer = () => panel(stranger).locator('.offer');

  it('says in its header how soon somebody answers', async () => {
    await stranger.open();
    await expect.poll(async () => (await stranger.header()).department, within).toBe(t('ru', 'answersInMinutes', { minutes: 4 }));
  });

  it('offers a stranger who waits another way to be reached, and asks for none', async () => {
    await stranger.write('Позовите человека');
    await offer().getByRole('textbox').waitFor(within);
    const row = await until('somebody has it', async () =>
      (await director.list('view=all&status=open')).find((each) => each.specialist !== null),
    );
    conversation = row.id;
    specialist = await stage.signIn(named(stage.members, row.specialist?.name ?? ''));
    expect((await stranger.texts()).at(-1)).toContain(row.specialist?.name);
    await stranger.write('А сколько стоит обучение?');
    await expect.poll(() => said(stranger), within).toContain('А сколько стоит обучение?');
  });

  it('takes what they type for what it is, says what it cannot take, and confirms', async () => {
    const field = offer().getByRole('textbox');
    await field.fill('потом');
    await field.press('Enter');
    await offer().getByRole('alert').waitFor();
    await field.fill('8 912 345-67-89');
    await offer()
      .getByRole('button', { name: t('ru', 'offerSend') })
      .click();
    await offer().waitFor({ state: 'detached', ...within });
    await expect
      .poll(async () => (await stranger.texts()).at(-1), within)
      .toContain(sayChat('ru', 'contact-left.joined', { name: '', department: '' }).slice(0, 16));
  });

  it('sends pictures and other files with a message, and shows those that come back', async () => {
    const files = [
      { name: 'Снимок экрана.png', mimeType: 'image/png', buffer: picture },
      { name: 'договор.txt', mimeType: 'text/plain', buffer: Buffer.from('Договор № 1') },
    ];
    await panel(stranger).locator('input[type=file]').setInputFiles(files);
    await expect.poll(() => panel(stranger).locator('.chips li.done').count(), within).toBe(2);
    await stranger.write('Вот что я вижу');
    await expect.poll(() => panel(stranger).locator('.row.client .picture img').evaluateAll(widths), within).toEqual([1]);
    const message = (await director.thread(conversation)).findLast((each) => each.text === 'Вот что я вижу');
    expect(message?.files?.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['Снимок экрана.png', 'image/png'],
      ['договор.txt', 'text/plain'],
    ]);
    const sent = await fetch(`${stage.server.url}${message?.files?.[1]?.url}`);
    expect(await sent.text()).toBe('Договор № 1');
  });

  it('tells before anything is sent that a file is too big, and sends without it', async () => {
    await chooseFiles(panel(stranger).locator('input[type=file]'), { 'видео.mov': 20 * 1024 * 1024 + 1 });
    await expect.poll(() => panel(stranger).locator('.chips li.failed').innerText(), within).toContain(t('ru', 'upload.too-big'));
    await panel(stranger)
      .getByRole('button', { name: t('ru', 'detach', { name: 'видео.mov' }) })
      .click();
    expect(await panel(stranger).locator('.chips li').count()).toBe(0);
  });

  it('loses no file by a reload while the desk is out of reach', async () => {
    const { page } = stranger;
    await page.route('**/chat/v1/**', (route) => route.abort());
    await panel(stranger)
      .locator('input[type=file]')
      .setInputFiles([{ name: 'акт.txt', mimeType: 'text/plain', buffer: Buffer.from('Акт') }]);
    await stranger.write('И ещё акт');
    await expect.poll(() => panel(stranger).locator('.row.waiting, .row.sending').count(), within).toBeGreaterThan(0);
    // The browser writes files down beside everything else: a reload in that very moment is another matter.
    await expect.poll(() => page.evaluate(filesKept), within).toBe(1);
    await page.reload();
    await stranger.reopen();
    await page.unroute('**/chat/v1/**');
    const message = await until(
      'it has come',
      async () => (await director.thread(conversation)).find((each) => each.text === 'И ещё акт'),
      40_000,
    );
    expect(message.files?.map((each) => each.name)).toEqual(['акт.txt']);
  });

  it('shows a specialist’s file as a link that saves it', async () => {
    const answer = await specialist.act(conversation, 'reply', {
      text: 'Прайс во вложении',
      files: [await specialist.upload('прайс.csv', 'a;1')],
    });
    expect(answer.status).toBe(200);
    const file = panel(stranger).locator('.row.specialist a.file');
    await file.waitFor(within);
    expect(await file.innerText()).toContain('прайс.csv');
    const saved = await fetch((await file.getAttribute('href')) ?? '');
    expect([await saved.text(), saved.headers.get('content-disposition')]).toEqual(['a;1', expect.stringContaining('attachment')]);
  });

  it('lets whoever opens a personal link first in as the contact, and nobody after', async () => {
    const address = `${stage.server.url}/?invite=${link}`;
    const boris = await stage.visit('ru', address);
    // A link opens the panel by itself, with the first drawing.
    const launcher = boris.page.locator('okno-chat .launcher');
    await launcher.waitFor();
    expect(await launcher.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(async () => (await boris.texts()).join('\n'), within).toContain(nameOf(1));
    expect(boris.page.url()).toBe(`${stage.server.url}/`);
    expect(await boris.buttons()).toEqual([]);
    await boris.write('Нужен счёт');
    await expect.poll(async () => (await boris.header()).name, within).toBe(ownerOf(1));
    const other = await stage.visit('ru', address);
    await other.reopen();
    await expect.poll(async () => (await other.buttons()).length, within).toBeGreaterThan(0);
    expect((await other.texts()).join('\n')).not.toContain(nameOf(1));
    expect(await said(other)).toEqual([]);
  });

  it('asks a client who is logged in nothing, and forgets them when they log out', async () => {
    const anna = await stage.visit('ru');
    await anna.page.getByLabel('Войти как клиент').selectOption(siteIdOf(0));
    await anna.open();
    await expect.poll(async () => (await anna.texts()).join('\n'), within).toContain(nameOf(0));
    await anna.write('Не открывается отчёт');
    await expect.poll(async () => (await anna.header()).name, within).toBe(ownerOf(0));
    await anna.page.getByLabel('Войти как клиент').selectOption('');
    await anna.reopen();
    await expect.poll(async () => (await anna.buttons()).length, within).toBeGreaterThan(0);
    expect(await said(anna)).toEqual([]);
  });

  it('did nothing that a page must not do, and replays to what is stored', async () => {
    expect(stage.troubles()).toEqual([]);
    await stage.server.kill('SIGTERM');
    const db = await openDb(stage.place);
    expect((await replayAll(db).finally(() => db.close())).differ).toEqual([]);
  });
});

const widths = (all: (SVGElement | HTMLElement)[]) => all.map((each) => (each instanceof HTMLImageElement ? each.naturalWidth : 0));

/** How many files the page's databases hold. */
async function filesKept(): Promise<number> {
  let count = 0;
  for (const { name = '' } of await indexedDB.databases()) {
    const { promise, resolve } = Promise.withResolvers<number>();
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const stores = [...opening.result.objectStoreNames];
      if (!stores.includes('files')) return resolve(0);
      const asking = opening.result.transaction('files').objectStore('files').count();
      asking.onsuccess = () => resolve(asking.result);
    };
    count += await promise;
    opening.result.close();
  }
  return count;
}
