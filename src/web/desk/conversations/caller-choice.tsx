import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Callers } from '../../../http/desk/conversations/callers.ts';
import { usePage } from '../frame/page.ts';
import { Unproven } from '../kit/chips.tsx';
import { TextField } from '../kit/field.tsx';
import { useRead } from '../kit/use-read.ts';

type Known = Callers['contacts'][number];

export type Caller =
  | { readonly type: 'nobody' }
  | { readonly type: 'known'; readonly contact: Known }
  | { readonly type: 'stranger'; readonly name: string; readonly phone: string };

interface Choosing {
  readonly choose: (caller: Caller) => void;
}

/** Chooses who is on the line or at the desk: found among those we know, else somebody new. */
export function CallerChoice({ caller, choose }: Choosing & { readonly caller: Caller }): JSX.Element {
  switch (caller.type) {
    case 'known':
      return <Chosen contact={caller.contact} choose={choose} />;
    case 'stranger':
      return <Stranger caller={caller} choose={choose} />;
    case 'nobody':
      return <Find choose={choose} />;
  }
}

function Chosen({ contact, choose }: Choosing & { readonly contact: Known }): JSX.Element {
  const { t } = usePage();
  return (
    <div class="chosen" data-testid="caller-chosen">
      <span class="person-name">
        <strong dir="auto">{contact.name ?? t('contact.unnamed')}</strong>
        <Unproven of={contact} />
        <Whose contact={contact} />
      </span>
      <button type="button" class="link-button" onClick={() => choose({ type: 'nobody' })}>
        {t('log.change')}
      </button>
    </div>
  );
}

function Stranger({ caller, choose }: Choosing & { readonly caller: Extract<Caller, { type: 'stranger' }> }): JSX.Element {
  const { t } = usePage();
  return (
    <div class="form-row">
      <TextField
        label={t('log.stranger.name')}
        name="stranger-name"
        dir="auto"
        maxLength={200}
        value={caller.name}
        set={(name) => choose({ ...caller, name })}
      />
      <TextField
        label={t('log.stranger.phone')}
        name="stranger-phone"
        type="tel"
        maxLength={40}
        value={caller.phone}
        set={(phone) => choose({ ...caller, phone })}
      />
    </div>
  );
}

/** Shorter words find nobody, characters. */
const shortest = 2;

function useCallers(q: string): readonly Known[] {
  const { api } = usePage();
  const read = useRead(`callers ${q}`, null, async () =>
    q.length < shortest ? { ok: true, value: { contacts: [] } } : api('GET /log/callers', { query: { q } }),
  );
  return read.value?.contacts ?? [];
}

function Find({ choose }: Choosing): JSX.Element {
  const { t } = usePage();
  const [words, setWords] = useState('');
  const q = words.trim();
  const callers = useCallers(q);
  const looksLikePhone = /^[+\d][\d\s()-]*$/.test(q);
  return (
    <div class="form">
      <TextField
        label={t('log.who')}
        hint={t('log.find.hint')}
        name="caller-find"
        type="search"
        dir="auto"
        autocomplete="off"
        placeholder={t('log.find')}
        value={words}
        set={setWords}
      />
      <ul class="callers">
        {callers.slice(0, 6).map((each) => (
          <li key={`${each.id} ${each.client?.id}`}>
            <button type="button" class="caller" data-testid="caller" onClick={() => choose({ type: 'known', contact: each })}>
              <strong dir="auto">{each.name ?? t('contact.unnamed')}</strong>
              <Unproven of={each} />
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
