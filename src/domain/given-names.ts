import { spelling } from './spelling.ts';

/*
 * What Russians call each other: the name in the passport, and what it becomes among people who know each other. A short form of two names
 * stands with both. Names without one stand here too where they look like a case of another: Яна is no form of Ян.
 */
const written = `
Александр Александра: Саша Саня Шура Алекс
Алексей: Лёша Алёша Лёха
Алёна:
Алина: Аля
Алла:
Анастасия: Настя
Анатолий: Толя Толик
Ангелина: Геля Лина
Андрей: Андрюша
Анна: Аня Анюта
Антон: Антоша
Антонина: Тоня
Арина: Ариша
Артём: Тёма
Борис: Боря
Вадим: Вадик
Валентин Валентина: Валя
Валерий: Валера
Валерия: Лера
Варвара: Варя
Василий: Вася
Вера: Верочка
Виктор: Витя
Виктория: Вика
Виталий: Виталик
Виталия:
Владимир: Вова Володя
Владислав: Влад Владик Слава
Владислава: Влада
Вячеслав: Слава
Галина: Галя
Геннадий: Гена
Георгий: Гоша Жора
Григорий: Гриша
Даниил Данила: Даня Данил
Дарья: Даша
Дмитрий: Дима Митя
Евгений Евгения: Женя
Егор: Гоша Егорка
Екатерина: Катя Катюша
Елена: Лена Леночка
Елизавета: Лиза
Зинаида: Зина
Иван: Ваня
Игорь: Игорёк
Илья: Илюша
Инна:
Ирина: Ира Ириша
Карина:
Кира:
Кирилл: Кирюша
Константин: Костя
Кристина:
Ксения Оксана: Ксюша
Лариса: Лара
Лев: Лёва
Леонид: Лёня
Лидия: Лида
Любовь: Люба
Людмила: Люда Люся Мила
Максим: Макс
Маргарита: Рита Марго
Марина: Мариша
Мария: Маша Маруся
Мирослава: Мира
Михаил: Миша
Надежда: Надя
Наталья: Наташа Ната
Никита:
Николай: Коля
Нина:
Олеся: Леся
Ольга: Оля
Павел: Паша
Пётр: Петя
Полина: Поля
Роман: Рома
Светлана: Света
Семён: Сёма
Серафима: Сима
Сергей: Серёжа Серёга
София: Соня
Станислав: Стас Слава
Станислава: Стася
Степан: Стёпа
Тамара: Тома
Татьяна: Таня
Тимофей: Тима Тимоша
Ульяна: Уля
Фёдор: Федя
Эдуард: Эдик
Юлий:
Юлия: Юля
Юрий: Юра
Яков: Яша
Яна:
Ярослав: Ярик Слава
Ярослава:
`;

const lines = written
  .trim()
  .split('\n')
  .map((line) => line.split(':').map((names) => names.trim().split(' ').filter(Boolean).map(spelling)) as [string[], string[]]);

/** Names as passports have them, in the one spelling. */
export const fullNames: ReadonlySet<string> = new Set(lines.flatMap(([full]) => full));

/** Men whose names end as women's do. */
const menLikeWomen = ['Илья', 'Никита', 'Данила', 'Кузьма', 'Фома', 'Лука', 'Савва'].map(spelling);
const shortOfMen = lines.flatMap(([full, short]) => (full.some((each) => !each.endsWith('a') || menLikeWomen.includes(each)) ? short : []));
const ofMen: ReadonlySet<string> = new Set([...menLikeWomen, ...shortOfMen]);

/** Whether a name is a woman's by one of its words: what ends in a consonant is not declined in it. */
export function isWoman(words: readonly string[]): boolean {
  return words.some((each) => each.endsWith('a') && !ofMen.has(each));
}

const alike = new Map<string, Set<string>>();
for (const [full, short] of lines)
  for (const [from, to] of [...short.map((each) => [each, full] as const), ...full.map((each) => [each, short] as const)])
    alike.set(from, new Set([...(alike.get(from) ?? []), ...to]));

const nobody: ReadonlySet<string> = new Set();

/** What else somebody may be called who is called so: of a short form the full names, of a full name the short forms. */
export function alsoCalled(name: string): ReadonlySet<string> {
  return alike.get(name) ?? nobody;
}
