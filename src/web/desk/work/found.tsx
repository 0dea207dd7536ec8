import type { ComponentChildren, JSX } from 'preact';
import type { SearchResults } from '../../../http/desk/work/search.ts';
import { usePage } from '../frame/page.ts';
import { SizeChip, Unproven } from '../kit/chips.tsx';
import { Icon } from '../kit/icon.tsx';
import { Marked } from '../kit/marked.tsx';
import { useNow } from '../kit/now.ts';
import { fullTime, stamp } from '../kit/time.ts';
import { clientAddress, conversationAddress, To } from '../kit/to-conversation.tsx';

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <section class="group">
      <h2>{title}</h2>
      <ul class="rows">{children}</ul>
    </section>
  );
}

export function FoundClients({ clients }: { readonly clients: SearchResults['clients'] }): JSX.Element | null {
  const { t } = usePage();
  if (clients.length === 0) return null;
  return (
    <Group title={t('search.clients')}>
      {clients.map((each) => (
        <li key={each.id}>
          <To to={clientAddress(each.id)} class="line" name="found-client">
            <span class="line-main">
              <strong>
                <Marked text={each.name} ranges={each.ranges} />
              </strong>
              <span class="muted ellipsis">
                {each.owners.map(({ specialist, department }) => `${specialist.name}, ${department.name}`).join(' · ')}
              </span>
            </span>
            <Unproven of={each} />
            <SizeChip size={each.size} />
          </To>
        </li>
      ))}
    </Group>
  );
}

export function FoundContacts({ contacts }: { readonly contacts: SearchResults['contacts'] }): JSX.Element | null {
  const { t } = usePage();
  if (contacts.length === 0) return null;
  return (
    <Group title={t('search.contacts')}>
      {contacts.map((each) => {
        const words = (
          <span class="line-main">
            <strong>{each.name === null ? t('contact.unnamed') : <Marked text={each.name} ranges={each.ranges} />}</strong>
            <Unproven of={each} />
            <span class="muted ellipsis">
              {each.client?.name ?? t('search.no-client')}
              {each.conversation === null ? ` · ${t('search.no-conversation')}` : null}
            </span>
          </span>
        );
        const address =
          each.conversation !== null ? conversationAddress(each.conversation) : each.client !== null ? clientAddress(each.client.id) : null;
        return (
          <li key={each.id}>
            {address === null ? (
              <span class="line">{words}</span>
            ) : (
              <To to={address} class="line" name="found-contact">
                {words}
              </To>
            )}
          </li>
        );
      })}
    </Group>
  );
}

export function FoundMessages({ messages }: { readonly messages: SearchResults['messages'] }): JSX.Element | null {
  const { t, language } = usePage();
  const now = useNow(60_000);
  if (messages.length === 0) return null;
  return (
    <Group title={t('search.messages')}>
      {messages.map((each) => {
        const at = new Date(each.at);
        return (
          <li key={`${each.conversation} ${each.seq}`}>
            <To to={conversationAddress(each.conversation)} class="line line-tall" name="found-message">
              <span class="line-main">
                <span class="line-top">
                  <strong class="ellipsis" dir="auto">
                    {each.title.trim() || t('card.stranger')}
                  </strong>
                  <Unproven of={{ proven: each.proven }} />
                  <time class="row-time" dateTime={each.at} title={fullTime(language, at)}>
                    {stamp(t, language, at, now)}
                  </time>
                </span>
                <span class="excerpt">
                  {each.audience === 'internal' ? (
                    <span class="excerpt-note">
                      <Icon name="lock" />
                      {t('message.internal')}:{' '}
                    </span>
                  ) : (
                    <span class="muted">{each.name ?? t(`message.${each.author}`)}: </span>
                  )}
                  {each.forwarded === undefined ? null : (
                    <span class="muted">
                      ↪ {each.forwarded === '' ? t('message.forwarded.nameless') : t('message.forwarded', { name: each.forwarded })}:{' '}
                    </span>
                  )}
                  <Marked text={each.excerpt} ranges={each.ranges} />
                </span>
              </span>
            </To>
          </li>
        );
      })}
    </Group>
  );
}
