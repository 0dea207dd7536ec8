import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { maxTextLength } from '../../../domain/content.ts';
import type { Mode } from '../drafts.ts';
import { composerKey } from '../keys.ts';
import { usePage } from '../page.ts';
import { Icon } from './icon.tsx';

export interface EditorProps {
  readonly id: string;
  readonly mode: Mode;
  readonly allowed: boolean;
}

export function Editor({ id, mode, allowed }: EditorProps): JSX.Element {
  const { state, say, desk, drafts } = usePage();
  const [text, setText] = useState(() => drafts.read(id, mode));
  const field = useRef<HTMLTextAreaElement>(null);
  const { turn } = state.composer;
  // before the next key can come, or a fast typist's first letters would be commands
  useLayoutEffect(() => {
    if (turn === 0) return;
    setText(drafts.read(id, mode));
    field.current?.focus();
  }, [turn, drafts, id, mode]);

  const keep = (typed: string): void => {
    setText(typed);
    drafts.write(id, mode, typed);
  };
  const over = text.length - maxTextLength;
  const ready = allowed && text.trim() !== '' && over <= 0;
  const send = (): void => {
    if (!ready) return;
    desk.write(id, mode, text);
    keep('');
    field.current?.focus();
  };
  const pressed = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const key = composerKey(event, matchMedia('(pointer: coarse)').matches);
    if (key === 'leave') event.currentTarget.blur();
    if (key !== 'send') return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        value={text}
        aria-label={say(`composer.${mode}.label`)}
        placeholder={say(`composer.${mode}.placeholder`)}
        data-testid="composer-text"
        onInput={(event) => keep(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <div class="editor-foot">
        {over > 0 ? (
          <span class="too-long" role="status">
            {say('composer.too-long', { over })}
          </span>
        ) : (
          <span class="muted hint">{say('composer.hint')}</span>
        )}
        <button type="submit" class={`button ${mode === 'note' ? 'note-button' : 'primary'}`} data-testid="send" disabled={!ready}>
          <Icon name={mode === 'note' ? 'lock' : 'send'} />
          {say(mode === 'note' ? 'composer.save-note' : 'composer.send')}
        </button>
      </div>
    </form>
  );
}
