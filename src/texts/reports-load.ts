/* What the numbers of the report on load are called, and what each is (`key?`). */

export const ru = {
  'conversations.open': 'Открытых обращений в среднем',
  'conversations.open?':
    'Сколько обращений в среднем было в работе одновременно: у людей, а не в очереди, по календарю, ночью и в выходные тоже. Сегодняшний день считается до этой минуты.',
  'conversations.load': 'Загрузка обращениями',
  'conversations.load?':
    'Какая часть нормы открытых обращений была занята, в среднем по времени; 1 — вся. Нормы и число мест — какими они были в каждый момент. Считаются те, кто принимает обращения, пока они работали в подразделении.',
  'conversations.ofOthers': 'Из них у тех, кто обращений не принимает',
  'conversations.ofOthers?':
    'Сколько обращений в среднем было у людей, которые сами обращений не принимают или уже не работают в подразделении. В загрузку и равномерность они не входят.',
  'places.left': 'Свободных мест в среднем',
  'places.left?':
    'Сколько ещё обращений поместилось бы в нормы, в среднем по времени. Обращения сверх нормы у одного не занимают мест другого. На месте ли человек, не учитывается.',
  'portfolio.clients': 'Закреплённых клиентов в среднем',
  'portfolio.clients?': 'Сколько клиентов в среднем было закреплено, без ушедших.',
  'portfolio.load': 'Загрузка портфелем',
  'portfolio.load?':
    'Какая часть нормы портфеля была занята закреплёнными клиентами, в среднем по времени; вес клиента — по размеру и правилам, какими они были в каждый момент.',
  'portfolio.ofOthers': 'Из них за теми, кто обращений не принимает',
  'portfolio.ofOthers?':
    'Сколько клиентов в среднем было закреплено за теми, кто сам обращений не принимает или уже не работает в подразделении. В загрузку и равномерность они не входят.',
  'gained.n': 'Получено обращений',
  'gained.n?': 'Сколько раз обращение в эти дни пришло к человеку: найдено, взято или передано.',
  'gained.new': 'Из них новых для человека',
  'gained.new?': 'Пришли не потому, что клиент закреплён за человеком, и человек ими раньше не занимался.',
  'evenness.new': 'Равномерность: новые обращения',
  'evenness.new?':
    'Во сколько раз самый загруженный загружен больше, чем все вместе, внутри одного подразделения: наибольшее отношение занятого к норме к общему; 1 — поровну. Здесь — обращения, новые для человека. Не показывается, если их меньше 20 или подразделений несколько.',
  'evenness.owned': 'Равномерность: обращения своих клиентов',
  'evenness.owned?':
    'То же для обращений, которые пришли к человеку, потому что клиент его или он ими уже занимался. Не показывается, если их меньше 20.',
  'evenness.portfolio': 'Равномерность: портфели',
  'evenness.portfolio?':
    'То же для портфелей: их руководитель получает по наследству, поэтому они отдельно. Не показывается, если клиентов в среднем меньше 20.',
  'queue.length': 'Очередь в среднем',
  'queue.length?': 'Сколько обращений в среднем ждали в очереди подразделения, пока найдётся человек, по календарю.',
  'queue.most': 'Очередь, больше всего',
  'queue.most?': 'Сколько обращений одновременно ждали в очереди одного подразделения, самое большее.',
  'queue.n': 'Вставали в очередь',
  'queue.n?': 'Сколько раз обращение в эти дни встало в очередь. День — когда начало ждать.',
  'queue.found': 'Дождались человека',
  'queue.found?': 'Скольким из них нашёлся человек в том же подразделении. Остальные ушли в очередь другого, кончились или ещё ждут.',
  'queue.left': 'Кончились в очереди',
  'queue.left?': 'Сколько из них решены, закрыты или объединены с другими, пока ждали.',
  'queue.waiting': 'Ещё ждут',
  'queue.waiting?': 'Сколько из них ждут и сейчас. В медиану не входят, поэтому стоят рядом.',
  'queue.medianSeconds': 'Ожидание, медиана',
  'queue.medianSeconds?': 'Сколько ждали те, кому нашёлся человек, по календарю: половина меньше.',
  'queue.p90Seconds': 'Ожидание, 90 %',
  'queue.p90Seconds?': 'То же: девять из десяти меньше. Не показывается, если дождались меньше 20.',
} as const;

