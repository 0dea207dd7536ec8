import type { JSX } from 'preact';
import type { Details } from '../../../http/desk/clients/contact-details.ts';
import { emailHref, phoneHref, telegramHref } from '../../kit/hrefs.ts';
import { usePage } from '../frame/page.ts';

type Kind = 'phone' | 'email' | 'telegram';

const hrefs: Readonly<Record<Kind, (value: string) => string>> = {
  phone: phoneHref,
  email: emailHref,
  telegram: telegramHref,
};

/** Shows how to reach somebody; what they left themselves is marked so. */
export function ContactDetails({ details }: { readonly details: Details }): JSX.Element {
  const { t } = usePage();
  const own: (readonly [Kind, string | null])[] = [
    ['email', details.email],
    ['phone', details.phone],
  ];
  const known = own.filter((each): each is [Kind, string] => each[1] !== null);
  if (known.length === 0 && details.left.length === 0 && details.telegram === null) return <p class="muted">{t('client.details.none')}</p>;
  return (
    <ul class="details">
      {known.map(([kind, value]) => (
        <li key={kind}>
          <Address kind={kind} value={value} />
        </li>
      ))}
      {details.telegram === null ? null : <InTelegram telegram={details.telegram} />}
      {details.left.map((each) => (
        <li key={`${each.kind} ${each.value}`}>
          <Address kind={each.kind} value={each.value} /> <span class="muted">{t('client.left')}</span>
        </li>
      ))}
    </ul>
  );
}

/** Shows how they are called in Telegram now, and by which link they came there. */
export function InTelegram({ telegram: { name, username, source } }: { readonly telegram: NonNullable<Details['telegram']> }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      {username === null && name === null ? null : (
        <li>
          {username === null ? null : <Address kind="telegram" value={`@${username}`} />}{' '}
          <span class="muted" dir="auto">
            {name === null ? '' : t('client.in-telegram', { name })}
          </span>
        </li>
      )}
      {source === null ? null : <li class="muted">{t('client.source', { source })}</li>}
    </>
  );
}

function Address({ kind, value }: { readonly kind: Kind; readonly value: string }): JSX.Element {
  const { t } = usePage();
  const outside = kind === 'telegram' ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <>
      <span class="visually-hidden">{t(`detail.${kind}`)}: </span>
      <a href={hrefs[kind](value)} dir="ltr" {...outside}>
        {value}
      </a>
    </>
  );
}
