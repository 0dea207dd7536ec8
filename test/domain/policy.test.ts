import { describe, expect, it } from 'vitest';
import { defaultPolicy, noReplyReasons } from '../../flows/policy.ts';
import { whoseMatter } from '../../src/domain/matter.ts';
import { policyMistakes, policyWarnings } from '../../src/domain/policy-check.ts';
import { withValue } from '../../src/domain/policy-data.ts';
import { policyChanges } from '../../src/domain/policy-difference.ts';
import { clientsOf, policyFields, unitsOf } from '../../src/domain/policy-fields.ts';
import { policyData } from '../../src/policy/form.ts';
import { changeInWords } from '../../src/texts/policy-words.ts';

const departments = ['client', 'finance', 'sales'];
const named: Readonly<Record<string, string>> = { client: 'Клиентский отдел', sales: 'Отдел продаж', finance: 'Финансовый отдел' };
const told = (to: typeof defaultPolicy, language: 'ru' | 'en' = 'ru') =>
  policyChanges(defaultPolicy, to, departments).map((each) => changeInWords(language, each, (key) => named[key] ?? key));

describe('a policy', () => {
  it('is fine as it comes, by the form too', () => {
    expect(policyMistakes(defaultPolicy, departments)).toEqual([]);
    expect(policyWarnings(defaultPolicy, departments)).toEqual([]);
    expect(policyData.safeParse(defaultPolicy).success).toBe(true);
  });

  it.each([
    ['reaction.firstMinutes.client', 0, 'range'],
    ['reaction.firstMinutes.sales', undefined, 'missing'],
    ['conversations.limit.client', 2.5, 'range'],
    ['conversations.overloadByHand', 'yes', 'choice'],
    ['receivables', 'sales', 'choice'],
    ['waits.reminderMinutes', 24 * 60, 'reminder-too-late'],
    ['stages', { dormantDays: 30, lostDays: 20 }, 'lost-before-dormant'],
    ['productLines', { Один: { handover: { deal: 1 } } }, 'bad-key'],
    ['productLines', { one: { handover: { deal: 1, months: 3 } } }, 'one-handover'],
    ['productLines', { one: { handover: { months: 7 } } }, 'range'],
    ['productLines', { one: { handover: { deal: 1 }, commission: { fullPercent: 10.005, bonusPercent: 2 } } }, 'percent'],
  ])('with %s as %j has a mistake there', (path, value, code) => {
    expect(policyMistakes(withValue(defaultPolicy, path, value), departments).map((each) => each.code)).toEqual([code]);
  });

  it('may look like a slip and be allowed', () => {
    const odd = withValue(withValue(defaultPolicy, 'reaction.firstMinutes.sales', 60), 'portfolio.weights.sales.key', 100);
    expect(policyMistakes(odd, departments)).toEqual([]);
    expect(policyWarnings(odd, departments).map((each) => [each.code, each.department])).toEqual([
      ['later-shorter', 'sales'],
      ['weight-order', 'sales'],
    ]);
  });

  it('says in words what another one makes of it', () => {
    expect(told(withValue(defaultPolicy, 'reaction.firstMinutes.client', 5))).toEqual([
      'Первый ответ, Клиентский отдел: 4 → 5 рабочих минут',
    ]);
    expect(told(withValue(defaultPolicy, 'portfolio.weights.sales.small', 200))).toEqual([
      'Клиентов в полном портфеле, Отдел продаж, малая: 40 → 30 клиентов',
    ]);
    expect(told(withValue(defaultPolicy, 'portfolio.weights.sales.small', 0))).toEqual([
      'Клиентов в полном портфеле, Отдел продаж, малая: 40 клиентов → не учитывается',
    ]);
    expect(told(withValue(defaultPolicy, 'receivables', 'client'))).toEqual(['О долгах отвечает: Финансовый отдел → Клиентский отдел']);
    expect(told(withValue(defaultPolicy, 'conversations.overloadByHand', false), 'en')).toEqual([
      'Beyond the limit somebody may be named by hand: yes → no',
    ]);
    expect(
      told(withValue(defaultPolicy, 'productLines', { subscription: { handover: { payment: { kind: 'monthly', nth: 2 } } } }), 'en'),
    ).toEqual(['New product line “subscription”: from the 2nd “monthly” payment']);
    expect(told(withValue(defaultPolicy, 'consent', { required: true, version: '1', text: { ru: 'a', en: 'b' } })).length).toBeGreaterThan(
      0,
    );
  });

  it('R13: has reasons for no answer of its own, all of them said in both languages', () => {
    const reasons = [{ ru: 'Спам', en: 'Spam' }];
    expect(policyData.safeParse(withValue(defaultPolicy, 'noReplyReasons', reasons)).success).toBe(true);
    expect(noReplyReasons(withValue(defaultPolicy, 'noReplyReasons', reasons))).toEqual(reasons);
    expect(noReplyReasons(defaultPolicy).length).toBeGreaterThan(2);
    expect(told(withValue(defaultPolicy, 'noReplyReasons', reasons))).toEqual(['Причины не отвечать: Спам']);
    expect(told(withValue(defaultPolicy, 'noReplyReasons', []))).toEqual(['Причины не отвечать: только своими словами']);
    const wrong = (value: unknown) =>
      policyMistakes(withValue(defaultPolicy, 'noReplyReasons', value), departments).map((each) => each.code);
    expect(wrong([{ ru: 'Спам', en: ' ' }])).toEqual(['reason-words']);
    expect(wrong(Array.from({ length: 10 }, () => reasons[0]))).toEqual(['reason-list']);
    expect(wrong(reasons)).toEqual([]);
  });

  it('says nothing where only what goes without saying is said', () => {
    expect(told(withValue(defaultPolicy, 'outreachDays', 30))).toEqual([]);
  });

  it('has words for everything it decides', () => {
    for (const field of policyFields(departments)) {
      for (const language of ['ru', 'en'] as const) {
        const words = changeInWords(language, { kind: 'field', field, from: 1, to: 2 }, (key) => key);
        expect([field.path, words]).toEqual([field.path, expect.stringMatching(/^[^:]+[^,\s:].*: .+ → .+$/)]);
      }
    }
  });

  it('counts a portfolio in clients, and never lets more in than fit', () => {
    for (let clients = 1; clients <= 200; clients++) expect(unitsOf(clients) * clients).toBeLessThanOrEqual(6000);
    expect([0, 3, 40, 150].map((each) => clientsOf(unitsOf(each)))).toEqual([0, 3, 40, 150]);
  });
});

