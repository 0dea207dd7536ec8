import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importsOf } from './support/imports.ts';
import { type Parsed, parsed } from './support/parsed.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('{src,flows,scripts}/**/*.{ts,tsx}', { cwd: root }).sort();
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** Functions and calls of everything that runs in the server or the browser. */
const sources = new Map<string, Parsed>();
beforeAll(() => {
  for (const file of files.filter((each) => /^(src|flows)\//.test(each))) sources.set(file, parsed(file, textOf(file)));
}, 60_000);

/** The house from the ground up: an import may stay on its floor or go down. */
const floors: readonly (readonly string[])[] = [
  ['src/domain/'],
  ['flows/', 'src/texts/', 'src/config'],
  ['src/db/', 'src/files/', 'src/live/'],
  ['src/engine/'],
  ['src/clients/', 'src/endpoints/', 'src/people/', 'src/policy/', 'src/reports/'],
  // The company file is made of all of these, and none of them knows of it.
  ['src/company/'],
  // The demo company's past is lived through all of these.
  ['src/demo/'],
  ['src/telegram/', 'src/slack/', 'src/webchat/'],
  ['src/http/'],
  ['src/server/', 'src/main'],
  ['scripts/'],
];

/** Neighbours on one floor that must not know each other. */
const strangers: readonly (readonly [string, string])[] = [
  ['src/telegram/', 'src/slack/'],
  ['src/telegram/', 'src/webchat/'],
  ['src/slack/', 'src/webchat/'],
  ['flows/', 'src/config'],
  ['src/texts/', 'src/config'],
];

const floorOf = (file: string) => floors.findIndex((floor) => floor.some((place) => file.startsWith(place)));

function wrongImports(file: string): string[] {
  const wrong: string[] = [];
  for (const { target, typeOnly } of importsOf(textOf(file))) {
    if (!target.startsWith('.')) continue;
    const path = join(dirname(file), target);
    const reason = objection(file, path, typeOnly);
    if (reason !== null) wrong.push(`${file} → ${path}: ${reason}`);
  }
  return wrong;
}

function objection(from: string, to: string, typeOnly: boolean): string | null {
  if (from.startsWith('src/web/')) {
    const light = ['src/web/', 'src/texts/', 'src/domain/'].some((place) => to.startsWith(place));
    return light || typeOnly ? null : 'the browser takes types, texts and the domain only';
  }
  if (to.startsWith('src/web/')) return 'browser code is built, never imported';
  if (from.startsWith('scripts/') && /^[a-z.]+\.config\.ts$/.test(to)) return null;
  if (floorOf(to) === -1) return 'not in the house';
  if (floorOf(to) > floorOf(from)) return 'goes up';
  const strange = strangers.some(([a, b]) => (from.startsWith(a) && to.startsWith(b)) || (from.startsWith(b) && to.startsWith(a)));
  return strange ? 'must not know each other' : null;
}

describe('the floors of the house', () => {
  it('hold every file', () => {
    expect(files.filter((file) => floorOf(file) === -1 && !file.startsWith('src/web/'))).toEqual([]);
    expect(files.length).toBeGreaterThan(30);
  });

  it('are left downwards only', () => {
    expect(files.flatMap(wrongImports)).toEqual([]);
  });

  it('stand on a ground that imports no package', () => {
    const packages = (file: string) => importsOf(textOf(file)).filter((each) => !each.target.startsWith('.'));
    // Calendars and time zones are a part of the language to come; the package brings them today.
    const strange = (file: string) => packages(file).filter(({ target }) => target !== 'temporal-polyfill');
    expect(files.filter((file) => file.startsWith('src/domain/') && strange(file).length > 0)).toEqual([]);
  });

  it('are recognised when an import goes wrong', () => {
    expect(objection('src/domain/a.ts', 'src/db/b.ts', true)).toBe('goes up');
    expect(objection('src/slack/a.ts', 'src/telegram/b.ts', false)).toBe('must not know each other');
    expect(objection('src/web/widget/a.ts', 'src/http/b.ts', false)).toBe('the browser takes types, texts and the domain only');
    expect(objection('src/web/widget/a.ts', 'src/http/b.ts', true)).toBeNull();
    expect(objection('src/engine/a.ts', 'src/db/b.ts', false)).toBeNull();
  });
});

describe('what belongs to the machine', () => {
  const mayTouchIt = /^(src\/(main|server\/)|src\/db\/(open|migrate)|scripts\/)/;
  const elsewhere = files.filter((file) => !mayTouchIt.test(file));
  const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

  it('is Node’s own modules, used at the edge only', () => {
    const usesNode = (file: string) => importsOf(textOf(file)).some((each) => each.target.startsWith('node:') && !each.typeOnly);
    expect(elsewhere.filter(usesNode)).toEqual([]);
  });

  it('is the environment, read at the edge only', () => {
    expect(elsewhere.filter((file) => /\bprocess\s*\.\s*env\b/.test(withoutComments(textOf(file))))).toEqual([]);
  });
});

describe('the database', () => {
  const tables = /src\/db\/(schema\/|schema|rows|statement|names|orm)/;

  it('is asked in src/db only', () => {
    expect(asking((file) => file.startsWith('src/') && !file.startsWith('src/db/'))).toEqual([]);
  });

  it('is sent what was prepared, names its tables and columns, and comes from one place', () => {
    const mayAsk = /^src\/db\/(statement|rows|orm|migrate|open-[a-z]+)\.ts$/;
    expect(asking((file) => file.startsWith('src/db/') && !mayAsk.test(file))).toEqual([]);
  });

  it('is known by its tables in src/db only', () => {
    const knows = (file: string) =>
      importsOf(textOf(file)).some(
        ({ target, typeOnly }) => !typeOnly && (tables.test(join(dirname(file), target)) || target.startsWith('drizzle-orm')),
      );
    expect(files.filter((file) => /^(src|flows)\//.test(file) && !file.startsWith('src/db/') && knows(file))).toEqual([]);
  });

  /** Calls of `query` and `values` with something to ask; a request's query and an object's values are no database. */
  function asking(where: (file: string) => boolean): string[] {
    return [...sources].flatMap(([file, { calls }]) => {
      const asks = calls.filter((each) => ['query', 'values'].includes(each.method) && each.arguments > 0);
      const wrong = asks.filter(({ on }) => !/\breq$/.test(on) && on !== 'Object');
      return where(file) ? wrong.map(({ on, method }) => `${file}: ${on}.${method}`) : [];
    });
  }
});

describe('a function', () => {
  /** Longer than 60 lines, and why that is right. */
  const long: Readonly<Record<string, string>> = {
    'flows/machine.ts supportMachine': 'a statechart is one value, and is read as one',
  };

  it('of more than 60 lines has its reason here', () => {
    const tooLong = [...sources].flatMap(([file, { functions }]) =>
      functions.flatMap(({ name, lines }) => (lines > 60 ? [`${file} ${name}`] : [])),
    );
    expect(tooLong.sort()).toEqual(Object.keys(long).sort());
  });
});

describe('a folder', () => {
  it('is at most three deep under src', () => {
    const folders = files.map((file) => dirname(file).split('/'));
    expect(folders.filter(([root, ...deep]) => root === 'src' && deep.length > 3)).toEqual([]);
  });
});

describe('a file', () => {
  const all = [...files, ...globSync('test/**/*.{ts,tsx}', { cwd: root })];

  /** Longer than 250 lines, and why that is right. */
  const long: Readonly<Record<string, string>> = {
    'test/engine/delivery/deliver.test.ts': 'every fate of a row in the outbox, over one stated world',
    'test/company/apply.test.ts': 'everything that applying a file does, over one company a database',
    'src/db/batch/commit.ts': 'everything that a batch may write, set by set',
    'test/clients/erasure/erasure.test.ts': 'everything that must hold of an erasure, over one contact with a word in every column',
    'src/domain/event.ts': 'everything that can happen to a conversation, a type each',
    'src/texts/desk-clients.ts': 'every word about a client, in two languages',
    'src/texts/desk-policy.ts': 'every word of the policy page, in two languages',
    'src/texts/slack-views.ts': 'every word of a view in Slack, in two languages',
    'src/texts/policy.ts': 'every value of the policy, worded in two languages',
    'test/flows/properties.test.ts': 'everything that must hold of the machine, over one set of courses',
    'test/flows/transitions.exhaustive.test.ts': 'one of every event, and what is seen of all of them',
    'test/slack/cards/cards.test.ts': 'every state of a card, in one workspace',
    'test/slack/views/views.test.ts': 'every view a person fills in, in one workspace',
    'test/slack/send/threads.test.ts': 'every fate of a card and of what stands under it, in one workspace',
    'test/domain/route.test.ts': 'every rule of who gets a conversation, over one stated company',
    'test/engine/batch/races.test.ts': 'every race of servers on one database, over one company',
    'test/engine/verbs/log-contact.test.ts': 'every way somebody is met, and who serves them then',
    'test/clients/meetings.test.ts': 'every way a large newcomer comes, and every fate of a meeting, over one company',
    'test/journey/messengers.test.ts': 'a client of each messenger and their specialist through a whole day',
    'test/clients/undo-join.test.ts': 'every thing a join moves, and what its undo gives back',
    'test/http/desk/people/here.test.ts': 'every sign that somebody is here, over one staff',
    'test/http/files/files.test.ts': 'every way a file is sent up and read, at one door',
  };

  it('of more than 250 lines has its reason here', () => {
    const tooLong = all.filter((file) => textOf(file).split('\n').length > 251);
    expect(tooLong.sort()).toEqual(Object.keys(long).sort());
  });

  it('has a name that says what is in it', () => {
    const names = all.map((file) => file.split('/').at(-1)?.split('.')[0] ?? '');
    expect(names.filter((name) => /^(utils?|helpers?|manager|common|misc)$|[-_](utils?|helpers?|manager)$/.test(name))).toEqual([]);
  });
});
