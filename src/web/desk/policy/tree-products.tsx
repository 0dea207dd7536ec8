import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { freshId, noWords, withoutProduct } from './tree-draft.ts';
import type { TreeEdit } from './tree-question.tsx';
import { WordedField } from './worded-field.tsx';

/** What may be offered at all. */
export function TreeProducts({ tree, may, mistakes, change }: TreeEdit): JSX.Element {
  const { t, language } = usePage();
  const all = Object.entries(tree.products);
  return (
    <section class="policy-section">
      <h2>{t('tree.products')}</h2>
      {all.map(([id, name]) => (
        <div key={id} class="tree-option">
          <div class="tree-option-row">
            <WordedField
              label={t('tree.product.name')}
              hidden
              words={name}
              change={(words) => change({ ...tree, products: { ...tree.products, [id]: words } })}
            />
            {may ? (
              <button
                type="button"
                class="icon-button"
                aria-label={t('tree.product.remove', { name: name[language] || id })}
                onClick={() => change(withoutProduct(tree, id))}
              >
                <Icon name="close" />
              </button>
            ) : null}
          </div>
          {mistakes
            .filter(({ path }) => path[0] === 'products' && path[1] === id)
            .map(({ words }) => (
              <p key={words} class="trouble">
                {words}
              </p>
            ))}
        </div>
      ))}
      {may ? (
        <button
          type="button"
          class="button"
          onClick={() => {
            const id = freshId(
              'product',
              all.map(([each]) => each),
            );
            change({ ...tree, products: { ...tree.products, [id]: noWords } });
          }}
        >
          {t('tree.product.add')}
        </button>
      ) : null}
    </section>
  );
}
