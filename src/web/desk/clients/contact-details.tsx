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
  if (known.length === 0 && details.left.length === 0) return <p class="muted">{t('client.details.none')}</p>;
  return (
    <ul class="details">
      {known.map(([kind, value]) => (
        <li key={kind}>
          <Address kind={kind} value={value} />
        </li>
      ))}
      {details.left.map((each) => (
        <li key={`${each.kind} ${each.value}`}>
          <Address kind={each.kind} value={each.value} /> <span class="muted">{t('client.left')}</span>
        </li>
      ))}
    </ul>
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
