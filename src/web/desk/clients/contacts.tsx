import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard, ContactCard } from '../../../http/desk/clients/client-card.ts';
import { usePage } from '../frame/page.ts';
import { Channel, Unproven } from '../kit/chips.tsx';
import { conversationAddress, To } from '../kit/to-conversation.tsx';
import { ContactDetails } from './contact-details.tsx';
import { DetachDialog } from './detach-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { Joins } from './joins.tsx';
import { Section } from './section.tsx';

export interface ContactsProps {
  readonly client: ClientCard;
  readonly current: string | null;
  readonly again: () => void;
}

/** Lists the people of a client, how to reach them, and the way to undo a mistaken link. */
export function Contacts({ client, current, again }: ContactsProps): JSX.Element {
  const { t, desk } = usePage();
  const [detaching, setDetaching] = useState<ContactCard | null>(null);
  const [inviting, setInviting] = useState(false);
  const anew = (): void => {
    again();
    desk.refresh();
  };
  return (
    <Section title={t('client.contacts')}>
      {client.contacts.length === 0 ? <p class="muted">{t('client.contacts.none')}</p> : null}
      <ul class="contacts">
        {client.contacts.map((each) => (
          <Contact key={each.id} contact={each} current={each.id === current} again={anew} detach={() => setDetaching(each)} />
        ))}
      </ul>
      <button type="button" class="link-button" data-testid="invite-open" onClick={() => setInviting(true)}>
        {t('invite.open')}
      </button>
      {detaching === null ? null : <DetachDialog client={client} contact={detaching} close={() => setDetaching(null)} done={anew} />}
      {inviting ? <InviteDialog client={client} close={() => setInviting(false)} done={again} /> : null}
    </Section>
  );
}

interface ContactProps {
  readonly contact: ContactCard;
  readonly current: boolean;
  readonly again: () => void;
  readonly detach: () => void;
}

function Contact({ contact, current, again, detach }: ContactProps): JSX.Element {
  const { t } = usePage();
  const { role, details, channels, record } = contact;
  return (
    <li data-testid="contact" aria-current={current ? 'true' : undefined}>
      <p class="contact-name">
        <strong dir="auto">
          <ContactName contact={contact} current={current} />
        </strong>
        <Unproven of={contact} />
        {role === null ? null : (
          <span class="muted" dir="auto">
            {role}
          </span>
        )}
      </p>
      {details === null ? <p class="muted">{t('client.details.hidden')}</p> : <ContactDetails details={details} />}
      <p class="contact-foot muted">
        <span>
          {channels.map((kind, index) => (
            <>
              {index === 0 ? null : ', '}
              <Channel kind={kind} />
            </>
          ))}
        </span>
        {record === null ? null : (
          <button type="button" class="link-button" data-testid="detach-open" onClick={detach}>
            {t('detach.open')}
          </button>
        )}
      </p>
      <Joins contact={contact} again={again} />
    </li>
  );
}

/** Leads to the contact's conversation, unless that one is on the screen. */
function ContactName({ contact, current }: Pick<ContactProps, 'contact' | 'current'>): JSX.Element {
  const { t } = usePage();
  const name = contact.name ?? t('contact.unnamed');
  return contact.conversation === null || current ? <>{name}</> : <To to={conversationAddress(contact.conversation)}>{name}</To>;
}
