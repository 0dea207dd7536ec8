import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import type { FactShown, Facts as Known } from '../../../http/desk/clients/facts.ts';
import type { FactInput } from '../../../http/desk/clients/record-fact.ts';
import type { Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { type Read, useRead } from '../kit/use-read.ts';
import { FactDialog } from './fact-dialog.tsx';
import { type FactDraft, type FactType, newFact } from './fact-draft.ts';
import { FactLine, FactUnderway } from './fact-line.tsx';
import { OutreachLink } from './outreach-open.tsx';
import { Section } from './section.tsx';

const types: readonly FactType[] = ['deal', 'payment', 'outreach'];

/** A fact that was just written down, shown before the server has it; one it refused stays, with the reason, until somebody decides. */
interface Recording {
  readonly draft: FactDraft;
  readonly fact: FactInput;
  readonly problem: Problem | null;
}

interface FactsProps {
  readonly client: ClientCard;
  readonly again: () => void;
}

/** Shows where a client stands, and the deals, payments and outreach that led there; written down by hand where no system does it. */
export function Facts({ client, again }: FactsProps): JSX.Element {
  const { t, api, newKey, now } = usePage();
  const read = useRead(`facts ${client.id}`, 'conversations', () => api('GET /clients/:id/facts', { params: { id: client.id } }));
  const [draft, setDraft] = useState<FactDraft | null>(null);
  const { recordings, record, drop } = useRecordings({ client, again, read });
  const known = read.value;
  const correct = (one: Recording): void => {
    setDraft(one.draft);
    drop(one);
  };
  return (
    <Section title={t('facts.title')}>
      <p class="muted">{t(`facts.stage.${client.stage}`)}</p>
      {read.phase === 'failed' ? <Failed again={read.again} /> : null}
      <ul class="facts" data-testid="facts">
        {recordings.map((each) => (
          <FactUnderway
            key={each.fact.key}
            recording={each}
            again={() => record(each)}
            correct={() => correct(each)}
            drop={() => drop(each)}
          />
        ))}
        {known?.facts.map((each) => (
          <Recorded key={each.id} fact={each} />
        ))}
      </ul>
      {known?.facts.length === 0 && recordings.length === 0 ? <p class="muted">{t('facts.none')}</p> : null}
      {known?.more === true ? <p class="muted">{t('facts.more', { count: known.facts.length })}</p> : null}
      {known === null ? null : <RecordFact known={known} begin={(type) => setDraft(newFact(type, newKey(), now(), known))} />}
      {draft === null || known === null ? null : (
        <FactDialog
          begun={draft}
          known={known}
          contacts={client.contacts}
          close={() => setDraft(null)}
          record={(typed, fact) => {
            setDraft(null);
            record({ draft: typed, fact, problem: null });
          }}
        />
      )}
    </Section>
  );
}

interface Recordings {
  /** those the server does not have, newest first */
  readonly recordings: readonly Recording[];
  readonly record: (one: Recording) => void;
  readonly drop: (one: Recording) => void;
}

function useRecordings({ client, again, read }: FactsProps & { readonly read: Read<Known> }): Recordings {
  const { api, desk } = usePage();
  const [recordings, setRecordings] = useState<readonly Recording[]>([]);
  const params = { id: client.id };
  const drop = (one: Recording): void => setRecordings((all) => without(all, one));
  const record = async (one: Recording): Promise<void> => {
    setRecordings((all) => [{ ...one, problem: null }, ...without(all, one)]);
    const answer = desk.noteAnswer(await api('POST /clients/:id/facts', { params, body: one.fact }));
    if (!answer.ok) {
      return setRecordings((all) => all.map((each) => (isSame(each, one) ? { ...each, problem: answer.problem } : each)));
    }
    const fresh = desk.noteAnswer(await api('GET /clients/:id/facts', { params }));
    if (fresh.ok) read.set(fresh.value);
    drop(one);
    again();
  };
  return { recordings, record: (one) => void record(one), drop };
}

const isSame = (one: Recording, other: Recording): boolean => one.fact.key === other.fact.key;

const without = (all: readonly Recording[], one: Recording): readonly Recording[] => all.filter((each) => !isSame(each, one));

function Failed({ again }: { readonly again: () => void }): JSX.Element {
  const { t } = usePage();
  return (
    <p class="muted">
      {t('facts.failed')}{' '}
      <button type="button" class="link-button" onClick={again}>
        {t('list.retry')}
      </button>
    </p>
  );
}

function Recorded({ fact }: { readonly fact: FactShown }): JSX.Element {
  return (
    <li data-testid="fact">
      <FactLine fact={fact} />
      {fact.person === null ? null : <bdi class="muted">{fact.person}</bdi>}
    </li>
  );
}

interface RecordFactProps {
  readonly known: Known;
  readonly begin: (type: FactType) => void;
}

function RecordFact({ known, begin }: RecordFactProps): JSX.Element | null {
  const { t } = usePage();
  const mine = types.filter((each) => known.may[each]);
  if (mine.length === 0) return null;
  return (
    <p class="fact-buttons">
      {mine.map((type) => (
        <button key={type} type="button" class="link-button" data-testid={`tell-${type}`} onClick={() => begin(type)}>
          {t(`facts.tell.${type}`)}
        </button>
      ))}
      <OutreachLink />
    </p>
  );
}
