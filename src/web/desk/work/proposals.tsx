import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Objected } from '../../../domain/objection.ts';
import type { ProposalShown } from '../../../http/desk/work/proposal.ts';
import { ReasonDialog } from '../conversations/reason-dialog.tsx';
import { usePage } from '../frame/page.ts';
import { clientName } from '../kit/client-name.ts';
import { useNow } from '../kit/now.ts';
import { objectedOf, objectedWords } from '../kit/objected.ts';
import { fullTime } from '../kit/time.ts';
import { clientAddress, conversationAddress, To } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { useRead } from '../kit/use-read.ts';

/** Lists what one is asked to accept, and what one has wished for; nothing while there is none. */
export function Proposals(): JSX.Element | null {
  const { t, api } = usePage();
  const { value, again } = useRead('proposals', 'conversations', () => api('GET /proposals'));
  if (value === null || value.proposals.length === 0) return null;
  return (
    <section class="group" data-testid="proposals">
      <h2>{t('proposal.title')}</h2>
      <ul class="rows">
        {value.proposals.map((each) => (
          <li key={each.id} class="task">
            <div class="task-main">
              <p class="task-meta">
                {each.client === null ? (
                  <bdi>{each.contact}</bdi>
                ) : (
                  <To to={clientAddress(each.client.id)}>
                    <bdi>{clientName(t, each.client)}</bdi>
                  </To>
                )}
                {each.conversation === null ? null : <To to={conversationAddress(each.conversation)}>{t('proposal.open')}</To>}
              </p>
              <Proposal proposal={each} again={again} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shows who is wished for, why, who decides and until when; with what this viewer may say to it. */
export function Proposal({ proposal, again }: { readonly proposal: ProposalShown; readonly again: () => void }): JSX.Element {
  const { t, language } = usePage();
  const { specialist, department, load, instead, by, reason, status, asks, words } = proposal;
  return (
    <div class="proposal" data-testid="proposal" data-status={status}>
      <p class="task-title">
        <strong dir="auto">{t(`proposal.${proposal.kind}`, { name: specialist.name, department: department.name })}</strong>
        <span class="task-due">
          {status === 'asked'
            ? t('proposal.due', { at: fullTime(language, new Date(proposal.dueAt)) })
            : t(asks === 'head' ? 'proposal.head' : 'proposal.raised')}
        </span>
      </p>
      <p dir="auto">{by === null ? t('proposal.by.system', { reason }) : t('proposal.by', { name: by.name, reason })}</p>
      {load === null ? null : <p class="number">{t('proposal.load', { name: specialist.name, ...load })}</p>}
      {instead === null ? null : <p class="muted">{t('proposal.instead', { department: instead.name })}</p>}
      {words.map((each) => (
        <p key={each.at} class="muted" dir="auto">
          {each.kind === 'lapsed'
            ? t('proposal.word.lapsed')
            : t(each.kind === 'refused' ? 'proposal.word.refused' : 'proposal.word.other', { by: each.by ?? '', reason: each.reason })}
        </p>
      ))}
      <Says proposal={proposal} again={again} />
    </div>
  );
}

function Says({ proposal, again }: { readonly proposal: ProposalShown; readonly again: () => void }): JSX.Element | null {
  const { t, language, api } = usePage();
  const now = useNow(60_000);
  const { trouble, busy, attempt } = useAttempt();
  const [objected, setObjected] = useState<Objected | null>(null);
  const [declining, setDeclining] = useState(false);
  const { decide, withdraw } = proposal.may;
  if (!decide && !withdraw) return null;
  const params = { id: proposal.id };
  const accept = (): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /proposals/:id/accept', { params, body: objected === null ? {} : { knowingly: objected.why } });
      const found = answer.ok ? null : objectedOf(answer.problem);
      setObjected(found);
      if (found === null) again();
      return found === null ? answer : null;
    });
  const takeBack = (): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /proposals/:id/withdraw', { params });
      again();
      return answer;
    });
  return (
    <>
      {objected === null ? null : (
        <p class="notice-line" role="alert" data-testid="proposal-objected">
          {objectedWords(t, language, objected, now)}
        </p>
      )}
      <Trouble problem={trouble} name="proposal-problem" />
      <p class="proposal-actions">
        {decide ? (
          <>
            <button
              type="button"
              class="button primary"
              disabled={busy || objected?.may === false}
              data-testid="proposal-accept"
              onClick={() => void accept()}
            >
              {t(objected === null ? 'proposal.accept' : 'objected.anyway')}
            </button>
            <button type="button" class="button" disabled={busy} data-testid="proposal-decline" onClick={() => setDeclining(true)}>
              {t('proposal.decline')}
            </button>
          </>
        ) : null}
        {withdraw ? (
          <button type="button" class="link-button" disabled={busy} data-testid="proposal-withdraw" onClick={() => void takeBack()}>
            {t('proposal.withdraw')}
          </button>
        ) : null}
      </p>
      {declining ? <Decline id={proposal.id} again={again} close={() => setDeclining(false)} /> : null}
    </>
  );
}

interface DeclineProps {
  readonly id: string;
  readonly again: () => void;
  readonly close: () => void;
}

function Decline({ id, again, close }: DeclineProps): JSX.Element {
  const { t, api } = usePage();
  return (
    <ReasonDialog
      name="decline"
      title={t('proposal.decline.title')}
      text={t('proposal.decline.text')}
      label={t('give.reason')}
      missing={t('give.reason.missing')}
      submit={t('proposal.decline')}
      act={async (reason) => {
        const answer = await api('POST /proposals/:id/decline', { params: { id }, body: { reason } });
        again();
        return answer;
      }}
      close={close}
    />
  );
}
