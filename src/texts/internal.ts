import { type Catalog, translator } from './translate.ts';

/** What the desk says among colleagues, in a conversation's thread; clients never see it. */
export const inside = {
  ru: {
    'late.reminder': 'Клиент ждёт ответа дольше положенного. Ответьте, пожалуйста: {name}.',
    'late.head': 'Срок ответа вышел, подменить некому. Нужна помощь руководителя: {name}.',
    'late.nobody': 'Срок ответа вышел, подменить некому. Нужна помощь руководителя подразделения.',
    'queue.head': 'Клиент слишком долго ждёт в очереди, взять некому. Нужна помощь руководителя: {name}.',
    'queue.full': 'Клиент слишком долго ждёт в очереди: места есть, но портфели полны. Примите его сверх портфеля или передайте: {name}.',
    'queue.nobody': 'Клиент слишком долго ждёт в очереди, взять некому. Нужна помощь руководителя подразделения.',
    'queue.admitted': '{name} принимает этого клиента сверх портфеля.',
    'proposal.asked':
      'Передано с просьбой, чтобы занимался {name}. Пока это не решено, обращение у отдела. Решает руководитель отдела{named, select, yes {: {head}} other {}}.',
    'proposal.raised': 'Просьба, чтобы занимался {name}, ждёт решения директора. Клиента это не задерживает.',
    'proposal.answered': 'Клиенту уже ответили: просьба, чтобы занимался {name}, снята.',
    'spoke.call': 'Поговорили по телефону.',
    'spoke.visit': 'Поговорили лично.',
    'late.kept': 'Ответ остался внутри: обращение уже ведёт {name}.',
    'finance.asked': 'Вопрос финансам: {question}',
    'finance.answered': 'Ответ финансов: {answer}',
    'sent-over.client': 'Клиент отметил: это не про деньги.',
    'sent-over.general': '{name} передаёт слова клиента вам: они не про деньги.',
    'sent-over.finance': '{name} передаёт слова клиента вам: они про счета и оплату.',
  },
  en: {
    'late.reminder': 'The client has waited longer than they should. Please answer: {name}.',
    'late.head': 'The answer is late and nobody can stand in. The head’s help is needed: {name}.',
    'late.nobody': 'The answer is late and nobody can stand in. The help of the department’s head is needed.',
    'queue.head': 'The client has waited in the queue for too long and nobody can take it. The head’s help is needed: {name}.',
    'queue.full':
      'The client has waited in the queue for too long: there is room, but the portfolios are full. Accept them over the limit or hand them on: {name}.',
    'queue.nobody': 'The client has waited in the queue for too long and nobody can take it. The help of the department’s head is needed.',
    'queue.admitted': '{name} accepts this client over the portfolio limit.',
    'proposal.asked':
      'Handed over with the wish that {name} has it. Until that is decided the department does. The head of the department decides{named, select, yes {: {head}} other {}}.',
    'proposal.raised': 'The wish that {name} has it waits for the director. The client does not wait for that.',
    'proposal.answered': 'The client has been answered: the wish that {name} has it is off.',
    'spoke.call': 'Spoke on the phone.',
    'spoke.visit': 'Spoke in person.',
    'late.kept': 'The answer stayed inside: {name} has the conversation by now.',
    'finance.asked': 'Question to finance: {question}',
    'finance.answered': 'Finance answers: {answer}',
    'sent-over.client': 'The client says that this is not about money.',
    'sent-over.general': '{name} sends you the client’s words: they are not about money.',
    'sent-over.finance': '{name} sends you the client’s words: they are about invoices and payments.',
  },
} as const satisfies Catalog;

export const tInternal = translator(inside);
