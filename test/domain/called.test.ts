import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calledSo } from '../../src/domain/called.ts';
import { organisationKey } from '../../src/domain/organisation.ts';
import { spelling } from '../../src/domain/spelling.ts';

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

describe('R5: a Russian name in another form', () => {
  const among = (typed: string, ...names: string[]) =>
    calledSo(
      typed,
      names.map((name) => ({ name })),
    ).map(({ name }) => name);

  /** nominative; genitive, dative, accusative, instrumental, prepositional */
  const cases = [
    'Ирина Ирины Ирине Ирину Ириной Ирине',
    'Анна Анны Анне Анну Анной Анне',
    'Мария Марии Марии Марию Марией Марии',
    'Наталья Натальи Наталье Наталью Натальей Наталье',
    'Ольга Ольги Ольге Ольгу Ольгой Ольге',
    'Илья Ильи Илье Илью Ильёй Илье',
    'Никита Никиты Никите Никиту Никитой Никите',
    'Иван Ивана Ивану Ивана Иваном Иване',
    'Пётр Петра Петру Петра Петром Петре',
    'Павел Павла Павлу Павла Павлом Павле',
    'Лев Льва Льву Льва Львом Льве',
    'Игорь Игоря Игорю Игоря Игорем Игоре',
    'Сергей Сергея Сергею Сергея Сергеем Сергее',
    'Дмитрий Дмитрия Дмитрию Дмитрия Дмитрием Дмитрии',
    'Орлов Орлова Орлову Орлова Орловым Орлове',
    'Орлова Орловой Орловой Орлову Орловой Орловой',
    'Жуковский Жуковского Жуковскому Жуковского Жуковским Жуковском',
    'Жуковская Жуковской Жуковской Жуковскую Жуковской Жуковской',
    'Лещук Лещука Лещуку Лещука Лещуком Лещуке',
  ].map((line) => line.split(' ') as [string, ...string[]]);
  const given = cases.slice(0, 14);

  it.each(given)('%s is meant by %s, %s, %s, %s, %s, and by nobody’s name beside theirs', (name, ...forms) => {
    const people = given.map(([each]) => `${each} Гончар`);
    for (const form of forms) {
      expect([form, among(form, ...people)]).toEqual([form, [`${name} Гончар`]]);
      expect([form, among(`звонили от ${form.toLowerCase()}`, ...people)]).toEqual([form, [`${name} Гончар`]]);
      expect([form, among(form, ...people.filter((each) => !each.startsWith(name)))]).toEqual([form, []]);
    }
  });

  it.each([
    ['Ирины Орловой', 'Ирина Орлова'],
    ['Петра Орлова', 'Пётр Орлов'],
    ['с Петром Жуковским', 'Пётр Жуковский'],
    ['Ольге Жуковской', 'Ольга Жуковская'],
    ['от Лещука', 'Иван Лещук'],
    ['Светлане Сергеевне', 'Петрова Светлана Сергеевна'],
    ['Ире', 'Ирина Орлова'],
    ['Саша Петров', 'Александр Петров'],
    ['Сашей Петровой', 'Александра Петрова'],
    ['Лёша', 'Алексей Гончар'],
    ['Лёшей', 'Алексей Гончар'],
    ['у Кати', 'Екатерина Гончар'],
    ['Катей Г.', 'Екатерина Гончар'],
    ['Коля', 'Nikolay Gonchar'],
    ['Ирины', 'Irina Orlova'],
    ['Александру', 'Саша Гончар'],
    ['Dima', 'Дмитрий Гончар'],
  ])('%s is %s', (typed, name) => expect(among(typed, name, 'Зоя Вавилова')).toEqual([name]));

  it.each([
    ['a short form of two names', 'Саша', ['Александр Гончар', 'Александра Вавилова'], []],
    ['a short form of two names in a case', 'Лене', ['Елена Гончар', 'Леонид Вавилов'], []],
    ['one that tells them apart', 'Лены', ['Елена Гончар', 'Леонид Вавилов'], ['Елена Гончар']],
    ['a case of two names', 'Валентину', ['Валентин Гончар', 'Валентина Вавилова'], []],
    ['two of one name, as when it is not declined', 'Анне', ['Анна Гончар', 'Анна Вавилова'], ['Анна Гончар', 'Анна Вавилова']],
    ['a name that looks like a case of another', 'Александра', ['Александр Гончар'], []],
    ['one more', 'Яна', ['Ян Гончар'], []],
    ['a surname that may be a woman’s', 'Орлова', ['Пётр Орлов'], []],
    ['a man’s surname of a woman', 'Лещуку', ['Анна Лещук'], []],
    ['another father’s name', 'Ивану Петровичу', ['Иван Сергеевич Орлов'], []],
    ['the name as it is written before any form of it', 'Саша', ['Саша Гончар', 'Александра Вавилова'], ['Саша Гончар']],
    ['a day of a month', 'звонили 12 мая и 3-го марта, потом в мае', ['Майя Гончар', 'Марта Вавилова'], []],
    ['somebody called as a month is', 'Марта', ['Майя Гончар', 'Марта Вавилова'], ['Марта Вавилова']],
    ['an ordinary word', 'в надежде на скидку, с любовью', ['Надежда Гончар', 'Любовь Вавилова'], []],
    ['somebody called as an ordinary word is', 'Надежде', ['Надежда Гончар', 'Любовь Вавилова'], ['Надежда Гончар']],
    ['words that are no names', 'мне звонили вчера из отдела продаж, не помню кто', ['Лев Гончар', 'Яна Вавилова', 'Вера Мир'], []],
  ])('%s: %s', (_, typed, people, found) => expect(among(typed, ...people)).toEqual(found));
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
