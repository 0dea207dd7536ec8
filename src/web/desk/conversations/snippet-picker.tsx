import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { To } from '../kit/to-conversation.tsx';
import { useRead } from '../kit/use-read.ts';
import { foundIn } from '../work/found-in.ts';

export interface SnippetPickerProps {
  readonly conversation: string;
  readonly pick: (text: string) => void;
  readonly close: () => void;
}

/** Ready sentences over the editor, filled in for this conversation: a word finds, arrows choose, Enter inserts. */
export function SnippetPicker({ conversation, pick, close }: SnippetPickerProps): JSX.Element {
  const { t, api } = usePage();
  const read = useRead(`snippets ${conversation}`, null, () => api.snippets(conversation));
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const outside = (event: Event): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) === false) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [close]);
  const all = read.value?.snippets ?? [];
  const shown = all.filter((each) => each.text !== undefined && foundIn([each.title, each.text], filter)).slice(0, 8);
  const current = Math.min(chosen, Math.max(0, shown.length - 1));
  const pressed = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) setChosen(Math.min(shown.length - 1, Math.max(0, current + step)));
    else if (event.key === 'Enter') pick(shown[current]?.text ?? '');
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  return (
    <div class="picker" ref={frame} data-testid="snippet-picker">
      <input
        ref={field}
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="snippet-options"
        aria-activedescendant={shown[current] === undefined ? undefined : `snippet-${shown[current].id}`}
        aria-label={t('snippets.find')}
        placeholder={t('snippets.find')}
        dir="auto"
        autocomplete="off"
        value={filter}
        onInput={(event) => {
          setFilter(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={pressed}
      />
      <div id="snippet-options" role="listbox" aria-label={t('snippets.picker')}>
        {shown.map((each, index) => (
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
      {read.value !== null && shown.length === 0 ? <p class="muted picker-none">{t('snippets.picker.none')}</p> : null}
      <p class="picker-foot muted">
        <span class="hint">{t('snippets.picker.hint')}</span>
        <To to={{ page: 'snippets' }}>{t('snippets.title')}</To>
      </p>
    </div>
  );
}
