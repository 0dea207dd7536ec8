import type { JSX, RefObject, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Snippet } from '../../../http/desk/work/snippets.ts';
import { usePage } from '../frame/page.ts';
import { foundIn } from '../kit/found-in.ts';
import { To } from '../kit/to-conversation.tsx';
import { useRead } from '../kit/use-read.ts';

export interface SnippetPickerProps {
  readonly conversation: string;
  readonly pick: (text: string) => void;
  readonly close: () => void;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
const mostShown = 8;

/** Offers ready sentences over the editor, filled in for this conversation: a word finds, arrows choose, Enter inserts. */
export function SnippetPicker({ conversation, pick, close }: SnippetPickerProps): JSX.Element {
  const { t, api } = usePage();
  const read = useRead(`snippets ${conversation}`, null, () => api('GET /snippets', { query: { conversation } }));
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  usePressOutside(frame, close);
  const all = read.value?.snippets ?? [];
  const shown = all.filter((each) => each.text !== undefined && foundIn([each.title, each.text], filter)).slice(0, mostShown);
  const current = Math.min(chosen, Math.max(0, shown.length - 1));
  const pressed = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.isComposing) return;
    const step = steps[event.key];
    if (step !== undefined) setChosen(Math.min(shown.length - 1, Math.max(0, current + step)));
    else if (event.key === 'Enter') pick(shown[current]?.text ?? '');
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const find = (words: string): void => {
    setFilter(words);
    setChosen(0);
  };
  return (
    <div class="picker" ref={frame} data-testid="snippet-picker">
      <Find filter={filter} find={find} pressed={pressed} active={shown[current]?.id ?? null} />
      <Options snippets={shown} current={current} pick={pick} />
      {read.value !== null && shown.length === 0 ? <p class="muted picker-none">{t('snippets.picker.none')}</p> : null}
      <p class="picker-foot muted">
        <span class="hint">{t('snippets.picker.hint')}</span>
        <To to={{ page: 'snippets' }}>{t('snippets.title')}</To>
      </p>
    </div>
  );
}

function usePressOutside(frame: RefObject<HTMLElement | null>, close: () => void): void {
  useEffect(() => {
    const outside = (event: Event): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) === false) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [close]);
}

interface FindProps {
  readonly filter: string;
  readonly find: (words: string) => void;
  readonly pressed: (event: TargetedKeyboardEvent<HTMLInputElement>) => void;
  /** id of the snippet Enter would insert */
  readonly active: string | null;
}

function Find({ filter, find, pressed, active }: FindProps): JSX.Element {
  const { t } = usePage();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      class="input"
      role="combobox"
      aria-expanded="true"
      aria-controls="snippet-options"
      aria-activedescendant={active === null ? undefined : `snippet-${active}`}
      aria-label={t('snippets.find')}
      placeholder={t('snippets.find')}
      dir="auto"
      autocomplete="off"
      value={filter}
      onInput={(event) => find(event.currentTarget.value)}
      onKeyDown={pressed}
    />
  );
}

interface OptionsProps {
  readonly snippets: readonly Snippet[];
  readonly current: number;
  readonly pick: (text: string) => void;
}

function Options({ snippets, current, pick }: OptionsProps): JSX.Element {
  const { t } = usePage();
  return (
    <div id="snippet-options" role="listbox" aria-label={t('snippets.picker')}>
      {snippets.map((each, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field above, as in any combobox
        <div
          key={each.id}
          id={`snippet-${each.id}`}
          role="option"
          aria-selected={index === current}
          tabIndex={-1}
          data-testid="snippet-option"
          onClick={() => pick(each.text ?? '')}
        >
          <strong dir="auto">{each.title}</strong>
          <span class="muted ellipsis" dir="auto">
            {each.text}
          </span>
        </div>
      ))}
    </div>
  );
}
