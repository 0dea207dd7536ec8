import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';
import { emailHref, phoneHref } from '../../kit/hrefs.ts';
import { Meetings } from '../conversations/meetings.tsx';
import { Timeline } from '../conversations/timeline.tsx';
import { Topic } from '../conversations/topic.tsx';
import { Why } from '../conversations/why.tsx';
import { usePage } from '../frame/page.ts';
import { Channel, SizeChip, Unproven } from '../kit/chips.tsx';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { ago, fullTime } from '../kit/time.ts';
import { clientAddress, To } from '../kit/to-conversation.tsx';
import { useRead } from '../kit/use-read.ts';
import { threadOf } from '../state.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { ClientPanel } from './client-panel.tsx';
import { InTelegram } from './contact-details.tsx';
import { Field, Section } from './section.tsx';

/** Shows who this is, and why it came here. */
export function ClientCard({ id }: { readonly id: string }): JSX.Element | null {
  const { state, t, desk } = usePage();
  const { card, phase } = threadOf(state, id);
  if (phase === 'missing' || phase === 'forbidden') return null;
  return (
    <section class="pane card" aria-label={t('card.label')} data-testid="card">
      <header class="card-header card-only">
        <button type="button" class="icon-button" aria-label={t('action.back')} onClick={() => desk.go({ panel: null })}>
          <Icon name="back" />
        </button>
        <h1>{t('card.label')}</h1>
      </header>
      {card === null ? (
        <Skeleton />
      ) : (
        <div class="card-body">
          <ClientSection card={card} />
          {card.clientCard === null ? <ContactSection card={card} /> : null}
          <Topic card={card} />
          <Why card={card} />
          <Answers card={card} />
          <Section title={t('card.products')}>
            {card.products.length === 0 ? <p class="muted">{t('card.products.none')}</p> : null}
            <ul class="tags">
              {card.products.map((product) => (
                <li key={product} dir="auto">
                  {product}
                </li>
              ))}
            </ul>
          </Section>
          {card.clientCard === null ? null : <Known client={card.clientCard.id} contact={card.contact.id} conversation={card.id} />}
          <Section title={t('meeting.section')}>
            <Meetings conversation={card.id} />
          </Section>
          <ConversationSection card={card} />
        </div>
      )}
    </section>
  );
}

function Skeleton(): JSX.Element {
  return (
    <div class="card-body card-skeleton" aria-hidden="true">
      <span class="bone bone-title" />
      <span class="bone bone-meta" />
      <span class="bone bone-text" />
      <span class="bone bone-text" />
    </div>
  );
}

function ClientSection({ card }: { readonly card: ConversationCard }): JSX.Element {
  const { t } = usePage();
  const client = card.clientCard;
  if (client === null) {
    return (
      <section class="card-section card-name">
        <h2 dir="auto">{card.contact.name ?? t('card.stranger')}</h2>
        <Unproven of={card.contact} />
        <p class="muted">{card.clients.length > 1 ? t('card.unclear.text') : t('card.stranger.text')}</p>
        <Clients card={card} />
        <Attach card={card} />
      </section>
    );
  }
  return (
    <section class="card-section card-name">
      <h2 dir="auto">
        <To to={clientAddress(client.id)} class="plain-link" name="client-link">
          {client.name.trim() || card.contact.name || t('card.stranger')}
        </To>
      </h2>
      <p class="card-tags">
        <Unproven of={client} />
        <SizeChip size={client.size} />
        <span class="chip">{t(`stage.${client.stage}`)}</span>
        {client.productLine === null ? null : <span class="chip">{client.productLine}</span>}
      </p>
      <Clients card={card} />
      <Attach card={card} />
    </section>
  );
}

/** Offers the clients the contact is of besides: the conversation may be about another of them. */
function Clients({ card }: { readonly card: ConversationCard }): JSX.Element | null {
  const { t, desk, state } = usePage();
  const others = card.clients.filter(({ id }) => id !== card.clientCard?.id);
  if (others.length === 0 || card.status === 'closed' || !card.may.transfer) return null;
  return (
    <fieldset class="card-clients" data-testid="card-clients">
      <legend class="muted">{t(card.clientCard === null ? 'card.whose' : 'card.whose.other')}</legend>
      {others.map((each) => (
        <button
          key={each.id}
          type="button"
          class="button"
          dir="auto"
          disabled={state.doing !== null}
          onClick={() => void desk.nameClient(each.id)}
        >
          {each.name.trim() || card.contact.name || t('card.stranger')}
        </button>
      ))}
    </fieldset>
  );
}

function ContactSection({ card }: { readonly card: ConversationCard }): JSX.Element {
  const { t } = usePage();
  const { name, email, phone, telegram = null } = card.contact;
  return (
    <Section title={t('card.contact')}>
      {name === null && email === null && phone === null ? <p class="muted">{t('card.contact.none')}</p> : null}
      <dl>
        {name === null ? null : (
          <Field name={t('card.name')}>
            {name} <Unproven of={card.contact} />
          </Field>
        )}
        {email === null ? null : (
          <Field name={t('card.email')}>
            <a href={emailHref(email)}>{email}</a>
          </Field>
        )}
        {phone === null ? null : (
          <Field name={t('card.phone')}>
            <a href={phoneHref(phone)}>{phone}</a>
          </Field>
        )}
      </dl>
      {telegram === null ? null : (
        <ul class="details">
          <InTelegram telegram={telegram} />
        </ul>
      )}
    </Section>
  );
}

function Answers({ card }: { readonly card: ConversationCard }): JSX.Element {
  const { t } = usePage();
  return (
    <Section title={t('card.answers')}>
      {card.answers.length === 0 ? <p class="muted">{t('card.answers.none')}</p> : null}
      <dl class="answers">
        {card.answers.map((each) => (
          <div key={each.question}>
            <dt dir="auto">{each.question}</dt>
            <dd dir="auto">{each.answer}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Shows what is known of the client beyond this conversation. */
function Known(props: { readonly client: string; readonly contact: string; readonly conversation: string }): JSX.Element {
  const { t, api } = usePage();
  const read = useRead(`client ${props.client}`, 'conversations', () => api('GET /clients/:id', { params: { id: props.client } }));
  return (
    <>
      <ClientPanel read={read} current={props.contact} />
      <Section title={t('client.history')}>
        <Timeline client={props.client} current={props.conversation} />
      </Section>
    </>
  );
}

function Attach({ card }: { readonly card: ConversationCard }): JSX.Element {
  const { t } = usePage();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="link-button attach" data-testid="attach-open" onClick={() => setOpen(true)}>
        {t('attach.open')}
      </button>
      {open ? <AttachDialog contact={card.contact} hint="" close={() => setOpen(false)} /> : null}
    </>
  );
}

function ConversationSection({ card }: { readonly card: ConversationCard }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const opened = new Date(card.openedAt);
  return (
    <Section title={t('card.conversation')}>
      <dl>
        <Field name={t('card.channel')}>
          <Channel kind={card.channel} />
        </Field>
        <Field name={t('card.department')}>{card.department.name}</Field>
        <Field name={t('card.person')}>{card.specialist?.name ?? t('row.nobody')}</Field>
        <Field name={t('card.opened')}>
          <time dateTime={card.openedAt} title={fullTime(language, opened)}>
            {ago(t, language, opened, now)}
          </time>
        </Field>
      </dl>
    </Section>
  );
}
