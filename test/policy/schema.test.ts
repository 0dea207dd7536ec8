import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { questionTree } from '../../flows/question-tree.ts';
import { policyJsonSchema } from '../../src/policy/form.ts';
import { treeChanges } from '../../src/policy/tree-difference.ts';
import { treeDraft } from '../../src/policy/tree-form.ts';

describe('what the desk may send', () => {
  it('is published as a JSON Schema of the policy', () => {
    const published: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/policy.schema.json'), 'utf8'));
    expect(published, 'run node scripts/schemas.ts').toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });

  it('may be a question tree that is not finished yet', () => {
    expect(treeDraft.safeParse(questionTree).success).toBe(true);
    expect(treeDraft.safeParse({ ...questionTree, greeting: { ru: '', en: '' }, root: '' }).success).toBe(true);
    expect(treeDraft.safeParse({ ...questionTree, root: 7 }).success).toBe(false);
  });
});

describe('a tree against the one before', () => {
  const who = questionTree.questions['who'];
  if (who?.kind !== 'choice') throw new Error('the first question is one of buttons');

  it('says nothing of what is the same, in whatever order a database keeps it', () => {
    const turned = { ...questionTree, questions: Object.fromEntries(Object.entries(questionTree.questions).toReversed()) };
    expect(treeChanges(questionTree, turned, 'ru')).toEqual([]);
  });

  it('names questions, answers, ends and products by their words', () => {
    const [first, ...others] = who.options;
    if (first === undefined) throw new Error('it has answers');
    const { large, ...leaves } = questionTree.leaves;
    if (large === undefined) throw new Error('there is an end for the large');
    const changed = {
      ...questionTree,
      questions: { ...questionTree.questions, who: { ...who, options: [{ ...first, next: { leaf: 'key' } }, ...others.slice(1)] } },
      leaves: { ...leaves, large: { ...large, jurisdiction: 'client' as const, size: 'medium' as const } },
      products: { ...questionTree.products, audit: { ru: 'Аудит', en: 'Audit' } },
    };
    expect(treeChanges(questionTree, changed, 'en')).toEqual([
      '“Are you writing for an organisation or for yourself?”, answer “For an organisation”: leads elsewhere',
      '“Are you writing for an organisation or for yourself?”: the answer “For myself” is gone',
      'The end “large”: another department, another size',
      'New product “Audit”',
    ]);
  });

  it('tells another order of answers', () => {
    const turned = { ...questionTree, questions: { ...questionTree.questions, who: { ...who, options: who.options.toReversed() } } };
    expect(treeChanges(questionTree, turned, 'ru')).toEqual(['«Вы обращаетесь от\u00a0организации или для себя?»: другой порядок ответов']);
  });
});
