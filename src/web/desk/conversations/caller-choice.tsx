import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Callers } from '../../../http/desk/conversations/callers.ts';
import { usePage } from '../frame/page.ts';
import { FormField } from '../kit/form-field.tsx';
import { useRead } from '../kit/use-read.ts';

type Known = Callers['contacts'][number];

export type Caller =
  | { readonly type: 'nobody' }
  | { readonly type: 'known'; readonly contact: Known }
  | { readonly type: 'stranger'; readonly name: string; readonly phone: string };

/** Who is on the line or at the desk: found among those we know, else somebody new. */
export function CallerChoice({ caller, choose }: { readonly caller: Caller; readonly choose: (caller: Caller) => void }): JSX.Element {
  const { t } = usePage();
  if (caller.type === 'known') {
    const { contact } = caller;
    return (
      <div class="chosen" data-testid="caller-chosen">
        <span class="person-name">
          <strong dir="auto">{contact.name ?? t('contact.unnamed')}</strong>
          <Whose contact={contact} />
        </span>
        <button type="button" class="link-button" onClick={() => choose({ type: 'nobody' })}>
          {t('log.change')}
        </button>
      </div>
    );
  }
  if (caller.type === 'stranger') {
    return (
      <div class="form-row">
        <FormField label={t('log.stranger.name')}>
          <input
            class="input"
            dir="auto"
            maxLength={200}
            data-testid="stranger-name"
            value={caller.name}
            onInput={(event) => choose({ ...caller, name: event.currentTarget.value })}
          />
        </FormField>
        <FormField label={t('log.stranger.phone')}>
          <input
            class="input"
            type="tel"
            maxLength={40}
            data-testid="stranger-phone"
            value={caller.phone}
            onInput={(event) => choose({ ...caller, phone: event.currentTarget.value })}
          />
        </FormField>
      </div>
    );
  }
  return <Find choose={choose} />;
}

function Find({ choose }: { readonly choose: (caller: Caller) => void }): JSX.Element {
  const { t, api } = usePage();
  const [words, setWords] = useState('');
  const q = words.trim();
  const read = useRead(`callers ${q}`, null, async () => (q.length < 2 ? { ok: true, value: { contacts: [] } } : api.callers(q)));
  const looksLikePhone = /^[+\d][\d\s()-]*$/.test(q);
  return (
    <div class="form">
      <FormField label={t('log.who')} hint={t('log.find.hint')}>
        <input
          class="input"
          type="search"
          dir="auto"
          autocomplete="off"
          placeholder={t('log.find')}
          data-testid="caller-find"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </FormField>
      <ul class="callers">
        {(read.value?.contacts ?? []).slice(0, 6).map((each) => (
          <li key={each.id}>
            <button type="button" class="caller" data-testid="caller" onClick={() => choose({ type: 'known', contact: each })}>
              <strong dir="auto">{each.name ?? t('contact.unnamed')}</strong>
              <Whose contact={each} />
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            class="caller"
            data-testid="caller-stranger"
            onClick={() => choose({ type: 'stranger', name: looksLikePhone ? '' : q, phone: looksLikePhone ? q : '' })}
          >
            <strong>{t('log.stranger')}</strong>
          </button>
        </li>
      </ul>
    </div>
  );
}

function Whose({ contact }: { readonly contact: Known }): JSX.Element {
  const { t } = usePage();
  const owners = contact.owners.map(({ specialist, department }) => `${specialist.name}, ${department.name}`).join(' · ');
  return (
    <span class="muted" dir="auto">
      {[contact.client?.name ?? t('search.no-client'), owners].filter(Boolean).join(' · ')}
    </span>
  );
}
