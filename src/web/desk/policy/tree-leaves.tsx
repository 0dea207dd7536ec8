import type { JSX } from 'preact';
import { sizeClasses } from '../../../domain/client.ts';
import { usePage } from '../frame/page.ts';
import { CheckField, ChoiceField } from '../kit/field.tsx';
import { Mistakes } from './mistakes.tsx';
import { TopicChoice } from './topic-choice.tsx';
import { freshId, type LeafDraft, noWords, type TreeDraft, type TreeEdit, withLeaf, withoutLeaf, wordsAt } from './tree-draft.ts';
import { WordedField } from './worded-field.tsx';

const fresh: LeafDraft = { products: [], jurisdiction: 'client', size: 'small' };

/** Edits the ends: whose matter it is, how big the client is held to be, what may be offered (R3). */
export function TreeLeaves({ tree, departments, may, mistakes, change }: TreeEdit): JSX.Element {
  const { t } = usePage();
  return (
    <section class="policy-section">
      <h2>{t('tree.leaves')}</h2>
      {Object.entries(tree.leaves).map(([id, leaf]) => (
        <Leaf
          key={id}
          id={id}
          leaf={leaf}
          products={tree.products}
          departments={departments}
          mistakes={wordsAt(mistakes, 'leaves', id)}
          change={(next) => change(withLeaf(tree, id, next))}
          remove={may ? () => change(withoutLeaf(tree, id)) : null}
        />
      ))}
      {may ? (
        <button type="button" class="button" onClick={() => change(withLeaf(tree, freshId('end', Object.keys(tree.leaves)), fresh))}>
          {t('tree.leaf.add')}
        </button>
      ) : null}
    </section>
  );
}

interface LeafProps {
  readonly id: string;
  readonly leaf: LeafDraft;
  readonly products: TreeDraft['products'];
  readonly departments: TreeEdit['departments'];
  readonly mistakes: readonly string[];
  readonly change: (leaf: LeafDraft) => void;
  /** null: not for whoever looks */
  readonly remove: (() => void) | null;
}

function Leaf({ id, leaf, products, departments, mistakes, change, remove }: LeafProps): JSX.Element {
  const { t } = usePage();
  const { word, ...wordless } = leaf;
  return (
    <section class="tree-card" role="group" aria-label={t('tree.next.leaf', { name: id })} data-testid={`leaf-${id}`}>
      <header class="tree-card-head">
        <strong>{id}</strong>
        {remove === null ? null : (
          <button type="button" class="link-button danger-quiet spread-end" aria-label={`${t('tree.leaf.remove')}: ${id}`} onClick={remove}>
            {t('tree.leaf.remove')}
          </button>
        )}
      </header>
      <LeafFields id={id} leaf={leaf} departments={departments} change={change} />
      <Offers leaf={leaf} products={products} change={change} />
      <WordedField
        label={t('tree.leaf.word')}
        words={word ?? noWords}
        change={(next) => change(next.ru === '' && next.en === '' ? wordless : { ...wordless, word: next })}
      />
      <Mistakes words={mistakes} />
    </section>
  );
}

function LeafFields({ id, leaf, departments, change }: Pick<LeafProps, 'id' | 'leaf' | 'departments' | 'change'>): JSX.Element {
  const { t } = usePage();
  return (
    <div class="form-row">
      <ChoiceField
        label={t('tree.leaf.jurisdiction')}
        name={`jurisdiction-${id}`}
        value={leaf.jurisdiction}
        all={departments.map(({ key, name }) => [key, name])}
        set={(jurisdiction) => change({ ...leaf, jurisdiction })}
      />
      <ChoiceField
        label={t('tree.leaf.size')}
        name={`size-${id}`}
        value={leaf.size}
        all={sizeClasses.map((each) => [each, t(`size.${each}`)])}
        set={(size) => change({ ...leaf, size })}
      />
      <TopicChoice name={`topic-${id}`} value={leaf.topic} set={(topic) => change(withTopic(leaf, topic))} />
    </div>
  );
}

function withTopic({ topic: _, ...leaf }: LeafDraft, topic: string | undefined): LeafDraft {
  return topic === undefined ? leaf : { ...leaf, topic };
}

/** Asks what is offered at an end, and keeps the order in which it was ticked. */
function Offers({ leaf, products, change }: Pick<LeafProps, 'leaf' | 'products' | 'change'>): JSX.Element {
  const { t, language } = usePage();
  const offer = (product: string, isOffered: boolean): void => {
    const others = leaf.products.filter((each) => each !== product);
    change({ ...leaf, products: isOffered ? [...others, product] : others });
  };
  return (
    <fieldset class="ticks">
      <legend class="form-label">{t('tree.leaf.products')}</legend>
      {Object.entries(products).map(([product, name]) => (
        <CheckField
          key={product}
          label={<bdi>{name[language] || product}</bdi>}
          value={leaf.products.includes(product)}
          set={(isOffered) => offer(product, isOffered)}
        />
      ))}
    </fieldset>
  );
}
