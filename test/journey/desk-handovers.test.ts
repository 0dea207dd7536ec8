import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { axeFindings } from '../browser/axe.ts';
import { type Cast, newCast } from '../browser/desk-cast.ts';
import { stopAtFirstFailure } from '../support/steps.ts';

describe('what people put right and put down at the desk', () => {
  let cast: Cast;
  stopAtFirstFailure(() => cast?.server.output());

  beforeAll(async () => {
    cast = await newCast();
  });
  afterAll(() => cast?.close());

  it('a message of one’s own is seen to arrive, is changed with its looks, and is taken back', async () => {
    const { page, hook, go } = cast.specialist;
    await go(`?view=mine&c=${cast.conversation}`);
    await hook('composer-text').fill('Ключ **придёт** завтра');
    await hook('send').click();
    const mine = page.locator('[data-testid=message][data-author=specialist]').last();
    await until('it has left', async () => (await mine.getByTestId('delivery').getAttribute('data-state')) !== 'sending');
    await mine.getByTestId('message-edit').focus();
    await page.keyboard.press('Enter');
    expect(await hook('message-editor').inputValue()).toBe('Ключ **придёт** завтра');
    await hook('message-editor').fill('Ключ **придёт** сегодня');
    await page.keyboard.press('Enter');
    await until('it is changed', async () => (await mine.innerText()).includes('изменено'));
    expect(await mine.locator('.text').innerText()).toBe('Ключ придёт сегодня');
    expect(await mine.locator('.text strong').innerText()).toBe('придёт');
    expect(await axeFindings(page)).toEqual([]);
    await mine.hover();
    await mine.getByTestId('message-delete').click();
    await mine.getByTestId('delete-sure').click();
    await until('it is gone', async () => (await mine.innerText()).includes('Сообщение удалено'));
    expect(await mine.getByTestId('message-edit').count()).toBe(0);
  });

  it('a deal is told by hand: what is wrong is said, what is kept is shown', async () => {
    const { page, hook, go } = cast.director;
    await go('?page=search&q=Угол');
    await hook('found-client').first().click();
    await hook('tell-deal').click();
    await hook('fact-amount').fill('много');
    await hook('fact-currency').fill('RUB');
    await hook('fact-save').click();
    await hook('fact-mistakes').waitFor();
    await hook('fact-amount').fill('12 500,5');
    expect(await axeFindings(page)).toEqual([]);
    await hook('fact-save').click();
    await until('it is kept', async () => (await hook('fact').count()) > 0);
    expect((await hook('fact').first().innerText()).replace(/\s/gu, ' ')).toContain('12 500,50 ₽');
    expect(await hook('fact-underway').count()).toBe(0);
  });

  it('sizes by turnover are set like any other rule', async () => {
    const { page, hook, go } = cast.director;
    await go('?page=policy');
    await hook('segments-on').check();
    await hook('segments-currency').fill('rub');
    await hook('segments-medium').fill('50 000');
    await hook('segments-large').fill('300 000');
    await hook('segments-key').fill('200 000');
    await hook('policy-trouble').waitFor();
    await hook('segments-key').fill('1 000 000');
    expect((await hook('policy-changes').innerText()).replace(/\s/gu, ' ')).toBe(
      'Размеры по обороту: средний от 50 000,00 ₽, крупный от 300 000,00 ₽, ключевой от 1 000 000,00 ₽',
    );
    await hook('consent-on').check();
    await hook('policy-trouble').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await hook('consent-on').uncheck();
    await hook('policy-activate').click();
    await until('it counts', async () => (await hook('policy-status').innerText()).includes('2'));
    expect(await hook('segments-medium').inputValue()).not.toBe('');
  });

  it('whoever is signed in elsewhere sees it, and ends it', async () => {
    const { page, hook } = cast.director;
    await cast.director.go('?view=all');
    await hook('me').click();
    await hook('me-sessions').click();
    await until('both sessions are listed', async () => (await hook('session').count()) === 2);
    expect(await axeFindings(page)).toEqual([]);
    await hook('session-end').click();
    await until('one is left', async () => (await hook('session').count()) === 1);
    expect(await hook('session').innerText()).toContain('этот браузер');
    expect((await cast.watching.request('/desk/api/me')).status).toBe(401);
    await hook('sessions-end-others').click();
    await until('nothing else is open', async () => (await page.getByRole('dialog').innerText()).includes('Больше нигде входа нет'));
  });

  it('a link ends the other sessions where whoever made it asked for that, and all of them end at a press', async () => {
    const { page, hook, go } = cast.director;
    const link = async (endsSessions: boolean) => {
      await go('?page=people');
      await hook('person-row').first().locator('a').click();
      if (endsSessions) await hook('link-ends-sessions').check();
      await hook('link-make').click();
      return hook('sign-in-link').inputValue();
    };
    const isIn = (there: Page) => there.evaluate(async () => (await fetch('/desk/api/me')).status === 200);
    const browser = page.context().browser();
    const open = async (address: string, javaScriptEnabled: boolean): Promise<Page> => {
      const context = await browser?.newContext({ locale: 'en-GB', colorScheme: 'dark', javaScriptEnabled });
      const there = await context?.newPage();
      if (there === undefined) throw new Error('no browser');
      await there.goto(address);
      return there;
    };
    const phone = await open(await link(false), true);
    await phone.getByRole('button', { name: 'Sign in' }).click();
    await until('the phone is in', () => isIn(phone));
    const laptop = await open(await link(true), false);
    expect(await laptop.getByText('You will be signed out on your other devices').count()).toBe(1);
    expect(await isIn(phone)).toBe(true);
    await laptop.getByRole('button', { name: 'Sign in' }).click();
    await until('the phone is out', async () => !(await isIn(phone)));
    expect(await isIn(laptop)).toBe(true);
    await hook('sessions-end').click();
    await until('the laptop is out', async () => !(await isIn(laptop)));
    // The link that stood there ended with them.
    await hook('link-make').waitFor();
    await Promise.all([phone.context().close(), laptop.context().close()]);
  });

  it('did nothing that a page must not do', () => {
    expect(cast.troubles()).toEqual([]);
  });
});
