import type { JSX } from 'preact';
import type { Worded } from '../../../domain/language.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { Mistakes } from './mistakes.tsx';
import { freshId, noWords, type TreeEdit, withoutProduct, wordsAt } from './tree-draft.ts';
import { WordedField } from './worded-field.tsx';

/** Edits what may be offered at all. */
export function TreeProducts({ tree, may, mistakes, change }: TreeEdit): JSX.Element {
  const { t } = usePage();
  const put = (id: string, words: Worded): void => change({ ...tree, products: { ...tree.products, [id]: words } });
  return (
    <section class="policy-section">
      <h2>{t('tree.products')}</h2>
      {Object.entries(tree.products).map(([id, name]) => (
        <Product
          key={id}
          id={id}
          name={name}
          mistakes={wordsAt(mistakes, 'products', id)}
          change={(words) => put(id, words)}
          remove={may ? () => change(withoutProduct(tree, id)) : null}
        />
      ))}
      {may ? (
        <button type="button" class="button" onClick={() => put(freshId('product', Object.keys(tree.products)), noWords)}>
          {t('tree.product.add')}
        </button>
      ) : null}
    </section>
  );
}

interface ProductProps {
  readonly id: string;
  readonly name: Worded;
  readonly mistakes: readonly string[];
  readonly change: (words: Worded) => void;
  /** null: not for whoever looks */
  readonly remove: (() => void) | null;
}

function Product({ id, name, mistakes, change, remove }: ProductProps): JSX.Element {
  const { t, language } = usePage();
  return (
    <div class="tree-option">
      <div class="tree-option-row">
        <WordedField label={t('tree.product.name')} hidden words={name} change={change} />
        {remove === null ? null : (
          <button type="button" class="icon-button" aria-label={t('tree.product.remove', { name: name[language] || id })} onClick={remove}>
            <Icon name="close" />
          </button>
        )}
      </div>
      <Mistakes words={mistakes} />
    </div>
  );
}
