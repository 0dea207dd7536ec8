import type { Body } from '../load/wire.ts';

const tap = (question: string, option: string): Body => ({ choice: { question, option } });

/** How clients begin: ways through the demo company's tree, by taps and in words, and one who just talks. */
export const scripts: readonly (readonly Body[])[] = [
  [tap('who', 'myself')],
  [tap('who', 'organisation'), tap('workplaces', 'up-to-10'), { text: 'ООО «Ромашка»' }, tap('small-need', 'licences')],
  [{ text: 'Здравствуйте' }, { text: 'у меня вопрос' }, { text: 'по программе' }],
  [tap('who', 'client'), tap('client-name', 'skip')],
  [tap('who', 'organisation'), { text: '120' }, tap('large-name', 'skip')],
];