export const en: Readonly<Record<keyof typeof ru, string>> = {
  'conversations.open': 'Open conversations, mean',
  'conversations.open?':
    'How many conversations were being served at a time: with people, not in a queue, by the calendar, nights and days off included. Today is counted up to this minute.',
  'conversations.load': 'Load by conversations',
  'conversations.load?':
    'Which share of the limit of open conversations was taken, over time; 1 is all of it. Limits and capacities are those of each moment. It counts people who take conversations, while they worked in the department.',
  'conversations.ofOthers': 'Of these, with people who take none',
  'conversations.ofOthers?':
    'How many conversations were at a time with people who take none by themselves, or no longer work in the department. They are no part of load and evenness.',
  'places.left': 'Places left, mean',
  'places.left?':
    'How many more conversations would have found room within the limits, over time. What one person has beyond the limit takes nobody else’s place. Whether somebody was there does not matter.',
  'portfolio.clients': 'Owned clients, mean',
  'portfolio.clients?': 'How many clients were owned at a time, without those who were lost.',
  'portfolio.load': 'Load by portfolio',
  'portfolio.load?':
    'Which share of a full portfolio owned clients took, over time; a client weighs by its size and the policy of each moment.',
  'portfolio.ofOthers': 'Of these, owned by people who take none',
  'portfolio.ofOthers?':
    'How many clients were owned at a time by people who take no conversations by themselves, or no longer work in the department. They are no part of load and evenness.',
  'gained.n': 'Conversations received',
  'gained.n?': 'How often a conversation came to somebody on these days: found, taken or handed on.',
  'gained.new': 'Of these, new to the person',
  'gained.new?': 'They came otherwise than because the client is that person’s, and the person had not had them before.',
  'evenness.new': 'Evenness: new conversations',
  'evenness.new?':
    'How many times the most loaded person is loaded as all together, within one department: the highest share of the limit over that of all; 1 is even. Here of conversations that were new to the person. Not shown of fewer than 20, nor of several departments.',
  'evenness.owned': 'Evenness: conversations of own clients',
  'evenness.owned?':
    'The same of conversations that came because the client is the person’s, or the person had them before. Not shown of fewer than 20.',
  'evenness.portfolio': 'Evenness: portfolios',
  'evenness.portfolio?': 'The same of portfolios, which a head inherits: so they stand apart. Not shown of fewer than 20 clients.',
  'queue.length': 'Queue, mean',
  'queue.length?': 'How many conversations waited in a department’s queue at a time for somebody to be found, by the calendar.',
  'queue.most': 'Queue, most',
  'queue.most?': 'How many conversations waited in one department’s queue at the same time, at most.',
  'queue.n': 'Were queued',
  'queue.n?': 'How often a conversation was queued on these days. Counted on the day it began to wait.',
  'queue.found': 'Of these, found somebody',
  'queue.found?': 'For how many of these somebody of the department was found. The others went to another queue, ended, or still wait.',
  'queue.left': 'Ended in the queue',
  'queue.left?': 'How many of these were resolved, closed or joined with others while they waited.',
  'queue.waiting': 'Still waiting',
  'queue.waiting?': 'How many of these wait even now. They are no part of the median, so they stand beside it.',
  'queue.medianSeconds': 'Wait, median',
  'queue.medianSeconds?': 'How long those waited for whom somebody was found, by the calendar: half waited less.',
  'queue.p90Seconds': 'Wait, p90',
  'queue.p90Seconds?': 'The same: nine of ten waited less. Not shown where fewer than 20 found somebody.',
};