describe('whose matter it is', () => {
  const general = { track: 'general', department: 'client', client: null, leaf: null, receivables: undefined, serving: undefined } as const;
  it.each([
    [
      { ...general, track: 'finance' as const },
      { department: 'finance', why: 'finance' },
    ],
    [{ ...general, track: 'finance' as const, receivables: 'client' as const }, null],
    [
      { ...general, leaf: { jurisdiction: 'sales', size: 'medium' as const } },
      { department: 'sales', why: 'leaf' },
    ],
    [
      { ...general, leaf: { jurisdiction: 'client', size: 'large' as const } },
      { department: 'sales', why: 'size' },
    ],
    [
      { ...general, department: 'sales', leaf: { jurisdiction: 'client', size: 'small' as const } },
      { department: 'client', why: 'leaf' },
    ],
    [
      {
        ...general,
        department: 'sales',
        client: { stage: 'served' as const, size: 'large' as const, ownedIn: new Set(['client', 'sales']), deals: 0 },
      },
      { department: 'client', why: 'stage' },
    ],
    [{ ...general, client: { stage: 'served' as const, size: 'large' as const, ownedIn: new Set(['client']), deals: 0 } }, null],
    // R4: a large newcomer is with sales, whoever owns it
    [
      { ...general, client: { stage: 'prospect' as const, size: 'large' as const, ownedIn: new Set(['client']), deals: 0 } },
      { department: 'sales', why: 'size' },
    ],
    [
      {
        ...general,
        department: 'sales',
        client: { stage: 'prospect' as const, size: 'key' as const, ownedIn: new Set(['client']), deals: 0 },
      },
      null,
    ],
    [{ ...general, department: 'legal', leaf: { jurisdiction: 'sales', size: 'key' as const } }, null],
  ])('%j', (matter, expected) => {
    expect(whoseMatter(matter)).toEqual(expected);
  });
});
