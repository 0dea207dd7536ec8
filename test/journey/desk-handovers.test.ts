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

  it('did nothing that a page must not do', () => {
    expect(cast.troubles()).toEqual([]);
  });
});
