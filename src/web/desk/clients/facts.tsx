import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import type { Facts as Known } from '../../../http/desk/clients/facts.ts';
import type { FactInput } from '../../../http/desk/clients/record-fact.ts';
import type { Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { useRead } from '../kit/use-read.ts';
import { Section } from './client-card.tsx';
import { FactDialog } from './fact-dialog.tsx';
import { type FactDraft, type FactType, newFact } from './fact-draft.ts';
import { FactLine, FactUnderway } from './fact-line.tsx';

const types: readonly FactType[] = ['deal', 'payment', 'outreach'];

/** A fact that was just told, shown before the server has it; one it would not take stays, with the reason, until somebody decides. */
interface Telling {
  readonly draft: FactDraft;
  readonly fact: FactInput;
  readonly problem: Problem | null;
}

/** Where a client stands, and the deals, payments and outreach that led there; told by hand where no system does. */
export function Facts({ client, again }: { readonly client: ClientCard; readonly again: () => void }): JSX.Element {
  const { t, api, desk, newKey, now } = usePage();
  const read = useRead(`facts ${client.id}`, 'conversations', () => api.facts(client.id));
  const [draft, setDraft] = useState<FactDraft | null>(null);
  const [telling, setTelling] = useState<readonly Telling[]>([]);
  const without = (all: readonly Telling[], { fact }: Telling) => all.filter((each) => each.fact.key !== fact.key);
  const tell = async (one: Telling): Promise<void> => {
    setTelling((all) => [{ ...one, problem: null }, ...without(all, one)]);
    const answer = desk.noteAnswer(await api.tellFact(client.id, one.fact));
    if (!answer.ok)
      return setTelling((all) => all.map((each) => (each.fact.key === one.fact.key ? { ...each, problem: answer.problem } : each)));
    const fresh = desk.noteAnswer(await api.facts(client.id));
    if (fresh.ok) read.set(fresh.value);
    setTelling((all) => without(all, one));
    again();
  };
  return (
    <Section title={t('facts.title')}>
      <p class="muted">{t(`facts.stage.${client.stage}`)}</p>
      {read.phase === 'failed' ? (
        <p class="muted">
          {t('facts.failed')}{' '}
          <button type="button" class="link-button" onClick={read.again}>
            {t('list.retry')}
          </button>
        </p>
      ) : null}
      <ul class="facts" data-testid="facts">
        {telling.map((each) => (
          <FactUnderway
            key={each.fact.key}
            telling={each}
            again={() => void tell(each)}
            correct={() => {
              setDraft(each.draft);
              setTelling((all) => without(all, each));
            }}
            drop={() => setTelling((all) => without(all, each))}
          />
        ))}
        {read.value?.facts.map((each) => (
          <li key={each.id} data-testid="fact">
            <FactLine fact={each} />
            {each.person === null ? null : <bdi class="muted">{each.person}</bdi>}
          </li>
        ))}
      </ul>
      {read.value?.facts.length === 0 && telling.length === 0 ? <p class="muted">{t('facts.none')}</p> : null}
      {read.value?.more === true ? <p class="muted">{t('facts.more', { count: read.value.facts.length })}</p> : null}
      {read.value === null ? null : (
        <RecordFact known={read.value} begin={(type, known) => setDraft(newFact(type, newKey(), now(), known))} />
      )}
      {draft === null || read.value === null ? null : (
        <FactDialog
          begun={draft}
          known={read.value}
          contacts={client.contacts}
          close={() => setDraft(null)}
          tell={(typed, fact) => {
            setDraft(null);
            void tell({ draft: typed, fact, problem: null });
          }}
        />
      )}
    </Section>
  );
}

function RecordFact({
  known,
  begin,
}: {
  readonly known: Known;
  readonly begin: (type: FactType, known: Known) => void;
}): JSX.Element | null {
  const { t } = usePage();
  const mine = types.filter((each) => known.may[each]);
  if (mine.length === 0) return null;
  return (
    <p class="fact-buttons">
      {mine.map((type) => (
        <button key={type} type="button" class="link-button" data-testid={`tell-${type}`} onClick={() => begin(type, known)}>
          {t(`facts.tell.${type}`)}
        </button>
      ))}
    </p>
  );
}
