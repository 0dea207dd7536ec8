import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calledSo, spelling } from '../../src/domain/called.ts';
import { organisationKey } from '../../src/domain/organisation.ts';

const staff = [
  'Анна Петрова',
  'Анна Иванова',
  'Борис Абрамович',
  'Петрова Светлана Сергеевна',
  'Глеб К.',
  'Иван Сергеевич Орлов',
  'Пётр Соловьёв',
].map((name) => ({ name }));
const called = (typed: string) => calledSo(typed, staff).map(({ name }) => name);

describe('R5: a name as it is spelled', () => {
  it.each([
    ['Сергей', 'Sergey', 'Sergei', 'СЕРГЕЙ'],
    ['Александр', 'Alexander', 'Aleksandr', 'Alexandr'],
    ['Юлия', 'Julia', 'Yulia', 'Iuliia', 'Yuliya'],
    ['Наталья', 'Наталия', 'Natalya', 'Natalia'],
    ['Пётр', 'Петр', 'Pyotr', 'Petr', 'Peter'],
    ['Артём', 'Артем', 'Artyom', 'Artem'],
    ['Дмитрий', 'Dmitry', 'Dmitri', 'Dmitriy', 'Dmitrii'],
    ['Екатерина', 'Ekaterina', 'Yekaterina'],
    ['Ксения', 'Xenia', 'Ksenia', 'Kseniya'],
    ['Щербаков', 'Shcherbakov', 'Scherbakov'],
    ['Соловьёв', 'Solovyov', 'Soloviev', 'Solovyev'],
    ['Михаил', 'Mikhail'],
    ['Филипп', 'Philip', 'Filipp'],
    ['Виктор', 'Victor', 'Viktor'],
  ])('is one, whatever alphabet and habit it is written by: %s', (name, ...others) => {
    expect(new Set([name, ...others].map(spelling))).toEqual(new Set([spelling(name)]));
  });

  it('tells names apart that are two', () => {
    const names = ['Анна', 'Яна', 'Инна', 'Алина', 'Арина', 'Ирина', 'Марина', 'Мария', 'Валентин', 'Валентина', 'Александр', 'Александра'];
    expect(new Set(names.map(spelling)).size).toBe(names.length);
  });
});

describe('R5: whoever is called as somebody typed', () => {
  it.each([
    ['анна петрова', 'Анна Петрова'],
    ['Петрова Анна', 'Анна Петрова'],
    ['PETROVA A.', 'Анна Петрова'],
    ['А. Петрова', 'Анна Петрова'],
    ['С.С. Петрова', 'Петрова Светлана Сергеевна'],
    ['Светлана Сергеевна', 'Петрова Светлана Сергеевна'],
    ['Иван Сергеевич', 'Иван Сергеевич Орлов'],
    ['Мне звонил Борис из отдела продаж', 'Борис Абрамович'],
    ['Глеб Кузнецов', 'Глеб К.'],
    ['Petr', 'Пётр Соловьёв'],
    ['soloviev petr', 'Пётр Соловьёв'],
  ])('%s is found', (typed, name) => {
    expect(called(typed)).toEqual([name]);
  });

  it.each([
    ['a name of two', 'Анна', ['Анна Петрова', 'Анна Иванова']],
    ['a name of two with a father’s name nobody wrote down', 'Анна Сергеевна', ['Анна Петрова', 'Анна Иванова']],
    ['another father’s name', 'Иван Петрович', []],
    ['another initial', 'Глеб М.', []],
    ['one letter', 'я', []],
    ['no name', 'не помню, звонили вчера', []],
    ['nothing', ' … ', []],
  ])('%s', (_, typed, names) => {
    expect(called(typed)).toEqual(names);
  });

  const given = ['Алёна', 'Борис', 'Вячеслав', 'Григорий', 'Евгений', 'Жанна', 'Зоя', 'Илья', 'Константин', 'Лидия', 'Фёдор', 'Эльвира'];
  const family = [
    'Бережной',
    'Вавилов',
    'Гончар',
    'Жуковский',
    'Зайченко',
    'Ильин',
    'Королёв',
    'Лещук',
    'Цыганков',
    'Щукин',
    'Яшин',
    'Ющенко',
  ];
  const father = ['Сергеевна', 'Петрович', 'Ильич', 'Андреевна'];
  /** As passports have it. */
  const passport: Readonly<Record<string, string>> = Object.fromEntries(
    'а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ ie ы y ь - э e ю iu я ia'
      .split(' ')
      .flatMap((letter, i, all) => (i % 2 === 0 ? [[letter, (all[i + 1] ?? '').replace('-', '')]] : [])),
  );
  /** As people write it. */
  const casual = { ...passport, ё: 'yo', й: 'y', ю: 'yu', я: 'ya', щ: 'sch' };
  const written = fc.constantFrom<(word: string) => string>(
    (word) => word,
    (word) => word.replaceAll('ё', 'е'),
    (word) => Array.from(word.toLowerCase(), (letter) => passport[letter] ?? letter).join(''),
    (word) => Array.from(word.toLowerCase(), (letter) => casual[letter as keyof typeof casual] ?? letter).join(''),
  );
  const shown = fc.constantFrom<(word: string) => string>(
    (word) => word,
    (word) => word.toUpperCase(),
    (word) => word.toLowerCase(),
  );

  it('is found by any writing of their name, in any order, among people who are called otherwise', () => {
    const people = given.map((name, i) => ({ name: `${name} ${family[i]}` }));
    fc.assert(
      fc.property(
        fc.nat(given.length - 1),
        written,
        shown,
        fc.boolean(),
        fc.option(fc.constantFrom(...father)),
        (i, write, show, turned, of) => {
          const words = [given[i] ?? '', ...(of === null ? [] : [of]), family[i] ?? ''];
          const typed = (turned ? words.toReversed() : words).map((word) => show(write(word))).join(', ');
          expect(calledSo(`это был(а) ${typed}!`, people)).toEqual([people[i]]);
        },
      ),
    );
  });

  it('takes whatever is typed, however long, at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (typed) => {
        expect(calledSo(typed, staff).length).toBeLessThanOrEqual(staff.length);
      }),
    );
    expect(called('а.'.repeat(100_000))).toEqual([]);
  });
});

describe('R5: an organisation’s name as it is compared', () => {
  it.each([
    ['ООО «Ромашка»', 'ромашка', 'Romashka LLC', 'Общество с ограниченной ответственностью "Ромашка"', 'РОМАШКА, ооо'],
    ['ПАО Зелёный сад', 'зеленый  сад', 'Публичное акционерное общество «Зелёный сад»'],
  ])('%s', (name, ...others) => {
    expect(new Set(others.map(organisationKey))).toEqual(new Set([organisationKey(name)]));
  });

  it('is nothing of a legal form alone', () => {
    expect(['ООО', 'LLC', '«»', 'Акционерное общество'].map(organisationKey)).toEqual(['', '', '', '']);
  });
});
