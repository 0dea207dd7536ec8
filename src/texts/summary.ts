import type { Catalog } from './translate.ts';

/** Words of the summaries that heads get in Slack. */
export const summary = {
  ru: {
    'title.daily': 'Утренняя сводка, {date}',
    'title.weekly': 'Сводка за неделю, {date}',
    nothing: 'Сейчас ничего не требует вашего участия.',
    'need.channel-down': '{channel} не отвечает с {time}.',
    'need.late':
      '{count, plural, one {# клиенту не ответили в срок, и он ждёт} few {# клиентам не ответили в срок, и они ждут} many {# клиентам не ответили в срок, и они ждут} other {# клиента ждут просроченного ответа}}.',
    'need.waits-for':
      '{count, plural, one {# клиент ждёт} few {# клиента ждут} many {# клиентов ждут} other {# клиента ждут}} ответа от «{name}»: {why}.',
    'why.away': '{back, select, none {на перерыве} other {на перерыве до {back}}}',
    'why.off': 'не на работе',
    'why.absent': '{back, select, none {в отъезде} other {в отъезде до {back}}}',
    'why.off-shift': '{back, select, none {не на смене} other {не на смене до {back}}}',
    'why.at-meeting': '{back, select, none {на встрече} other {на встрече до {back}}}',
    'why.on-call': '{back, select, none {на звонке} other {на звонке до {back}}}',
    'why.not-here': 'не на месте',
    'need.queue':
      '{count, plural, one {# клиент ждёт} few {# клиента ждут} many {# клиентов ждут} other {# клиента ждут}} в очереди: {department}.',
    'need.uncovered':
      '{name} отсутствует до {time} без замены, {count, plural, one {а это # клиент} few {а это # клиента} many {а это # клиентов} other {а это # клиента}}.',
    'need.promises-broken':
      'Вчера {count, plural, one {нарушено # обещание} few {нарушены # обещания} many {нарушено # обещаний} other {нарушено # обещания}} клиентам.',
    'need.overdue':
      '{count, plural, one {# клиент не платит} few {# клиента не платят} many {# клиентов не платят} other {# клиента не платят}} дольше 30 дней.',
    'need.handed-over':
      'С {count, plural, one {# переданным клиентом} few {# переданными клиентами} many {# переданными клиентами} other {# переданными клиентами}} новый ответственный ещё не говорил.',
    'need.meetings-unsaid':
      'О {count, plural, one {# вчерашней встрече} few {# вчерашних встречах} many {# вчерашних встречах} other {# вчерашних встречах}} никто не сказал, чем кончилось.',
    'need.promises-today':
      'На сегодня {count, plural, one {обещан # ответ} few {обещаны # ответа} many {обещано # ответов} other {обещано # ответа}}.',
    'period.daily': 'Прошлый рабочий день, {date}',
    'period.weekly': 'Прошлая неделя',
    numbers:
      '{period}: {answered, plural, one {# первый ответ} few {# первых ответа} many {# первых ответов} other {# первого ответа}}, в срок {within, select, none {нечего считать} other {{within}}}, нарушений {violations}. Перед этим: {answered2}, {within2, select, none {нечего считать} other {{within2}}}, {violations2}.',
    unanswered: 'Без ответа осталось {count}.',
    open: 'Открыть «Сейчас»',
    settings: 'Час и что присылать: меню со своим именем на столе, «Сводки».',
  },
  en: {
    'title.daily': 'Morning summary, {date}',
    'title.weekly': 'The week in short, {date}',
    nothing: 'Nothing needs you just now.',
    'need.channel-down': '{channel} does not answer since {time}.',
    'need.late': '{count, plural, one {# client was not answered in time and waits} other {# clients were not answered in time and wait}}.',
    'need.waits-for': '{count, plural, one {# client waits} other {# clients wait}} for {name}, who is {why}.',
    'why.away': '{back, select, none {away} other {away until {back}}}',
    'why.off': 'off',
    'why.absent': '{back, select, none {absent} other {absent until {back}}}',
    'why.off-shift': '{back, select, none {off shift} other {off shift until {back}}}',
    'why.at-meeting': '{back, select, none {at a meeting} other {at a meeting until {back}}}',
    'why.on-call': '{back, select, none {on a call} other {on a call until {back}}}',
    'why.not-here': 'not here',
    'need.queue': '{count, plural, one {# client waits} other {# clients wait}} in the queue: {department}.',
    'need.uncovered': '{name} is away until {time} without a deputy, with {count, plural, one {# client} other {# clients}}.',
    'need.promises-broken': '{count, plural, one {# promise to a client was} other {# promises to clients were}} broken yesterday.',
    'need.overdue': '{count, plural, one {# client has} other {# clients have}} not paid for more than 30 days.',
    'need.handed-over':
      '{count, plural, one {# client who was handed over has} other {# clients who were handed over have}} not heard from their new owner.',
    'need.meetings-unsaid': 'Nobody has said how {count, plural, one {# meeting} other {# meetings}} of yesterday ended.',
    'need.promises-today': '{count, plural, one {# answer is} other {# answers are}} promised for today.',
    'period.daily': 'The last working day, {date}',
    'period.weekly': 'Last week',
    numbers:
      '{period}: {answered, plural, one {# first answer} other {# first answers}}, in time {within, select, none {nothing to count} other {{within}}}, violations {violations}. Before that: {answered2}, {within2, select, none {nothing to count} other {{within2}}}, {violations2}.',
    unanswered: 'Left unanswered: {count}.',
    open: 'Open Now',
    settings: 'The hour, and what is sent: the menu with your name at the desk, “Summaries”.',
  },
} as const satisfies Catalog;
