import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';
import { clock } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { fullTime, stamp, waitText } from '../kit/time.ts';
import { Proposal } from '../work/proposals.tsx';
import { leftOf } from './deadline.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** Sends what the client said last where it belongs, with one tap. */
function SendOver({ track }: Pick<ConversationCard, 'track'>): JSX.Element {
  const { state, t, desk } = usePage();
  return (
    <button type="button" class="link-button" disabled={state.doing !== null} data-testid="send-over" onClick={() => void desk.sendOver()}>
      {t(`turn.send-over.${track}`)}
    </button>
  );
}

/** Shows over the thread until when we answer, who stands in, what else can be done about the turn, and whose matter it is. */
export function TurnBar({ card }: { readonly card: ConversationCard }): JSX.Element | null {
  const { state, t, dispatch, desk } = usePage();
  const { promise, waive, beside, spoke, sameMatter, newMatter, sendOver, askFinance, handBack } = card.may;
  const busy = state.doing !== null;
  const mayTurn = beside || sameMatter || askFinance || sendOver;
  if ([card.deadline, card.matter, card.takenOver, card.proposal, card.back].every((each) => each === null) && !mayTurn) return null;
  const button = (dialog: 'promise' | 'waive' | 'beside' | 'spoke' | 'ask-finance' | 'hand-back'): JSX.Element => (
    <button type="button" class="link-button" disabled={busy} data-testid={dialog} onClick={() => dispatch({ type: 'dialog', dialog })}>
      {t(`turn.${dialog}`)}
    </button>
  );
  const saying = (which: 'same-matter' | 'new-matter'): JSX.Element => (
    <button type="button" class="link-button" disabled={busy} data-testid={which} onClick={() => void desk.sayMatter(which)}>
      {t(`turn.${which}`)}
    </button>
  );
  return (
    <section class="turn-bar" aria-label={t('turn.label')}>
      {card.deadline === null ? null : <Countdown deadline={card.deadline} />}
      {card.standIn === null || card.deadline === null ? null : (
        <span class="muted" data-testid="stand-in">
          {t('turn.stand-in', { name: card.standIn.name })}
        </span>
      )}
      {card.takenOver === null ? null : <TakenOver card={card} takenOver={card.takenOver} />}
      <span class="turn-actions">
        {handBack ? button('hand-back') : null}
        {promise ? button('promise') : null}
        {waive ? button('waive') : null}
        {spoke ? button('spoke') : null}
        {askFinance ? button('ask-finance') : null}
        {beside ? button('beside') : null}
        {sameMatter ? saying('same-matter') : null}
        {newMatter ? saying('new-matter') : null}
        {sendOver && card.matter?.sendsOver !== true ? <SendOver track={card.track} /> : null}
        {card.back === null ? null : <Back back={card.back} />}
      </span>
      {card.matter === null ? null : <Matter card={card} matter={card.matter} />}
      {card.proposal === null ? null : <Proposal proposal={card.proposal} again={() => desk.refresh()} />}
    </section>
  );
}

/** Says who was late and who finishes, and which of them would have it go back. */
function TakenOver({
  card,
  takenOver: { from, agreed },
}: {
  readonly card: ConversationCard;
  readonly takenOver: NonNullable<ConversationCard['takenOver']>;
}): JSX.Element {
  const { t } = usePage();
  const words = t('turn.taken-over', { late: from.name });
  const asked =
    agreed === null
      ? null
      : t(agreed === from.id ? 'turn.hand-back.asked' : 'turn.hand-back.offered', {
          name: agreed === from.id ? from.name : (card.specialist?.name ?? ''),
        });
  return (
    <span class="muted" data-testid="taken-over">
      {words} {asked}
    </span>
  );
}

/** Shows the working minutes that are left, ticking; a promise is a time of day. */
function Countdown({ deadline }: { readonly deadline: NonNullable<ConversationCard['deadline']> }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(1000);
  const due = new Date(deadline.dueAt);
  const left = leftOf(deadline, now);
  const time = waitText(t, left.ms);
  const words =
    left.type === 'over'
      ? t('turn.over', { time })
      : deadline.kind === 'promise'
        ? t('turn.promised', {
            at: stamp(t, language, due, now) === clock(language, due) ? clock(language, due) : fullTime(language, due),
          })
        : left.type === 'paused'
          ? t('turn.paused', { time, at: stamp(t, language, left.resumes, now) })
          : t('turn.left', { time });
  const tone = left.type === 'over' ? 'over' : left.type === 'left' && left.ms < 60_000 ? 'near' : 'fine';
  return (
    <time class={`countdown countdown-${tone}`} dateTime={deadline.dueAt} title={fullTime(language, due)} data-testid="countdown">
      <Icon name="clock" />
      {words}
    </time>
  );
}

function Matter({
  card,
  matter,
}: {
  readonly card: ConversationCard;
  readonly matter: NonNullable<ConversationCard['matter']>;
}): JSX.Element {
  const { state, t, desk } = usePage();
  return (
    <p class="matter" data-testid="matter">
      <span>{matter.words}</span>
      {card.may.transfer ? (
        <button
          type="button"
          class="button"
          disabled={state.doing !== null}
          data-testid="hand-over"
          onClick={() =>
            void (matter.sendsOver ? desk.sendOver() : desk.handOver({ department: matter.department.key, reason: matter.words }))
          }
        >
          {t('turn.hand-over', { to: matter.department.name })}
        </button>
      ) : null}
    </p>
  );
}

/** Sends it back to the department it came from, with a reason (R8). */
function Back({ back }: { readonly back: NonNullable<ConversationCard['back']> }): JSX.Element {
  const { state, t, desk, newKey } = usePage();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="link-button" disabled={state.doing !== null} data-testid="back-to" onClick={() => setAsking(true)}>
        {t('back.open', { department: back.name })}
      </button>
      {asking ? (
        <ReasonDialog
          name="back"
          title={t('back.title', { department: back.name })}
          text={t('back.text')}
          label={t('transfer.reason')}
          missing={t('transfer.reason.required')}
          submit={t('back.submit')}
          act={(reason) => desk.transfer({ department: back.key, reason, key: newKey() })}
          close={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
