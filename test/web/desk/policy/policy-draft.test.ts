import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../flows/policy.ts';
import { policyMistakes } from '../../../../src/domain/policy-check.ts';
import { policyChanges } from '../../../../src/domain/policy-difference.ts';
import { policyFields } from '../../../../src/domain/policy-fields.ts';
import { changeInWords } from '../../../../src/texts/policy-words.ts';
import { leftOf } from '../../../../src/web/desk/conversations/deadline.ts';
import { bringingBack, drafted, emptyDraft, isEmpty, readPolicyDraft, shownIn } from '../../../../src/web/desk/policy/policy-draft.ts';
import { asKind, freshId, inOrder, moved, readDraft, splitWords, withoutQuestion } from '../../../../src/web/desk/policy/tree-draft.ts';

const departments = ['client', 'finance', 'sales'];
const fields = policyFields(departments);
const typed = (path: string, text: string) => drafted(defaultPolicy, fields, { typed: { [path]: text }, lines: null });

describe('a policy being edited', () => {
  it('is the active one while nothing is typed', () => {
    expect(drafted(defaultPolicy, fields, emptyDraft)).toEqual(defaultPolicy);
    expect(isEmpty(emptyDraft)).toBe(true);
  });

  it('takes half a number for a mistake, never for another number', () => {
    for (const text of ['', '4x', '1.5', '-3'])
      expect(policyMistakes(typed('reaction.laterMinutes', text), departments).map((each) => each.code)).toEqual(['range']);
    expect(typed('reaction.laterMinutes', ' 45 ').reaction.laterMinutes).toBe(45);
  });

  it('keeps a weight whose number of clients was typed as it was', () => {
    const odd = typed('portfolio.weights.client.small', '150');
    expect(odd.portfolio.weights['client']?.small).toBe(40);
    expect(typed('portfolio.weights.client.small', '0').portfolio.weights['client']?.small).toBe(0);
  });

  it('takes sizes by turnover and consent as wholes, out again too, and back as they were', () => {
    const segments = { currency: 'RUB', medium: 50_000_00, large: 300_000_00, key: 1_000_000_00 };
    const consent = { required: true, version: '2', text: { ru: 'Согласны?', en: 'Do you agree?' } };
    const policy = drafted(defaultPolicy, fields, { ...emptyDraft, segments, consent });
    expect(policy).toEqual({ ...defaultPolicy, segments, consent });
    expect(policyMistakes(policy, departments)).toEqual([]);
    expect(policyChanges(defaultPolicy, policy, departments).map((each) => changeInWords('en', each, String))).toEqual([
      'Sizes by turnover: medium from RUB\u00a050,000.00, large from RUB\u00a0300,000.00, key from RUB\u00a01,000,000.00',
      'Consent: version 2, required, new wording',
    ]);
    expect(drafted(policy, fields, bringingBack(policy, defaultPolicy, fields))).toEqual(defaultPolicy);
    expect(drafted(defaultPolicy, fields, bringingBack(defaultPolicy, policy, fields))).toEqual(policy);
  });

  it('names what is wrong with them where it is', () => {
    const segments = { currency: 'руб', medium: Number.NaN, large: 300, key: 200 };
    const consent = { required: true, version: ' ', text: { ru: 'Да', en: '' }, url: 'okno' };
    const wrong = policyMistakes({ ...defaultPolicy, segments, consent }, departments);
    expect(wrong.map(({ code, path }) => `${path} ${code}`)).toEqual([
      'segments.currency currency',
      'segments.medium turnover',
      'consent.version missing',
      'consent.text consent-words',
      'consent.url address',
    ]);
    expect(policyMistakes({ ...defaultPolicy, segments: { ...segments, currency: 'RUB', medium: 1 } }, departments)).toEqual([
      { code: 'turnover-order', path: 'segments.key' },
    ]);
  });

  it('is read back from the browser, or not at all', () => {
    const kept = { base: 3, draft: { typed: { 'reaction.laterMinutes': '4' }, lines: null }, restores: 2 };
    expect(readPolicyDraft(JSON.stringify(kept))).toEqual(kept);
    for (const text of ['', 'no json', '{}', '{"base":"x","draft":{"typed":{}}}']) expect(readPolicyDraft(text)).toBeNull();
  });
  it('brings a former version back as changes', () => {
    const now = typed('waits.idleDays', '9');
    const back = bringingBack(now, defaultPolicy, fields);
    expect(back).toEqual({ typed: { 'waits.idleDays': '7' }, lines: null });
    expect(drafted(now, fields, back)).toEqual(defaultPolicy);
    const field = fields.find((each) => each.path === 'waits.idleDays');
    expect(field === undefined ? null : shownIn(now, field, back)).toBe('7');
  });
});

