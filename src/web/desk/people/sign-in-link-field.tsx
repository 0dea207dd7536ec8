import type { JSX } from 'preact';
import type { SignInLink } from '../../../http/desk/people/sign-in-link.ts';
import { usePage } from '../frame/page.ts';
import { CopyField } from '../kit/copy-field.tsx';
import { fullTime } from '../kit/time.ts';

/** Shows the link that lets somebody in, once. */
export function SignInLinkField({ link }: { readonly link: SignInLink }): JSX.Element {
  const { t, language } = usePage();
  return (
    <>
      <CopyField value={link.url} label={t('access.link')} name="sign-in-link" />
      <p class="muted" role="status">
        {t('access.link.once', { date: fullTime(language, new Date(link.expiresAt)) })}
      </p>
    </>
  );
}
