import type { Language } from '../src/domain/language.ts';
import { type Catalog, type Params, translator } from '../src/texts/translate.ts';
import type { TreeMistake } from './check.ts';

const mistakes = {
  ru: {
    'bad-id':
      'Имя «{id}» не\u00a0годится: нужны строчные латинские буквы, цифры и\u00a0дефисы, первая буква, не\u00a0больше 64\u00a0знаков.',
    'missing-text': 'Нет текста на\u00a0{language, select, ru {русском} other {английском}} языке: {place}.',
    'unknown-root': 'Первого вопроса «{question}» в\u00a0дереве нет.',
    'dead-end': 'Ответ на\u00a0вопрос «{question}» ведёт в\u00a0никуда: «{target}» в\u00a0дереве нет.',
    'no-options': 'У\u00a0вопроса «{question}» нет ни\u00a0одного ответа.',
    'duplicate-option': 'У\u00a0вопроса «{question}» два ответа с\u00a0именем «{option}».',
    'same-words': 'У\u00a0вопроса «{question}» слова «{words}» означают сразу два ответа: «{first}» и\u00a0«{second}».',
    'bad-numbers': 'У\u00a0ответа «{option}» на\u00a0вопрос «{question}» числа идут не\u00a0от\u00a0меньшего к\u00a0большему.',
    'same-numbers': 'У\u00a0вопроса «{question}» одни и\u00a0те\u00a0же числа означают два ответа: «{first}» и\u00a0«{second}».',
    cycle: 'Вопросы идут по\u00a0кругу: {questions}.',
    'too-few-questions':
      'К\u00a0итогу «{leaf}» приходят после {questions, plural, one {# вопроса} few {# вопросов} many {# вопросов} other {# вопроса}}, а\u00a0нужно не\u00a0меньше двух. Один вопрос годится только для частных лиц.',
    'too-many-questions':
      'К\u00a0итогу «{leaf}» приходят после {questions, plural, one {# вопроса} few {# вопросов} many {# вопросов} other {# вопроса}}, а\u00a0можно не\u00a0больше четырёх.',
    'unreachable-question': 'До\u00a0вопроса «{question}» никто не\u00a0дойдёт.',
    'unreachable-leaf': 'До\u00a0итога «{leaf}» никто не\u00a0дойдёт.',
    'unknown-product': 'Итог «{leaf}» предлагает «{product}», а\u00a0такого продукта в\u00a0дереве нет.',
    'manager-elsewhere':
      'Вопрос «{question}» — о\u00a0менеджере, который связался с\u00a0клиентом, а\u00a0к\u00a0итогу «{leaf}» после него отвечают не\u00a0продажи.',
    'manager-twice': 'О\u00a0менеджере спрашивают дважды: в\u00a0вопросе «{question}» и\u00a0потом в\u00a0вопросе «{again}».',
    'no-department': 'Итог «{leaf}» ведёт в\u00a0отдел «{department}», а\u00a0такого, который ведёт клиентов, в\u00a0компании нет.',
    'topic-of-leaf': 'Итог «{leaf}» ставит тему «{topic}», а\u00a0в\u00a0списке тем компании такой нет.',
    'topic-of-option': 'Ответ «{option}» на\u00a0вопрос «{question}» ставит тему «{topic}», а\u00a0в\u00a0списке тем компании такой нет.',
    'large-stays':
      'В\u00a0итоге «{leaf}» крупная организация достаётся не\u00a0продажам, а\u00a0новых крупных клиентов ведут продажи: сначала ответ, потом встреча.',
  },
  en: {
    'bad-id': 'The name “{id}” won’t do: use lower-case Latin letters, digits and hyphens, a letter first, at most 64 characters.',
    'missing-text': 'There is no text in {language, select, ru {Russian} other {English}}: {place}.',
    'unknown-root': 'The first question “{question}” is not in the tree.',
    'dead-end': 'An answer to “{question}” leads nowhere: “{target}” is not in the tree.',
    'no-options': 'The question “{question}” has no answers.',
    'duplicate-option': 'The question “{question}” has two answers named “{option}”.',
    'same-words': 'At the question “{question}” the words “{words}” mean two answers: “{first}” and “{second}”.',
    'bad-numbers': 'The numbers of the answer “{option}” to “{question}” do not go from the smaller to the greater.',
    'same-numbers': 'At the question “{question}” the same numbers mean two answers: “{first}” and “{second}”.',
    cycle: 'The questions go round in a circle: {questions}.',
    'too-few-questions':
      'The end “{leaf}” is reached after {questions, plural, one {# question} other {# questions}}; at least two are needed. One is enough for private persons only.',
    'too-many-questions':
      'The end “{leaf}” is reached after {questions, plural, one {# question} other {# questions}}; at most four are allowed.',
    'unreachable-question': 'Nobody can ever get to the question “{question}”.',
    'unreachable-leaf': 'Nobody can ever get to the end “{leaf}”.',
    'unknown-product': 'The end “{leaf}” offers “{product}”, but the tree has no such product.',
    'manager-elsewhere':
      'The question “{question}” is for the manager who contacted the client, but at the end “{leaf}” behind it others than sales answer.',
    'manager-twice': 'The manager is asked for twice: by the question “{question}”, and later by “{again}”.',
    'no-department': 'The end “{leaf}” leads to “{department}”, and the company has no such department that owns clients.',
    'topic-of-leaf': 'The end “{leaf}” says the topic “{topic}”, which is not in the company’s list of topics.',
    'topic-of-option': 'The answer “{option}” to “{question}” says the topic “{topic}”, which is not in the company’s list of topics.',
    'large-stays':
      'At the end “{leaf}” a large organisation goes to others than sales, but large newcomers are with sales: first the answer, then a meeting.',
  },
} as const satisfies Catalog<TreeMistake['type']>;

const t = translator(mistakes);

/** A mistake of a tree for the person who wrote it. */
export function mistakeInWords(mistake: TreeMistake, language: Language): string {
  return t(language, mistake.type, paramsOf(mistake));
}

function paramsOf(mistake: TreeMistake): Params {
  switch (mistake.type) {
    case 'same-words':
    case 'same-numbers':
      return { ...mistake, options: undefined, first: mistake.options[0], second: mistake.options[1] };
    case 'cycle':
      return { questions: mistake.questions.join(' → ') };
    default:
      return { ...mistake };
  }
}
