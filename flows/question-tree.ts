import type { Next, Option, Question, Tree } from './tree.ts';

/*
 * The demo company's tree: business software by subscription. A company replaces it with its own; the form is in tree.ts.
 * Small and typical matters stay with the client department, volume worth meeting for goes to sales (R3, R4).
 */

const organisation = (next: Next): Extract<Question, { kind: 'text' }> => ({
  kind: 'text',
  purpose: 'organisation',
  ask: { ru: 'Как называется ваша организация?', en: 'What is your organisation called?' },
  skip: { ru: 'Пропустить', en: 'Skip' },
  next,
});

const manager = (next: Next): Extract<Question, { kind: 'text' }> => ({
  kind: 'text',
  purpose: 'manager',
  ask: {
    ru: 'Как зовут менеджера? Если не\u00a0помните, напишите телефон, на\u00a0который вам звонили.',
    en: 'What is the manager’s name? If you don’t remember, type the phone number you were called on.',
  },
  skip: { ru: 'Не\u00a0помню', en: 'I don’t remember' },
  next,
});

const leaf = (id: string): Next => ({ leaf: id });
const question = (id: string): Next => ({ question: id });

const forOrganisation: Omit<Option, 'next'> = {
  id: 'organisation',
  label: { ru: 'От организации', en: 'For an organisation' },
  also: {
    ru: ['организация', 'для организации', 'для компании', 'компания', 'от компании', 'фирма', 'для работы'],
    en: ['organisation', 'organization', 'for an organization', 'company', 'for a company', 'business', 'for work'],
  },
};

const forMyself: Omit<Option, 'next'> = {
  id: 'myself',
  label: { ru: 'Для себя', en: 'For myself' },
  also: {
    ru: ['себя', 'для меня', 'частное лицо', 'физлицо', 'физическое лицо', 'для дома'],
    en: ['myself', 'for me', 'private', 'private person', 'for home'],
  },
};

const licences: Omit<Option, 'next'> = {
  id: 'licences',
  label: { ru: 'Лицензии на программу', en: 'Software licences' },
  also: {
    ru: ['лицензии', 'лицензия', 'программа', 'купить программу', 'подписка'],
    en: ['licences', 'licenses', 'licence', 'license', 'software', 'subscription'],
  },
};

const installation: Omit<Option, 'next'> = {
  id: 'installation',
  label: { ru: 'Установка и настройка', en: 'Installation and set-up' },
  also: { ru: ['установка', 'установить', 'настройка', 'настроить'], en: ['installation', 'install', 'set-up', 'setup'] },
};

const training: Omit<Option, 'next'> = {
  id: 'training',
  label: { ru: 'Обучение сотрудников', en: 'Training for our staff' },
  also: { ru: ['обучение', 'обучить', 'курсы'], en: ['training', 'courses'] },
};

const undecided: Omit<Option, 'next'> = {
  id: 'undecided',
  label: { ru: 'Пока не знаю, нужен совет', en: 'Not sure yet, I’d like advice' },
  also: { ru: ['не знаю', 'пока не знаю', 'совет', 'нужен совет'], en: ['not sure', 'not sure yet', 'advice', 'i don’t know'] },
};

