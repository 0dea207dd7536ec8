import type { z } from 'zod';
import { defaultPolicy } from '../../../../flows/policy.ts';
import { questionTree } from '../../../../flows/question-tree.ts';
import type * as contract from './policy-contract.ts';

/* Examples of the rules and the question tree for the OpenAPI document. */

const anna = { id: '0190f3c1-0000-7000-8000-000000000001', name: 'Анна Орлова' };
const at = '2026-03-02T09:00:00.000Z';
const data = defaultPolicy as z.input<typeof contract.policyVersion>['data'];
const tree = questionTree as unknown as z.input<typeof contract.treeVersion>['tree'];
const hash = 'b5'.repeat(32);

export const policyVersion = { version: 2, data };
export const policyView = {
  ...policyVersion,
  departments: [
    { key: 'client', name: 'Клиентский отдел' },
    { key: 'finance', name: 'Финансы' },
    { key: 'sales', name: 'Продажи' },
  ],
  may: { change: true },
  versions: [
    { version: 2, restores: null, at, by: anna, note: 'Летний график', changes: ['Следующие ответы: 20 → 30 рабочих минут'] },
    { version: 1, restores: null, at, by: null, note: null, changes: [] },
  ],
};
export const newPolicy = { base: 2, data, note: 'Больше людей на смене' };

export const treeVersion = { hash, tree };
export const treeView = {
  ...treeVersion,
  may: { change: true },
  versions: [{ id: '0190f3c1-0000-7000-8000-000000000009', hash, at, by: null, note: null, changes: [] }],
};
export const treeCheck = { tree };
export const treeChecked = {
  mistakes: [{ path: ['questions', 'who'], words: 'У вопроса «who» нет ни одного ответа.' }],
  changes: ['Изменено приветствие'],
};
export const newTree = { base: hash, tree, note: '' };
