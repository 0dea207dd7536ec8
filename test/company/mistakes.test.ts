import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { defaultPolicy } from '../../flows/policy.ts';
import { questionTree } from '../../flows/question-tree.ts';
import { treeHash } from '../../flows/tree.ts';
import { companyForm, companyJsonSchema } from '../../src/company/form.ts';
import { describeMistake } from '../../src/company/mistake.ts';
import { type CompanyFiles, readCompanyFiles } from '../../src/company/read.ts';
import { mistakes as catalog } from '../../src/texts/company-mistakes.ts';

const root = join(import.meta.dirname, '../..');

const staff = `specialists:
  - { email: boss@x.example, name: Boss, role: director }
  - { email: one@x.example, name: One, department: client }
  - { email: two@x.example, name: Two, department: sales }
`;

/** `line:column code` of everything found. */
async function found(text: string, tree: CompanyFiles['tree'] = null): Promise<string[]> {
  const read = await readCompanyFiles({ name: 'company.yaml', text, tree });
  const all = read.type === 'mistakes' ? read.mistakes : read.warnings;
  return all.map(({ line, column, code, severity }) => `${line}:${column} ${severity === 'warning' ? 'warning ' : ''}${code}`);
}

describe('a mistake in a company file is named by its line and column', () => {
  it.each([
    ['nothing at all', '', ['1:1 company', '1:1 warning nobody-serves', '1:1 warning nobody-serves', '1:1 warning nobody-above']],
    ['a tab', 'departments:\n\tclient: {}\n', ['2:1 syntax']],
    ['a bracket left open', 'specialists: [\n  { email: a\n', ['3:1 syntax']],
    ['a key twice', `${staff}policy: {}\npolicy: {}\n`, ['6:1 syntax']],
    ['an unknown key', `${staff}polcy: {}\n`, ['5:1 unknown-key-like']],
    ['an unknown key deep inside', `${staff}policy: { waits: { idleDay: 3 } }\n`, ['5:20 unknown-key-like']],
    ['a wrong type', `${staff}policy: { waits: { idleDays: often } }\n`, ['5:30 number']],
    ['a department of no name', `${staff}departments: { Клиент: {} }\n`, ['5:16 key']],
    ['an unknown head', `${staff}departments: { client: { head: won@x.example } }\n`, ['5:32 unknown-person']],
    ['a head without the role', `${staff}departments: { client: { head: one@x.example } }\n`, ['5:32 head-role']],
    ['an unknown time zone', `${staff}departments: { client: { time_zone: Europe/Moskow } }\n`, ['5:37 unknown-time-zone']],
    ['a day nobody knows', `${staff}departments:\n  client:\n    hours:\n      monday: ["09:00-18:00"]\n`, ['8:15 hours-unknown-day']],
    ['a bad shift', `${staff}departments: { sales: { hours: { mon: ["09:00-10:00", "9 to 5"] } } }\n`, ['5:55 hours-bad-shift']],
    ['a day that never was', `${staff}departments: { sales: { holidays: [2027-02-29] } }\n`, ['5:36 date']],
    ['an unknown department', `${staff}  - { email: c@x.example, name: C, department: sale }\n`, ['5:48 unknown-department']],
    ['a missing department', `${staff}  - { email: c@x.example, name: C }\n`, ['5:5 department-missing']],
    ['a doubled e-mail', `${staff}  - { email: ONE@x.example, name: C, department: client }\n`, ['5:14 duplicate-email']],
    [
      'an unknown deputy',
      `${staff}  - { email: c@x.example, name: C, department: client, deputy: d@x.example }\n`,
      ['5:64 unknown-person'],
    ],
    [
      'a deputy elsewhere',
      `${staff}  - { email: c@x.example, name: C, department: client, deputy: two@x.example }\n`,
      ['5:64 deputy-elsewhere'],
    ],
    ['an owner elsewhere', `${staff}clients:\n  - { name: A, owner: { sales: one@x.example } }\n`, ['6:32 owner-elsewhere']],
    ['an unknown owner', `${staff}clients:\n  - name: A\n    owner: { client: nobody@y.example }\n`, ['7:22 unknown-person']],
    ['a finance owner', `${staff}clients:\n  - { name: A, owner: { finance: one@x.example } }\n`, ['6:34 owner-of-none']],
    ['a phone without quotes', `${staff}clients:\n  - { name: A, contacts: [{ name: B, phone: +79001112233 }] }\n`, ['6:45 phone']],
    [
      'a doubled Telegram id and e-mail',
      `${staff}clients:\n  - { name: A, contacts: [{ name: B, telegram: 5, email: b@y.example }] }\n  - { name: C, contacts: [{ name: D, telegram: "5", email: B@y.example }] }\n`,
      ['7:48 duplicate-telegram', '7:60 duplicate-contact-email'],
    ],
    ['a client twice', `${staff}clients:\n  - { name: A }\n  - { name: A }\n`, ['7:13 duplicate-client']],
    [
      'an unknown product line',
      `${staff}clients:\n  - { name: A, product_line: rent }\nproduct_lines: {}\n`,
      ['6:30 unknown-product-line'],
    ],
    ['two handovers in one', `${staff}product_lines: { rent: { handover: { deal: 1, months: 3 } } }\n`, ['5:36 one-handover']],
    ['a tree file that is not there', `${staff}question_tree: tree.yaml\n`, ['5:16 tree-file']],
    ['a policy for nobody', `${staff}policy: { reaction: { firstMinutes: { legal: 3 } } }\n`, ['5:46 unknown-department']],
    [
      'a full portfolio, which is no mistake',
      `${staff}clients:\n${[1, 2, 3, 4].map((n) => `  - { name: K${n}, size: key, owner: { sales: two@x.example } }\n`).join('')}`,
      ['4:5 warning portfolio-over'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  it('all at once, in the order of the file', async () => {
    const text = `departments:
  client: { hed: a@x.example, time_zone: Nowhere/Else }
specialists:
  - { email: a@x.example, name: A, department: clint, role: bos }
  - { name: B, department: sales, capacity: lots }
clients:
  - name: Z
    owner: { sales: zed@q.example }
    contacts: [{ name: q, telegram: nine }]
`;
    const mistakes = (await found(text)).filter((each) => !each.includes('warning'));
    expect(mistakes).toEqual([
      '2:13 unknown-key-like',
      '2:42 unknown-time-zone',
      '4:48 unknown-department',
      '4:61 role',
      '5:5 missing',
      '5:45 capacity',
      '8:21 unknown-person',
      '9:37 telegram',
    ]);
  });

  it('in a tree of its own file', async () => {
    const text = readFileSync(join(root, 'examples/demo/tree.yaml'), 'utf8').replace('question: workplaces', 'question: workplace');
    const line = text.split('\n').findIndex((each) => each.includes('id: organisation')) + 1;
    const read = await readCompanyFiles({
      name: 'company.yaml',
      text: `${staff}question_tree: tree.yaml\n`,
      tree: { name: 'tree.yaml', text },
    });
    const dead = read.type === 'mistakes' ? read.mistakes.find(({ tree }) => tree?.type === 'dead-end') : undefined;
    expect(dead).toMatchObject({ file: 'tree.yaml', line });
    expect(describeMistake('en', dead ?? expect.fail('no mistake was found'))).toMatch(
      /^tree\.yaml:\d+:\d+: An answer to “who” leads nowhere/,
    );
  });

  it('in words of both languages', async () => {
    const read = await readCompanyFiles({ name: 'c.yaml', text: `${staff}polcy: {}\n`, tree: null });
    const mistake = read.type === 'mistakes' ? read.mistakes[0] : undefined;
    if (mistake === undefined) return expect.fail('no mistake was found');
    expect(describeMistake('en', mistake)).toBe('c.yaml:5:1: There is no key “polcy”. Did you mean policy?');
    expect(describeMistake('ru', mistake)).toBe('c.yaml:5:1: Ключа «polcy» нет. Может быть, policy?');
    expect(Object.keys(catalog.ru)).toEqual(Object.keys(catalog.en));
  });
});

describe('the form of a company file', () => {
  it('is published as a JSON Schema that is up to date', () => {
    const published: unknown = JSON.parse(readFileSync(join(root, 'schemas/company.schema.json'), 'utf8'));
    expect(published, 'run node scripts/schemas.ts').toEqual(JSON.parse(JSON.stringify(companyJsonSchema())));
  });

  it('knows every number of the default policy', () => {
    expect(companyForm.shape.policy.safeParse(defaultPolicy).error?.issues ?? []).toEqual([]);
  });

  it('holds the demo’s question tree as the program has it', async () => {
    const tree = parse(readFileSync(join(root, 'examples/demo/tree.yaml'), 'utf8')) as typeof questionTree;
    expect(await treeHash(tree)).toBe(await treeHash(questionTree));
  });
});
