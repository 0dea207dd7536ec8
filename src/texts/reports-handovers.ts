/* What the numbers of the report on handovers are called, and what each is (`key?`). */

export const ru = {
  'cameDue.n': 'Наступило передач',
  'cameDue.n?':
    'Сколько клиентов в эти дни стало пора передать другому подразделению. Подразделение и человек — те, кто передаёт; правило — почему пора: сделка, платёж, срок, просьба, размер.',
  'cameDue.open': 'Из них ещё не переданы',
  'cameDue.open?': 'Сколько из них не переданы и сейчас: ждут или отложены.',
  'asked.early': 'Просили раньше срока',
  'asked.early?': 'Сколько раз попросили передать клиента раньше срока.',
  'asked.refused': 'Отказано',
  'asked.refused?': 'Сколько раз в досрочной передаче отказано.',
  'putOff.n': 'Отложено',
  'putOff.n?': 'Сколько раз руководитель отложил передачу с указанием причины.',
  'kept.n': 'Оставлено',
  'kept.n?': 'Сколько раз решено оставить клиента там, где он есть.',
  'done.n': 'Передано клиентов',
  'done.n?': 'Сколько передач состоялось в эти дни.',
  'done.medianDays': 'До передачи, медиана',
  'done.medianDays?': 'Сколько дней от первой сделки, с которой начался первый период, до передачи: половина быстрее.',
  'done.p90Days': 'До передачи, 90 %',
  'done.p90Days?': 'То же: девять передач из десяти быстрее.',
  'done.notMet': 'Переданы, но ещё не знакомы',
  'done.notMet?':
    'Со сколькими из переданных в эти дни клиентов новый специалист ещё не общался: ни доставленной переписки, ни звонка, ни визита.',
  'commission.before': 'Ставка до передачи',
  'commission.before?':
    'Средний процент вознаграждения продавца с платежей первого периода у переданных клиентов, где вознаграждение есть.',
  'commission.after': 'Ставка после',
  'commission.after?':
    'Средний процент с платежей после первого периода у тех же клиентов. Ставка падает по правилам оплаты, когда бы ни передали.',
  'handedOn.n': 'Передано обращений',
  'handedOn.n?': 'Сколько раз обращение передали дальше; считается у того, кто передал.',
  'takenOver.n': 'Подхвачено при опоздании',
  'takenOver.n?': 'Сколько раз при опоздании с ответом обращение начал вести подменяющий; считается у того, кто подхватил.',
} as const;

export const en: Readonly<Record<keyof typeof ru, string>> = {
  'cameDue.n': 'Handovers that came due',
  'cameDue.n?':
    'How many clients were to move to another department from these days on. Department and person are those who hand over; the rule is why: a deal, a payment, a time, a request, the size.',
  'cameDue.open': 'Of these, not done yet',
  'cameDue.open?': 'How many of these have not taken place even now: they wait, or were put off.',
  'asked.early': 'Asked for early',
  'asked.early?': 'How often somebody asked for a handover before its time.',
  'asked.refused': 'Refused',
  'asked.refused?': 'How often an early handover was refused.',
  'putOff.n': 'Put off',
  'putOff.n?': 'How often a head put a handover off, with a reason.',
  'kept.n': 'Kept',
  'kept.n?': 'How often it was decided that a client stays where it is.',
  'done.n': 'Clients handed over',
  'done.n?': 'How many handovers took place on these days.',
  'done.medianDays': 'Until the handover, median',
  'done.medianDays?': 'Days from the first deal, with which the initial period began, to the handover: half were faster.',
  'done.p90Days': 'Until the handover, p90',
  'done.p90Days?': 'The same: nine handovers of ten were faster.',
  'done.notMet': 'Handed over, not met yet',
  'done.notMet?':
    'With how many of the clients handed over on these days their new specialist has not talked yet: no delivered exchange, no call, no visit.',
  'commission.before': 'Rate before',
  'commission.before?':
    'Mean percentage the salesperson has of payments of the initial period, of clients handed over for whom commission is paid.',
  'commission.after': 'Rate after',
  'commission.after?':
    'Mean percentage of payments after it, of the same clients. The rate falls when the pay order says, whenever they are handed over.',
  'handedOn.n': 'Conversations handed on',
  'handedOn.n?': 'How often a conversation was handed on; counted with whoever handed it on.',
  'takenOver.n': 'Taken over when late',
  'takenOver.n?': 'How often a stand-in began because an answer was late; counted with whoever took over.',
};
