import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../flows/policy.ts';
import { asksForOwner, type ClientStage, clientStages, type OwnedClient, servingDepartment, sizeClasses } from '../../src/domain/client.ts';
import { policyChanges } from '../../src/domain/policy-difference.ts';
import type { ServingRow } from '../../src/domain/serving.ts';
import { servingMistakes } from '../../src/domain/serving-check.ts';
import { changeInWords } from '../../src/texts/policy-words.ts';

const client = (stage: ClientStage, owned: readonly string[] = [], more: Partial<OwnedClient> = {}): OwnedClient => ({
  size: 'small',
  stage,
  deals: 0,
  ownedIn: new Set(owned),
  ...more,
});

/** The seed's trade: visitors of the shop, small wholesale, wholesale. */
const trade: readonly ServingRow[] = [
  { size: 'private', deals: 0, department: 'retail' },
  { size: 'small', deals: 0, department: 'retail' },
  { size: 'small', deals: 2, department: 'small-wholesale' },
  { size: 'large', deals: 1, department: 'wholesale' },
  // As a policy may have it that was stored before such a line was refused.
  { size: 'key', deals: 0, department: 'retail' },
];

describe('R17: the policy’s table says which department serves whom', () => {
  it.each([
    ['a visitor from the first word', client('prospect', [], { size: 'private' }), 'retail'],
    ['a small one after one deal', client('initial', ['retail'], { deals: 1 }), 'retail'],
    ['a small one after the second deal, wherever it was', client('initial', ['retail'], { deals: 2 }), 'small-wholesale'],
    ['one that is served without a deal on record as after the first', client('served', ['client'], { size: 'large' }), 'wholesale'],
    ['a large newcomer, which the table does not name yet, with sales', client('prospect', [], { size: 'large' }), 'sales'],
    ['R4: a large newcomer with sales, though a stored table says otherwise', client('prospect', [], { size: 'key' }), 'sales'],
    ['and by the table once it is served', client('served', ['sales'], { size: 'key' }), 'retail'],
    ['a size the table does not name by its stage', client('served', ['sales'], { size: 'medium', deals: 9 }), 'client'],
  ])('%s', (_, one, expected) => {
    expect(servingDepartment(one, trade)).toBe(expected);
  });

  it('decides nothing where there is none', () => {
    for (const size of sizeClasses) {
      for (const stage of clientStages) {
        const one = client(stage, ['sales'], { size, deals: 3 });
        expect(servingDepartment(one, [])).toBe(servingDepartment(one, undefined));
      }
    }
  });

  it('R3: a prospect stays where the tree’s leaf took it, whatever department that is', () => {
    expect(servingDepartment(client('prospect', ['projects']), undefined)).toBe('projects');
    expect(servingDepartment(client('served', ['projects']), undefined)).toBe('client');
  });
});

describe('R12, R15: a first assignment makes an owner only where the client’s stage asks for one', () => {
  it.each([
    ['nobody knows yet', client('prospect'), ['client', 'sales', 'projects']],
    ['a large newcomer', client('prospect', [], { size: 'key' }), ['sales']],
    ['a prospect of the client department', client('prospect', ['client']), ['sales']],
    ['a prospect of sales', client('prospect', ['sales']), []],
    ['one in its initial period', client('initial', ['sales']), []],
    ['one in its initial period whom nobody in sales owns', client('initial', ['client']), ['sales']],
    ['served', client('served', ['client']), []],
    ['served, and nobody owns it', client('served'), ['client']],
    ['served, owned by sales alone', client('served', ['sales']), ['client']],
    ['lost', client('lost', ['client']), []],
  ] as const)('%s', (_, one, expected) => {
    const asking = ['client', 'sales', 'projects', 'finance'].filter((each) => asksForOwner(one, each, undefined));
    expect(asking).toEqual(expected);
  });

  it('the table says it alone', () => {
    const asking = (one: OwnedClient) => ['client', 'sales', 'retail', 'small-wholesale'].filter((each) => asksForOwner(one, each, trade));
    expect(asking(client('prospect'))).toEqual(['retail']);
    expect(asking(client('initial', ['retail'], { deals: 2 }))).toEqual(['small-wholesale']);
    expect(asking(client('prospect', ['retail'], { size: 'key' }))).toEqual(['sales']);
  });
});

describe('the table of who serves whom', () => {
  const keys = ['client', 'sales', 'finance', 'retail'];
  const codes = (rows: readonly object[]) =>
    servingMistakes(rows as readonly ServingRow[], keys).map(({ code, path }) => `${path} ${code}`);

  it('is refused where a line names no department, one that owns no clients, or no deal', () => {
    expect(
      codes([
        { size: 'small', deals: 1, department: 'wholesale' },
        { size: 'small', deals: 2, department: 'finance' },
        { size: 'small', deals: -1, department: 'retail' },
        { size: 'huge', deals: 0, department: 'retail' },
      ]),
    ).toEqual(['serving.0 unknown-department', 'serving.1 owns-no-clients', 'serving.2 range', 'serving.3 choice']);
  });

  it('R4: never gives a large newcomer to others than sales, and says each thing once', () => {
    for (const department of ['client', 'retail'])
      expect(codes([{ size: 'key', deals: 0, department }])).toEqual(['serving.0 large-newcomer']);
    expect(codes([{ size: 'key', deals: 0, department: 'sales' }])).toEqual([]);
    expect(
      codes([
        { size: 'key', deals: 1, department: 'client' },
        { size: 'key', deals: 1, department: 'sales' },
      ]),
    ).toEqual(['serving.1 serving-twice']);
  });

  it('changes in words, in both languages', () => {
    const [change] = policyChanges(defaultPolicy, { ...defaultPolicy, serving: [{ size: 'small', deals: 2, department: 'retail' }] }, keys);
    if (change === undefined) throw new Error('no change');
    expect(changeInWords('ru', change, () => 'Розница')).toBe('Кто кого обслуживает: малая, после 2 сделок — Розница');
    expect(changeInWords('en', change, () => 'Retail')).toBe('Who serves whom: small, after 2 deals: Retail');
  });
});
