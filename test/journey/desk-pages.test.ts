import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import { axeFindings } from '../browser/axe.ts';
import { type Cast, newCast } from '../browser/desk-cast.ts';
import type { DeskWalker, PageName } from '../browser/desk-pages.ts';
import { stopAtFirstFailure } from '../support/steps.ts';

const widths = [360, 768, 1440] as const;
const themes = ['light', 'dark'] as const;

/** A folder pictures are put into, for people to look at. */
const pictures = process.env.DESK_PICTURES;

describe('the pages of the desk', () => {
  let cast: Cast;
  let specialist: DeskWalker;
  let head: DeskWalker;
  let director: DeskWalker;
  let conversation = '';
  stopAtFirstFailure(() => cast?.server.output());

  beforeAll(async () => {
    cast = await newCast();
    ({ specialist, head, director, conversation } = cast);
    await specialist.go(`?view=mine&c=${conversation}`);
    await specialist
      .hook('file-chooser')
      .setInputFiles([{ name: 'счёт №7.txt', mimeType: 'text/plain', buffer: Buffer.from('к оплате: 100') }]);
    await specialist.page.locator('[data-testid=upload][data-state=ready]').waitFor();
    await specialist.hook('send').click();
    await specialist.hook('file').waitFor();
  });
  afterAll(() => cast?.close());

  describe.each(themes)('in %s', (theme) => {
    describe.each(widths)('at %i px', (width) => {
      // Every theme and width, every theme and language, every width and language; not all three together.
      const language = languages[(themes.indexOf(theme) + widths.indexOf(width)) % languages.length] ?? 'ru';
      it(`can be used by everybody, in ${language}`, async () => {
        const rounds: readonly (readonly [string, DeskWalker, readonly PageName[]])[] = [
          ['specialist', specialist, ['search', 'tasks', 'snippets', 'people']],
          ['head', head, ['people', 'cover', 'audit']],
          ['director', director, ['people', 'cover', 'company', 'audit', 'keys']],
        ];
        const found: string[] = [];
        for (const [name, who, pages] of rounds) {
          await who.look(width, theme, language);
          for (const address of [
            '?view=all&status=any',
            `?view=all&status=any&c=${conversation}`,
            ...pages.map((page) => `?page=${page}`),
          ]) {
            await who.go(address);
            await picture(who, `${name}-${width}-${theme}-${language}-${address.replace(/[^a-z]+/g, '-').slice(0, 30)}`);
            found.push(...(await axeFindings(who.page)).map((each) => `${name} ${address} ${each}`));
            if (await who.scrollsSideways()) found.push(`${name} ${address} scrolls sideways`);
          }
        }
        expect(found).toEqual([]);
      });
    });
  });

  /** What opens over a page, and how. */
  const openings: readonly (readonly [string, (who: DeskWalker) => Promise<void>])[] = [
    ['?view=all', (who) => who.hook('me').click()],
    ['?view=all&waiting=yes&size=small', (who) => who.hook('filters').click()],
    ['?view=all', (who) => who.page.keyboard.press('?')],
    ['?view=all', (who) => stranger(who)],
    ['?view=all', (who) => coldCall(who)],
    ['this', (who) => who.page.keyboard.press('x')],
    ['card', (who) => who.hook('attach-open').first().click()],
    ['this', (who) => who.hook('snippets-open').click()],
    ['?page=snippets&edit=new', async () => undefined],
    ['?page=search&q=Угол', (who) => who.hook('found-client').first().click()],
    ['?page=people', (who) => who.hook('person-row').first().locator('a').click()],
    ['?page=people&person=new', async () => undefined],
    ['?page=keys', (who) => who.hook('key-add').click()],
  ];

  it.each(themes.flatMap((theme) => ([360, 1440] as const).map((width) => [theme, width] as const)))(
    'what opens can be used by everybody, in %s at %i px',
    async (theme, width) => {
      const found: string[] = [];
      await director.look(width, theme, theme === 'dark' ? 'en' : 'ru');
      for (const [index, [address, open]] of openings.entries()) {
        const thread = `?view=all&status=any&c=${conversation}`;
        await director.go(address === 'this' ? thread : address === 'card' ? `${thread}&panel=card` : address);
        await open(director);
        await director.settled();
        await picture(director, `open-${index}-${width}-${theme}`);
        found.push(...(await axeFindings(director.page)).map((each) => `${index} ${address} ${each}`));
        if (await director.scrollsSideways()) found.push(`${index} ${address} scrolls sideways`);
      }
      expect(found).toEqual([]);
    },
  );

  it('did nothing that a page must not do', () => {
    expect(cast.troubles()).toEqual([]);
  });
});

async function stranger(who: DeskWalker): Promise<void> {
  await who.hook('log-open').click();
  await who.hook('caller-stranger').click();
  await who.hook('tap').first().click();
}

/** Written down once, and begun to be put right from then on. */
async function coldCall(who: DeskWalker): Promise<void> {
  await who.hook('outreach-open').click();
  await who.hook('outreach-organisation').fill('ООО «Зелёный сад»');
  await who.hook('outreach-save').click();
  await who.hook('outreach-right').first().click();
  await who.hook('outreach-righting').waitFor();
}

async function picture({ page }: DeskWalker, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
