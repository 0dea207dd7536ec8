import type { JSX } from 'preact';
import { sizeClasses } from '../../../domain/client.ts';
import { usePage } from '../frame/page.ts';
import { Choice, FormField } from '../kit/form-field.tsx';
import { freshId, type LeafDraft, noWords, withLeaf, withoutLeaf } from './tree-draft.ts';
import type { TreeEdit } from './tree-question.tsx';
import { WordedField } from './worded-field.tsx';

const jurisdictions = ['client', 'sales'] as const;

/** The ends: whose matter it is, how big the client is held to be, what may be offered (R3). */
export function TreeLeaves({ tree, may, mistakes, change }: TreeEdit): JSX.Element {
  const { t, language } = usePage();
  return (
    <section class="policy-section">
      <h2>{t('tree.leaves')}</h2>
      {Object.entries(tree.leaves).map(([id, leaf]) => {
        const set = (next: LeafDraft): void => change(withLeaf(tree, id, next));
        return (
          <section key={id} class="tree-card" role="group" aria-label={t('tree.next.leaf', { name: id })} data-testid={`leaf-${id}`}>
            <header class="tree-card-head">
              <strong>{id}</strong>
              {may ? (
                <button
                  type="button"
                  class="link-button danger-quiet spread-end"
                  aria-label={`${t('tree.leaf.remove')}: ${id}`}
                  onClick={() => change(withoutLeaf(tree, id))}
                >
                  {t('tree.leaf.remove')}
                </button>
              ) : null}
            </header>
            <div class="form-row">
              <FormField label={t('tree.leaf.jurisdiction')}>
                <Choice
                  name={`jurisdiction-${id}`}
                  value={leaf.jurisdiction}
                  all={jurisdictions.map((each) => [each, t(`tree.leaf.${each}`)] as const)}
                  choose={(jurisdiction) => set({ ...leaf, jurisdiction })}
                />
              </FormField>
              <FormField label={t('tree.leaf.size')}>
                <Choice
                  name={`size-${id}`}
                  value={leaf.size}
                  all={sizeClasses.map((each) => [each, t(`size.${each}`)] as const)}
                  choose={(size) => set({ ...leaf, size })}
                />
              </FormField>
            </div>
            <fieldset class="ticks">
              <legend class="form-label">{t('tree.leaf.products')}</legend>
              {Object.entries(tree.products).map(([product, name]) => (
                <label key={product} class="tick">
                  <input
                    type="checkbox"
                    checked={leaf.products.includes(product)}
                    onChange={(event) => {
                      const others = leaf.products.filter((each) => each !== product);
                      set({ ...leaf, products: event.currentTarget.checked ? [...others, product] : others });
                    }}
                  />
                  <span dir="auto">{name[language] || product}</span>
                </label>
              ))}
            </fieldset>
            <WordedField
              label={t('tree.leaf.word')}
              words={leaf.word ?? noWords}
              change={(word) => {
                const { word: _, ...rest } = leaf;
                set(word.ru === '' && word.en === '' ? rest : { ...rest, word });
              }}
            />
            {mistakes
              .filter(({ path }) => path[0] === 'leaves' && path[1] === id)
              .map(({ words }) => (
                <p key={words} class="trouble">
                  {words}
                </p>
              ))}
          </section>
        );
      })}
      {may ? (
        <button
          type="button"
          class="button"
          onClick={() => {
            const id = freshId('end', Object.keys(tree.leaves));
            change(withLeaf(tree, id, { products: [], jurisdiction: 'client', size: 'small' }));
          }}
        >
          {t('tree.leaf.add')}
        </button>
      ) : null}
    </section>
  );
}
