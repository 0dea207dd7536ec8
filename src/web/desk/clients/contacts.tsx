import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard, ContactCard } from '../../../http/desk/clients/client-card.ts';
import { usePage } from '../frame/page.ts';
import { Channel } from '../kit/chips.tsx';
import { conversationAddress, To } from '../kit/to-conversation.tsx';
import { Section } from './client-card.tsx';
import { ContactDetails } from './contact-details.tsx';
import { DetachDialog } from './detach-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { Joins } from './joins.tsx';

export interface ContactsProps {
  readonly client: ClientCard;
  readonly current: string | null;
  readonly again: () => void;
}

/** The people of a client, how to reach them, and the way to undo a mistaken link. */
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
          <li key={each.id} data-testid="contact" aria-current={each.id === current ? 'true' : undefined}>
            <p class="contact-name">
              <strong dir="auto">
                {each.conversation === null || each.id === current ? (
                  (each.name ?? t('contact.unnamed'))
                ) : (
                  <To to={conversationAddress(each.conversation)}>{each.name ?? t('contact.unnamed')}</To>
                )}
              </strong>
              {each.role === null ? null : (
                <span class="muted" dir="auto">
                  {each.role}
                </span>
              )}
            </p>
            {each.details === null ? <p class="muted">{t('client.details.hidden')}</p> : <ContactDetails details={each.details} />}
            <p class="contact-foot muted">
              <span>
                {each.channels.map((kind, index) => (
                  <>
                    {index === 0 ? null : ', '}
                    <Channel kind={kind} />
                  </>
                ))}
              </span>
              {each.record === null ? null : (
                <button type="button" class="link-button" data-testid="detach-open" onClick={() => setDetaching(each)}>
                  {t('detach.open')}
                </button>
              )}
            </p>
            <Joins contact={each} again={anew} />
          </li>
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
