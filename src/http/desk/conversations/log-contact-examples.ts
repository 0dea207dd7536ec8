import type { z } from 'zod';
import type { Callers, Logged, log as logSchema, TreeToWalk } from './log-contact-contract.ts';

/** What the OpenAPI document shows. */
const id = (n: number) => `0195d3a0-7c1e-7000-8000-${String(n).padStart(12, '0')}`;
const anna = { id: id(1), name: 'Anna Orlova' };
const department = { key: 'client', name: 'Client department' };

export const tree: TreeToWalk = {
  hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  greeting: { ru: 'Здравствуйте!', en: 'Hello!' },
  root: 'who',
  questions: {
    who: {
      kind: 'choice',
      ask: { ru: 'Вы обращаетесь от организации или для себя?', en: 'Are you calling for an organisation or for yourself?' },
      options: [{ id: 'myself', label: { ru: 'Для себя', en: 'For myself' }, next: { leaf: 'personal' } }],
    },
  },
  leaves: { personal: { department, products: [{ ru: 'Личная лицензия', en: 'Personal licence' }] } },
};

export const callers: Callers = {
  contacts: [
    {
      id: id(4),
      name: 'Peter',
      client: { id: id(3), name: 'Northern Bakery', size: 'small' },
      owners: [{ department, specialist: anna }],
    },
  ],
};

export const log: z.input<typeof logSchema> = {
  key: 'k3v9s0q6',
  kind: 'call',
  stranger: { name: 'Ivan Petrov', phone: '+7 921 000-00-00' },
  language: 'ru',
  answers: [{ question: 'who', option: 'myself' }],
  note: 'Wants to know the price of a personal licence.',
};

export const logged: Logged = {
  conversation: id(2),
  status: 'waiting-on-us',
  department,
  specialist: anna,
  owners: [{ department, specialist: anna }],
  mayTake: true,
  duplicate: false,
};
