import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { axeFindings } from '../browser/axe.ts';
import { chooseFiles } from '../browser/chosen-files.ts';
import { type Cast, newCast } from '../browser/desk-cast.ts';
import type { DeskWalker } from '../browser/desk-pages.ts';
import type { DeskUser } from '../support/desk-user.ts';
import { stopAtFirstFailure } from '../support/steps.ts';

const within = { timeout: 15_000 };

describe('a day at the desk', () => {
  let cast: Cast;
  let specialist: DeskWalker;
  let head: DeskWalker;
  let director: DeskWalker;
  let watching: DeskUser;
  let conversation = '';
  stopAtFirstFailure(() => cast?.server.output());

  beforeAll(async () => {
    cast = await newCast();
    ({ specialist, head, director, watching, conversation } = cast);
  });
  afterAll(() => cast?.close());

  it('a specialist answers, takes a break and is back, and others see it', async () => {
    // whoever waits for an answer would be handed on at once
    await specialist.go(`?view=mine&c=${conversation}`);
    await specialist.hook('composer-text').fill('Добрый день, смотрю.');
    await specialist.hook('send').click();
    await expect.poll(async () => (await watching.thread(conversation)).at(-1)?.text, within).toBe('Добрый день, смотрю.');
    await specialist.hook('me').click();
    await specialist.hook('be-away').first().click();
    await expect.poll(async () => presenceOf(watching, specialist), within).toBe('away');
    await specialist.hook('me').click();
    await specialist.hook('be-available').click();
    await expect.poll(async () => presenceOf(watching, specialist), within).toBe('available');
  });

  it('a snippet is written, brought by a slash and sent filled in', async () => {
    await specialist.walk('snippets');
    await specialist.hook('snippet-add').click();
    await specialist.hook('snippet-title').fill('Приветствие');
    await specialist.hook('snippet-ru').fill('Здравствуйте! Это {specialist}.');
    await specialist.hook('snippet-save').click();
    await specialist.hook('snippet').waitFor();
    await specialist.go(`?view=mine&c=${conversation}`);
    await specialist.hook('composer-text').press('/');
    await specialist.hook('snippet-option').click();
    const { name } = await meOf(specialist);
    await expect.poll(() => specialist.hook('composer-text').inputValue(), within).toBe(`Здравствуйте! Это ${name}.`);
    await specialist.hook('send').click();
    await expect.poll(async () => (await watching.thread(conversation)).at(-1)?.text, within).toBe(`Здравствуйте! Это ${name}.`);
  });

  it('a message is quoted by the keyboard alone, and the answer stands under its words', async () => {
    const [quoted] = (await watching.thread(conversation)).filter((each) => each.author === 'client' && each.text !== '');
    const message = specialist.page.locator('[data-testid=message][data-author=client]').filter({ hasText: quoted?.text ?? '' });
    await message.first().getByTestId('message-quote').press('Enter');
    await expect.poll(() => specialist.hook('quoting').textContent(), within).toContain(quoted?.text.slice(0, 20));
    await expect.poll(() => specialist.hook('composer-text').evaluate((each) => each === document.activeElement), within).toBe(true);
    await specialist.page.keyboard.type('Про это: да.');
    await specialist.hook('send').press('Enter');
    await expect
      .poll(async () => (await watching.thread(conversation)).at(-1), within)
      .toMatchObject({ text: 'Про это: да.', quote: quoted?.seq });
    await specialist.hook('quoting').waitFor({ state: 'detached' });
  });

  it('a file goes with a message, and one that is too large is refused before it is sent', async () => {
    await chooseFiles(specialist.hook('file-chooser'), { 'счёт №7.txt': 'к оплате: 100', 'фильм.mov': 20 * 1024 * 1024 + 1 });
    await expect.poll(() => specialist.hook('files-refused').textContent(), within).toContain('фильм.mov');
    await specialist.page.locator('[data-testid=upload][data-state=ready]').waitFor();
    await specialist.hook('send').click();
    await specialist.hook('file').waitFor();
    const files = (await watching.thread(conversation)).at(-1)?.files ?? [];
    expect(files.map((each) => each.name)).toEqual(['счёт №7.txt']);
  });

  it('a contact is linked to a client with a reason, and the client’s whole history is beside the thread', async () => {
    await specialist.hook('attach-open').first().click();
    await specialist.hook('attach-find').fill('Угол');
    await specialist.hook('attach-client').first().locator('input').check();
    await specialist.hook('attach-reason').fill('назвал номер договора');
    await specialist.hook('attach-submit').click();
    await expect.poll(() => specialist.hook('client-link').textContent(), within).toContain('Угол');
    await expect.poll(() => specialist.hook('timeline-entry').count(), within).toBeGreaterThan(0);
  });

  it('words of a conversation are found by another of their forms', async () => {
    const search = `/desk/api/search?${new URLSearchParams({ q: 'ключи оплаты', kind: 'messages' })}`;
    const isKnown = () => specialist.page.evaluate(async (path) => (await (await fetch(path)).json()).messages.length > 0, search);
    await until('the words are in the index', isKnown, 60_000);
    await specialist.walk('search');
    await specialist.hook('search-field').fill('ключи оплаты');
    await specialist.hook('found-message').first().waitFor();
    expect(new URL(specialist.page.url()).searchParams.get('q')).toBe('ключи оплаты');
    await specialist.hook('found-message').first().click();
    await expect.poll(() => specialist.page.locator('[data-testid=message]').count(), within).toBeGreaterThan(0);
  });

  it('a call of a stranger is logged by tapping the tree', async () => {
    await specialist.walk('desk');
    await specialist.hook('log-open').click();
    await specialist.hook('caller-find').fill('Олег');
    await specialist.hook('caller-stranger').click();
    await specialist.hook('stranger-phone').fill('+7 912 000-00-00');
    await specialist.hook('tap').nth(1).click();
    await specialist.hook('leaf').waitFor();
    await specialist.hook('log-note').fill('Спрашивал о переносе');
    await specialist.hook('log-submit').click();
    await specialist.hook('logged').waitFor();
    await specialist.hook('logged-open').click();
    await expect.poll(() => specialist.hook('standing').textContent(), within).toContain('Звонок');
  });

  it('the list is narrowed in the address, and a chip widens it again', async () => {
    await specialist.go('?view=all&status=any&channel=call');
    await expect.poll(() => specialist.hook('row').count(), within).toBe(1);
    await specialist.hook('chip-channel').click();
    await expect.poll(() => specialist.hook('row').count(), within).toBeGreaterThan(1);
  });

  it('a head plans an absence with a deputy and sees the hours nobody covers', async () => {
    await head.walk('people');
    await head.hook('people-find').fill('Ершова');
    await head.page.getByRole('link', { name: 'Дарья Ершова' }).click();
    await head.hook('absence-add').click();
    await head.hook('absence-from').fill('2030-03-04T09:00');
    await head.hook('absence-until').fill('2030-03-08T18:00');
    await head.hook('absence-reason').fill('Отпуск');
    await head.hook('absence-save').click();
    await head.hook('absence').waitFor();
    await head.walk('cover');
    await expect.poll(async () => (await head.hook('cover-good').count()) + (await head.hook('cover-gaps').count()), within).toBe(1);
  });

  it('a head does not see what is not theirs to run', async () => {
    await head.walk('people');
    expect(await head.hook('person-add').count()).toBe(0);
    await head.walk('audit');
    expect(await head.hook('tab-keys').count()).toBe(0);
    await specialist.walk('snippets');
    expect(await specialist.hook('tab-audit').count()).toBe(0);
    expect(await specialist.hook('nav-rules').count()).toBe(0);
  });

  it('a director adds somebody, hands them a link, and closes their access when they leave', async () => {
    await director.walk('people');
    await director.hook('person-add').click();
    await director.hook('person-name').fill('Новая Сотрудница');
    await director.hook('person-email').fill('new@demo.example');
    await director.hook('person-department').selectOption('client');
    await director.hook('person-create').click();
    await expect.poll(() => director.hook('sign-in-link').inputValue(), within).toContain('/desk/sign-in?token=');
    await director.hook('drawer-close').click();
    await director.page.getByRole('link', { name: 'Новая Сотрудница' }).click();
    await director.hook('leave-open').click();
    await director.hook('leave-sure').click();
    await expect.poll(() => director.page.getByRole('link', { name: 'Новая Сотрудница' }).count(), within).toBe(0);
  });

  it('what was done stands in the audit, and a key is shown once', async () => {
    await director.walk('audit');
    await expect.poll(() => director.hook('audit-entry').count(), within).toBeGreaterThan(2);
    await director.walk('keys');
    await director.hook('key-add').click();
    await director.hook('key-name').fill('CRM');
    await director.hook('scope-clients:read').check();
    await director.hook('key-create').click();
    await expect.poll(() => director.hook('key-secret').inputValue(), within).toMatch(/^okno_/);
  });

  it('keys lead from page to page', async () => {
    await director.go('?view=all');
    await director.page.keyboard.press('g');
    await director.page.keyboard.press('t');
    await director.hook('page-tasks').waitFor();
    await director.page.keyboard.press('g');
    await director.page.keyboard.press('q');
    await expect.poll(() => director.page.url(), within).toContain('view=queue');
  });

  it('six tabs hold one stream', async () => {
    const context = director.page.context();
    const streams = async () =>
      Number(/okno_event_streams\{[^}]*door="desk"[^}]*\} (\d+)/.exec(await (await fetch(`${cast.server.url}/metrics`)).text())?.[1] ?? -1);
    const before = await streams();
    const tabs = await Promise.all(Array.from({ length: 5 }, () => context.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(`${cast.server.url}/desk/?view=all`)));
    await Promise.all(tabs.map((tab) => tab.locator('.desk[data-ready=true]').waitFor()));
    await cast.visitor.write('Слышно во всех вкладках');
    for (const tab of tabs)
      await expect.poll(() => tab.locator('[data-testid=row]').first().textContent(), within).toContain('Слышно во всех вкладках');
    expect(before).toBeGreaterThan(0);
    expect(await streams()).toBe(before);
    await Promise.all(tabs.map((tab) => tab.close()));
  });

  it('a screen is locked, and opened again with a PIN', async () => {
    await head.look(1440, 'light', 'ru');
    await head.hook('me').click();
    await head.hook('me-lock').click();
    // Without a PIN only a new link would open it: it is asked for first.
    await head.hook('pin-new').fill('270513');
    expect(await axeFindings(head.page)).toEqual([]);
    await head.hook('pin-lock').click();
    await head.hook('signed-out').waitFor();
    await head.hook('switch-pin').waitFor();
    expect(await axeFindings(head.page)).toEqual([]);
    await head.hook('switch-pin').fill('270513');
    await head.hook('switch-enter').click();
    await head.page.locator('.desk[data-ready=true]').waitFor();
  });

  it('a person signs out, and nothing of theirs is left on the screen', async () => {
    await specialist.look(1440, 'light', 'ru');
    await specialist.hook('me').click();
    await specialist.hook('me-sign-out').click();
    await specialist.hook('signed-out').waitFor();
    expect(await specialist.page.locator('.desk').count()).toBe(0);
  });

  it('did nothing that a page must not do', () => {
    expect(cast.troubles()).toEqual([]);
  });
});

async function meOf({ page }: DeskWalker): Promise<{ readonly id: string; readonly name: string }> {
  return page.evaluate(async () => (await (await fetch('/desk/api/me')).json()).specialist);
}

async function presenceOf(watching: DeskUser, who: DeskWalker): Promise<string | undefined> {
  const { id } = await meOf(who);
  return (await watching.people()).departments.flatMap((each) => each.specialists).find((each) => each.id === id)?.availability;
}
