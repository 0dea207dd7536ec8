import type { JSX } from 'preact';
import { languages } from '../../../domain/language.ts';
import { usePage } from '../frame/page.ts';
import { TextField } from '../kit/field.tsx';
import { FormField } from '../kit/form-field.tsx';
import { Icon } from '../kit/icon.tsx';
import { Mistakes } from './mistakes.tsx';
import { NextChoice } from './next-choice.tsx';
import { TopicChoice } from './topic-choice.tsx';
import { type OptionDraft, splitWords, type TreeDraft } from './tree-draft.ts';
import { WordedField } from './worded-field.tsx';

export interface OptionProps {
  readonly tree: TreeDraft;
  readonly option: OptionDraft;
  readonly name: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly mistakes: readonly string[];
  readonly change: (option: OptionDraft) => void;
  readonly remove: () => void;
  readonly move: (by: -1 | 1) => void;
}

/** Edits one answer: its words, other words that mean it, numbers that do, and where it leads. */
export function TreeOption({ tree, option, name, first, last, mistakes, change, remove, move }: OptionProps): JSX.Element {
  const { t, language } = usePage();
  const answer = option.label[language].trim() || option.id;
  const icon = (key: 'up' | 'down' | 'remove', off: boolean, act: () => void): JSX.Element => (
    <button type="button" class="icon-button" disabled={off} aria-label={t(`tree.option.${key}`, { answer })} onClick={act}>
      <Icon name={key === 'up' ? 'chevron-up' : key === 'down' ? 'chevron' : 'close'} />
    </button>
  );
  return (
    <li class="tree-option">
      <div class="tree-option-row">
        <WordedField
          label={t('tree.option')}
          hidden
          words={option.label}
          name={`label-${name}`}
          change={(label) => change({ ...option, label })}
        />
        <NextChoice tree={tree} name={`next-${name}`} value={option.next} choose={(next) => change({ ...option, next })} />
        <span class="tree-option-tools">
          {icon('up', first, () => move(-1))}
          {icon('down', last, () => move(1))}
          {icon('remove', false, remove)}
        </span>
      </div>
      <details>
        <summary>{t('tree.option.more')}</summary>
        <Meanings option={option} change={change} />
      </details>
      <Mistakes words={mistakes} />
    </li>
  );
}

/** Asks what else may be typed for it. */
function Meanings({ option, change }: Pick<OptionProps, 'option' | 'change'>): JSX.Element {
  const { t } = usePage();
  const also = option.also ?? { ru: [], en: [] };
  const ranged = (from: number | undefined, to: number | undefined): void => {
    const { numbers: _, ...rest } = option;
    change(from === undefined ? rest : { ...rest, numbers: to === undefined ? { from } : { from, to } });
  };
  return (
    <div class="form">
      <TopicChoice name={`topic-${option.id}`} value={option.topic} set={(topic) => change(withTopic(option, topic))} />
      {languages.map((language) => (
        <FormField key={language} label={`${t('tree.option.also')} (${language})`}>
          <input
            class="input"
            lang={language}
            dir="auto"
            // what is typed is taken when it is done: a comma in the middle of typing must not vanish
            defaultValue={also[language].join(', ')}
            onChange={(event) => change({ ...option, also: { ...also, [language]: splitWords(event.currentTarget.value) } })}
          />
        </FormField>
      ))}
      <div class="form-row">
        <TextField
          label={t('tree.option.from')}
          inputMode="numeric"
          value={text(option.numbers?.from)}
          set={(typed) => ranged(number(typed), option.numbers?.to)}
        />
        <TextField
          label={t('tree.option.to')}
          inputMode="numeric"
          disabled={option.numbers === undefined}
          value={text(option.numbers?.to)}
          set={(typed) => ranged(option.numbers?.from, number(typed))}
        />
      </div>
    </div>
  );
}

function withTopic({ topic: _, ...option }: OptionDraft, topic: string | undefined): OptionDraft {
  return topic === undefined ? option : { ...option, topic };
}

const number = (typed: string): number | undefined => (/^\d{1,9}$/.test(typed.trim()) ? Number(typed) : undefined);
const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
