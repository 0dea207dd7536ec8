import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { consoleTexts } from '../../src/texts/desk.ts';
import { workTexts } from '../../src/texts/desk-work.ts';
import { t } from '../../src/texts/widget.ts';
import type { ChatPage } from '../browser/chat-page.ts';
import type { DeskPage } from '../browser/desk-page.ts';
import { type Held, hand } from '../browser/hand-over.ts';
import { type Stage, setStage } from '../browser/stage.ts';
import { named } from '../support/demo.ts';
import type { DeskUser } from '../support/desk-user.ts';
import { type Line, openLine } from '../support/line.ts';
import { stopAtFirstFailure } from '../support/steps.ts';

const within = { timeout: 30_000 };
/** A folder pictures are put into, for people to look at. */
const pictures = process.env.DESK_PICTURES;

/** A picture of one green point. */
const picture: Held = {
  name: 'image.png',
  type: 'image/png',
  bytes: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};
const words: Held = { name: 'akt.txt', type: 'text/plain', bytes: 'QWt0' };
/** more than anybody may send up in a day here */
const tooMuch: Held = { name: 'video.bin', type: 'application/octet-stream', bytes: 2_000_000 };
const nothing: Held = { name: 'empty.txt', type: 'text/plain', bytes: 0 };

describe('files that do not go, and a database that is away', () => {
  let stage: Stage;
  let line: Line;
  let client: ChatPage;
  let desk: DeskPage;
  let director: DeskUser;
  let conversation = '';
  stopAtFirstFailure(() => stage?.server.output());

  beforeAll(async () => {
    stage = await setStage('postgres', {
      settings: { OKNO_UPLOADS_PER_SENDER: '1' },
      reach: async (databaseUrl) => {
        const url = new URL(databaseUrl);
        line = await openLine(Number(url.port));
        url.port = String(line.port);
        return url.href;
      },
    });
    director = await stage.signIn(stage.members.find((each) => each.role === 'director') ?? named(stage.members, 'a director'));
    client = await stage.visit('ru');
    await client.open();
    await client.write('Позовите человека');
    const row = await until('somebody has it', async () =>
      (await director.list('view=all&status=open')).find((each) => each.specialist !== null),
    );
    conversation = row.id;
    desk = await stage.enter(named(stage.members, row.specialist?.name ?? ''));
    await desk.open(conversation);
  });
  afterAll(async () => {
    await stage?.close();
    await line?.close();
  });

  const panel = () => client.page.locator('okno-chat .panel');
  const chips = () => panel().locator('.chips li');
  const field = () => panel().getByRole('textbox', { name: t('ru', 'write') });
  const uploads = () => desk.page.getByTestId('upload');
  const filesOf = async (text: string) =>
    (await director.thread(conversation)).filter((each) => each.text === text).map((each) => each.files?.map((file) => file.name) ?? []);
  const look = async (name: string) => {
    if (pictures === undefined) return;
    for (const theme of ['light', 'dark'] as const) {
      for (const [who, { page }] of Object.entries({ client, desk })) {
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({ path: join(pictures, `${name}-${who}-${theme}.png`) });
      }
    }
  };

  it('go without the rest in the widget, dropped and pasted, and say why', async () => {
    await hand(panel(), 'drop', [words, tooMuch, nothing]);
    await hand(field(), 'paste', [picture]);
    await expect.poll(() => panel().locator('.chips li.done').count(), within).toBe(2);
    await expect.poll(() => chips().filter({ hasText: tooMuch.name }).innerText(), within).toContain(t('ru', 'upload.day'));
    expect(await chips().filter({ hasText: nothing.name }).innerText()).toContain(t('ru', 'upload.empty'));
    await client.write('Вот акт');
    await expect.poll(() => filesOf('Вот акт'), within).toEqual([[words.name, picture.name]]);
    await look('refused-widget');
    expect(await chips().count()).toBe(2);
    for (const { name } of [tooMuch, nothing])
      await panel()
        .getByRole('button', { name: t('ru', 'detach', { name }) })
        .click();
  });

  it('go without the rest at the desk, too', async () => {
    const editor = desk.page.locator('form.editor');
    await hand(editor, 'drop', [words, tooMuch, nothing]);
    await hand(desk.page.getByTestId('composer-text'), 'paste', [picture]);
    await expect.poll(() => desk.page.locator('[data-testid=upload][data-state=ready]').count(), within).toBe(2);
    await expect.poll(() => uploads().filter({ hasText: tooMuch.name }).innerText(), within).toContain(workTexts.ru['files.trouble.day']);
    await desk.reply('Прайс вложен');
    await expect.poll(() => filesOf('Прайс вложен'), within).toEqual([[words.name, picture.name]]);
    await look('refused-desk');
    expect(await uploads().allInnerTexts()).toEqual([expect.stringContaining(tooMuch.name)]);
    await desk.page.getByTestId('upload-remove').click();
  });

  it('never keep the words when they were removed from the disk meanwhile', async () => {
    const path = join(stage.place.dataFolder, 'passing.txt');
    await writeFile(path, 'here for a moment');
    await client.page.route('**/chat/v1/files', (route) => route.abort());
    await panel().locator('input[type=file]').setInputFiles(path);
    await client.write('Без файла');
    await rm(path);
    await client.page.unroute('**/chat/v1/files');
    await expect.poll(() => filesOf('Без файла'), within).toEqual([[]]);
    await expect.poll(() => chips().innerText(), within).toContain(t('ru', 'upload.unreadable'));
    await panel()
      .getByRole('button', { name: t('ru', 'detach', { name: 'passing.txt' }) })
      .click();
  });

  it('says that the database is away, and goes on by itself, once', async () => {
    line.cut();
    await client.write('Вы тут?');
    await desk.reply('Я отвечу, как смогу');
    await panel().locator('.notice p').waitFor(within);
    await expect.poll(() => desk.page.getByTestId('delayed').innerText(), within).toContain(consoleTexts.ru['problem.not-ready']);
    await look('away');
    line.mend();
    await expect.poll(() => filesOf('Вы тут?'), within).toEqual([[]]);
    await expect.poll(() => filesOf('Я отвечу, как смогу'), within).toEqual([[]]);
    await expect.poll(() => client.texts(), within).toContain('Я отвечу, как смогу');
    await expect.poll(async () => (await desk.messages()).map((each) => each.text), within).toContain('Вы тут?');
    await panel()
      .locator('.notice p')
      .waitFor({ state: 'detached', ...within });
    await desk.page.getByTestId('delayed').waitFor({ state: 'detached', ...within });
    await look('back');
  });

  it('keeps what was typed and not sent over a reload', async () => {
    await field().fill('Недописан');
    await client.page.reload();
    await client.reopen();
    expect(await field().inputValue()).toBe('Недописан');
    await client.write('Недописанное ушло');
    await expect.poll(() => filesOf('Недописанное ушло'), within).toEqual([[]]);
    await client.page.reload();
    await client.reopen();
    expect(await field().inputValue()).toBe('');
  });

  it('does nothing that no page may do', () => {
    expect(stage.troubles()).toEqual([]);
  });
});