export const questionTree: Tree = {
  name: 'demo',
  greeting: {
    ru: 'Здравствуйте! Пара коротких вопросов, и\u00a0вам ответит нужный специалист.',
    en: 'Hello! A couple of short questions, and the right person will be with you.',
  },
  root: 'who',
  questions: {
    who: {
      kind: 'choice',
      ask: { ru: 'Вы обращаетесь от\u00a0организации или для себя?', en: 'Are you writing for an organisation or for yourself?' },
      options: [
        { ...forOrganisation, next: question('workplaces') },
        { ...forMyself, next: leaf('personal') },
        {
          id: 'client',
          label: { ru: 'Я\u00a0уже ваш клиент', en: 'I’m already a client' },
          also: { ru: ['уже клиент', 'я клиент', 'клиент'], en: ['already a client', 'i’m a client', 'client', 'existing client'] },
          next: question('client-name'),
        },
        {
          id: 'contacted',
          label: { ru: 'Со\u00a0мной связался ваш менеджер', en: 'Your manager contacted me' },
          also: {
            ru: ['мне звонил ваш менеджер', 'мне писал ваш менеджер', 'ваш менеджер мне звонил'],
            en: ['your manager called me', 'your manager wrote to me', 'a manager contacted me'],
          },
          next: question('contacted-for'),
        },
      ],
    },
    workplaces: {
      kind: 'choice',
      ask: { ru: 'На\u00a0сколько рабочих мест нужна программа?', en: 'How many workplaces is it for?' },
      options: [
        { id: 'up-to-10', label: { ru: '1–10', en: '1–10' }, numbers: { from: 1, to: 10 }, next: question('small-name') },
        { id: 'up-to-50', label: { ru: '11–50', en: '11–50' }, numbers: { from: 11, to: 50 }, next: question('medium-name') },
        { id: 'up-to-200', label: { ru: '51–200', en: '51–200' }, numbers: { from: 51, to: 200 }, next: question('large-name') },
        { id: 'over-200', label: { ru: 'Больше 200', en: 'More than 200' }, numbers: { from: 201 }, next: question('key-name') },
      ],
    },
    'small-name': organisation(question('small-need')),
    'medium-name': organisation(question('medium-need')),
    'large-name': organisation(leaf('large')),
    'key-name': organisation(leaf('key')),
    'client-name': { ...organisation(leaf('client')), proof: 'phone' },
    'contacted-for': {
      kind: 'choice',
      ask: { ru: 'Речь об\u00a0организации или о\u00a0вас лично?', en: 'Is it about an organisation or about yourself?' },
      options: [
        { ...forOrganisation, next: question('contacted-name') },
        { ...forMyself, next: question('contacted-personally') },
      ],
    },
    'contacted-name': organisation(question('contacted-manager')),
    'contacted-manager': manager(leaf('contacted')),
    'contacted-personally': manager(leaf('contacted-personal')),
    'small-need': {
      kind: 'choice',
      ask: { ru: 'С\u00a0чего начнём?', en: 'Where shall we start?' },
      options: [
        { ...licences, next: leaf('small-licences') },
        { ...installation, next: leaf('small-installation') },
        { ...training, next: leaf('small-training') },
        { ...undecided, next: leaf('small-advice') },
      ],
    },
    'medium-need': {
      kind: 'choice',
      ask: { ru: 'С\u00a0чего начнём?', en: 'Where shall we start?' },
      options: [
        { ...licences, next: leaf('medium-licences') },
        { ...installation, next: leaf('medium-installation') },
        { ...training, next: leaf('medium-training') },
        { ...undecided, next: leaf('medium-advice') },
      ],
    },
  },
  leaves: {
    personal: {
      products: ['personal-licence', 'installation'],
      jurisdiction: 'client',
      size: 'private',
      word: { ru: 'Спасибо! Расскажите, что вам нужно, и\u00a0мы подскажем.', en: 'Thank you! Tell us what you need, and we’ll help.' },
    },
    client: {
      products: ['licences', 'installation', 'training', 'payment'],
      jurisdiction: 'client',
      // Their real size is known as soon as a person attaches them to their client (R6); until then they weigh nothing.
      size: 'private',
      word: {
        ru: 'Рады снова вас видеть! Сейчас найдём вас в\u00a0списке клиентов.',
        en: 'Good to see you again! We’ll just find you among our clients.',
      },
    },
    contacted: { products: ['licences', 'installation', 'training'], jurisdiction: 'sales', size: 'small' },
    'contacted-personal': { products: ['personal-licence', 'installation'], jurisdiction: 'sales', size: 'private' },
    'small-licences': { products: ['licences', 'payment'], jurisdiction: 'client', size: 'small' },
    'small-installation': { products: ['installation'], jurisdiction: 'client', size: 'small' },
    'small-training': { products: ['training'], jurisdiction: 'client', size: 'small' },
    'small-advice': { products: ['licences', 'installation', 'training', 'payment'], jurisdiction: 'client', size: 'small' },
    'medium-licences': { products: ['licences', 'payment'], jurisdiction: 'sales', size: 'medium' },
    'medium-installation': { products: ['installation'], jurisdiction: 'client', size: 'medium' },
    'medium-training': { products: ['training'], jurisdiction: 'client', size: 'medium' },
    'medium-advice': { products: ['licences', 'installation', 'training', 'payment'], jurisdiction: 'sales', size: 'medium' },
    large: {
      products: ['licences', 'installation', 'training', 'payment'],
      jurisdiction: 'sales',
      size: 'large',
      word: {
        ru: 'Спасибо! Сначала ответим на\u00a0ваш вопрос здесь, а\u00a0потом предложим встретиться.',
        en: 'Thank you! We’ll answer your question here first, then suggest a meeting.',
      },
    },
    key: {
      products: ['licences', 'installation', 'training', 'payment'],
      jurisdiction: 'sales',
      size: 'key',
      word: {
        ru: 'Спасибо! Сначала ответим на\u00a0ваш вопрос здесь, а\u00a0потом предложим встретиться.',
        en: 'Thank you! We’ll answer your question here first, then suggest a meeting.',
      },
    },
  },
  products: {
    'personal-licence': { ru: 'Личная лицензия', en: 'Personal licence' },
    licences: { ru: 'Лицензии', en: 'Licences' },
    installation: { ru: 'Установка и\u00a0настройка', en: 'Installation and set-up' },
    training: { ru: 'Обучение', en: 'Training' },
    payment: { ru: 'Помесячная оплата', en: 'Monthly payment' },
  },
};
