import { describe, expect, it } from 'vitest';
import type { AssignmentRow } from '../../src/db/conversations/card.ts';
import type { SpecialistId } from '../../src/domain/ids.ts';
import type { Language } from '../../src/domain/language.ts';
import { explainAssignment, peopleIn } from '../../src/reports/explain-assignment.ts';
import { explain } from '../../src/texts/explain.ts';

const [olga, pavel, nobody] = ['olga', 'pavel', 'nobody'] as unknown as [SpecialistId, SpecialistId, SpecialistId];
const names = {
  person: (id: string) =>
    new Map<string, string>([
      [olga, 'Ольга Белова'],
      [pavel, 'Павел Ким'],
    ]).get(id),
  department: () => 'Клиентский отдел',
  zone: () => 'UTC',
};

const leastLoaded: AssignmentRow = {
  at: new Date(0),
  department: 'client',
  specialist: olga,
  rule: 'least-loaded',
  reason: 'opened',
  policy_version: 3,
  explanation: {
    top: [
      { specialist: olga, availability: 'available', capacity: 6000, cases: 1500, portfolio: 600 },
      { specialist: pavel, availability: 'available', capacity: 3000, cases: 1500, portfolio: 0 },
    ],
    able: 2,
    unable: { away: 1, 'conversations-full': 21 },
    passed: [{ specialist: pavel, reason: 'conversations-full' }],
    overload: false,
  },
};
const told = (row: Partial<AssignmentRow>, language: Language = 'ru') =>
  explainAssignment({ ...leastLoaded, ...row }, language, names).map((each) => each.replaceAll('\u00a0', ' '));

describe('R29: an assignment in words', () => {
  it('names who came next, and who begins if the answer is late', () => {
    const passed = [
      { specialist: pavel, reason: 'away' as const },
      { specialist: nobody, reason: 'conversations-full' as const },
    ];
    const row = { rule: 'deputy', explanation: { ...leastLoaded.explanation, passed, standIn: pavel } };
    expect(told(row).slice(1, 5)).toEqual([
      'Первый выбор — Павел Ким, но сейчас отсутствует.',
      'Следом — бывший сотрудник, но достигнут лимит открытых обращений.',
      'Заместитель того, кто должен был ответить: Ольга Белова.',
      'Если ответ задержится, начнёт Павел Ким.',
    ]);
    expect(told(row, 'en').slice(1, 5)).toEqual([
      'The first choice was Павел Ким, who is away.',
      'Next came a former colleague, who is at the limit of open conversations.',
      'The deputy of the one who should have answered: Ольга Белова.',
      'If the answer is late, Павел Ким begins.',
    ]);
    expect(peopleIn({ ...leastLoaded, ...row })).toContain(pavel);
  });

  it('tells in Russian why, who, by which rule, who was passed over, and under which policy', () => {
    expect(told({})).toEqual([
      'Новое обращение: нужен человек из подразделения «Клиентский отдел».',
      'Первый выбор — Павел Ким, но достигнут лимит открытых обращений.',
      'Наименьшая загрузка: Ольга Белова.',
      'Загрузка на тот момент: Ольга Белова — обращения 25 %, портфель 10 %; Павел Ким — обращения 50 %, портфель 0 %.',
      'Взять могли 2 человека.',
      'Взять не могли: отсутствуют — 1; достигнут лимит открытых обращений — 21.',
      'По правилам версии 3.',
    ]);
  });

  it('tells the same in English', () => {
    expect(told({}, 'en').slice(2, 5)).toEqual([
      'The least loaded: Ольга Белова.',
      'Loads at that moment: Ольга Белова (conversations 25%, portfolio 10%); Павел Ким (conversations 50%, portfolio 0%).',
      '2 people could have had it.',
    ]);
  });

  it.each([
    [1, 'Взять мог 1 человек.'],
    [3, 'Взять могли 3 человека.'],
    [5, 'Взять могли 5 человек.'],
    [21, 'Взять мог 21 человек.'],
  ])('counts %i in Russian', (able, sentence) => {
    expect(told({ explanation: { ...leastLoaded.explanation, able } })).toContain(sentence);
  });

  it('says that an assignment by hand went over the limit', () => {
    const explanation = { ...leastLoaded.explanation, passed: [], overload: true };
    expect(told({ rule: 'by-hand', reason: 'taken', explanation })).toEqual([
      'Обращение взято в работу вручную, подразделение «Клиентский отдел».',
      'Назначение вручную: Ольга Белова.',
      'Это сверх лимита открытых обращений.',
      'По правилам версии 3.',
    ]);
  });

  it('says why there was nobody', () => {
    const explanation = { top: [], able: 0, unable: { off: 2 }, passed: [], overload: false };
    expect(told({ rule: 'nobody:all-away', specialist: null, explanation })).toEqual([
      'Новое обращение: нужен человек из подразделения «Клиентский отдел».',
      'Назначить некого: сейчас никого нет на месте.',
      'Обращение стоит в очереди.',
      'Взять не могли: не принимают обращения — 2.',
      'По правилам версии 3.',
    ]);
  });

  it('does not fail at somebody who is gone, nor at a code without words', () => {
    expect(told({ specialist: nobody, rule: 'owner' })).toContain('За клиентом закреплён специалист: бывший сотрудник.');
    expect(told({ rule: 'by-lot' })).toHaveLength(3);
  });

  it('names everybody whose name is needed', () => {
    expect(new Set(peopleIn(leastLoaded))).toEqual(new Set([olga, pavel]));
  });

  it('has words for every reason, rule and obstacle in both languages', () => {
    const rules = ['by-hand', 'same-person', 'owner', 'least-loaded', 'nobody:no-staff', 'nobody:all-away', 'nobody:all-full'];
    const reasons = ['opened', 'asked-for-human', 'not-understood', 'transferred', 'taken', 'reopened', 'retried'];
    for (const language of ['ru', 'en'] as const) {
      for (const rule of rules)
        expect(told({ rule }, language)).toHaveLength(
          told({}, language).length - (rule.startsWith('nobody') || rule === 'least-loaded' ? 0 : 3),
        );
      for (const reason of reasons) expect(told({ reason }, language)).toHaveLength(told({}, language).length);
    }
    expect(Object.keys(explain.ru).toSorted()).toEqual(Object.keys(explain.en).toSorted());
  });
});