describe('a deadline that is counted down', () => {
  const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
  const span = (from: string, until: string) => ({ from: at(from).toISOString(), until: at(until).toISOString() });
  const deadline = { dueAt: at('14:03').toISOString(), kind: 'first' as const, working: [span('12:55', '13:00'), span('14:00', '14:03')] };

  it('counts working time only', () => {
    expect(leftOf(deadline, at('12:58'))).toEqual({ type: 'left', ms: 5 * 60_000 });
  });
  it('runs on when the first span begins a moment after a clock here', () => {
    const from = new Date('2026-03-02T09:00:01Z');
    const deadline = {
      dueAt: '2026-03-02T09:04:00Z',
      kind: 'first' as const,
      working: [{ from: from.toISOString(), until: '2026-03-02T18:00:00Z' }],
    };
    expect(leftOf(deadline, new Date('2026-03-02T09:00:00Z')).type).toBe('left');
  });
  it('stands still while nobody works', () => {
    expect(leftOf(deadline, at('13:30'))).toEqual({ type: 'paused', ms: 3 * 60_000, resumes: at('14:00') });
  });
  it('runs over by the clock', () => {
    expect(leftOf(deadline, at('14:05'))).toEqual({ type: 'over', ms: 2 * 60_000 });
  });
  it('is a time of day when it was promised', () => {
    expect(leftOf({ ...deadline, kind: 'promise' }, at('13:03'))).toEqual({ type: 'left', ms: 60 * 60_000 });
  });
});

describe('a question tree being edited', () => {
  const words = { ru: 'а', en: 'a' };
  const option = (id: string, next: { question: string } | { leaf: string }) => ({ id, label: words, next });
  const tree = {
    name: 'one',
    greeting: words,
    root: 'who',
    questions: {
      lost: { kind: 'text' as const, ask: words, skip: words, next: { leaf: 'end' } },
      name: { kind: 'text' as const, ask: words, skip: words, next: { leaf: 'end' } },
      who: { kind: 'choice' as const, ask: words, options: [option('a', { question: 'name' }), option('b', { leaf: 'end' })] },
    },
    leaves: { end: { products: [], jurisdiction: 'client' as const, size: 'small' as const } },
    products: {},
  };

  it('shows questions as a client meets them, those nobody meets last', () => {
    expect(inOrder(tree).ids).toEqual(['who', 'name', 'lost']);
    expect(inOrder(tree).reached.has('lost')).toBe(false);
  });
  it('leaves an answer that led to a removed question, to be mended', () => {
    const left = withoutQuestion(tree, 'name');
    expect(left.questions['who']).toEqual(tree.questions.who);
    expect(Object.keys(left.questions)).toEqual(['lost', 'who']);
  });
  it('turns buttons into words and keeps where the first led', () => {
    expect(asKind(tree.questions.who, 'text')).toMatchObject({ kind: 'text', next: { question: 'name' } });
  });
  it('finds names, moves answers, splits words', () => {
    expect(freshId('end', ['end-1', 'end-2'])).toBe('end-3');
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(splitWords(' one, two ,,three ')).toEqual(['one', 'two', 'three']);
  });
  it('is read back from the browser, or not at all', () => {
    expect(readDraft(JSON.stringify({ base: 'x', tree }))?.tree).toEqual(tree);
    for (const text of ['', 'no json', '{}', '{"base":1}']) expect(readDraft(text)).toBeNull();
  });
});
