import type { Option, Question, Tree } from '../../flows/tree.ts';
import type { Language } from '../domain/language.ts';
import { type TreeKey, tTree } from '../texts/tree.ts';

/** Words how a tree differs from the one before, a sentence for every question, answer, end and product that does. */
export function treeChanges(from: Tree, to: Tree, language: Language): readonly string[] {
  const t = (key: TreeKey, params: Readonly<Record<string, string>> = {}) => tTree(language, key, params);
  return [
    ...(same(from.greeting, to.greeting) ? [] : [t('change.greeting')]),
    ...(from.root === to.root ? [] : [t('change.root', { ask: askOf(to, to.root, language) })]),
    ...changed(from.questions, to.questions).flatMap(([id, before, after]) => {
      if (before === undefined) return [t('change.question-added', { ask: askOf(to, id, language) })];
      if (after === undefined) return [t('change.question-removed', { ask: askOf(from, id, language) })];
      return questionChanges(before, after, language, t);
    }),
    ...changed(from.leaves, to.leaves).map(([leaf, before, after]) => {
      const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      if (before === undefined || after === undefined) return t(`change.leaf-${kind}`, { leaf });
      const what = (['products', 'jurisdiction', 'size', 'topic', 'word'] as const).filter((each) => !same(before[each], after[each]));
      return t('change.leaf-changed', { leaf, what: what.map((each) => t(`what.${each}`)).join(', ') });
    }),
    ...changed(from.products, to.products).map(([id, before, after]) => {
      const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      return t(`change.product-${kind}`, { product: (after ?? before)?.[language] || id });
    }),
  ];
}

type Words = (key: TreeKey, params?: Readonly<Record<string, string>>) => string;

function questionChanges(before: Question, after: Question, language: Language, t: Words): string[] {
  const ask = after.ask[language] || before.ask[language];
  const words = same(before.ask, after.ask) && before.kind === after.kind ? [] : [t('change.question-words', { ask })];
  if (before.kind === 'text' || after.kind === 'text') {
    return words.length > 0 || same(before, after) ? words : [t('change.question-changed', { ask })];
  }
  const [was, is] = [byId(before.options), byId(after.options)];
  const options = changed(was, is).map(([, old, now]) => {
    const answer = (now ?? old)?.label[language] ?? '';
    if (old === undefined) return t('change.option-added', { ask, answer });
    if (now === undefined) return t('change.option-removed', { ask, answer });
    const what = (['label', 'also', 'numbers', 'topic', 'next'] as const).filter((each) => !same(old[each], now[each]));
    return t('change.option-changed', { ask, answer, what: what.map((each) => t(`what.${each}`)).join(', ') });
  });
  const reordered = options.length === 0 && words.length === 0 && !same(Object.keys(was), Object.keys(is));
  return [...words, ...options, ...(reordered ? [t('change.option-order', { ask })] : [])];
}

const byId = (options: readonly Option[]): Readonly<Record<string, Option>> => Object.fromEntries(options.map((each) => [each.id, each]));

/** Lists what is in one of them only, or otherwise in the other. */
function changed<Value>(from: Readonly<Record<string, Value>>, to: Readonly<Record<string, Value>>) {
  const ids = [...new Set([...Object.keys(to), ...Object.keys(from)])];
  return ids.flatMap((id) => (same(from[id], to[id]) ? [] : [[id, from[id], to[id]] as const]));
}

/** Compares data, however its keys are ordered: a database keeps them in an order of its own. */
function same(one: unknown, other: unknown): boolean {
  return written(one) === written(other);
}

function written(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? ''
  );
}

function askOf({ questions }: Tree, id: string, language: Language): string {
  return questions[id]?.ask[language] || id;
}
