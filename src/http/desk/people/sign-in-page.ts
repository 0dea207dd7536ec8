import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { Language } from '../../../domain/language.ts';
import { signInWords } from '../../../texts/sign-in.ts';
import { translator } from '../../../texts/translate.ts';
import { preferredLanguage } from '../../language.ts';
import { signInStyle } from './sign-in-style.ts';

const t = translator(signInWords);

type Html = ReturnType<typeof html>;

/** Shows whose link it is, and a button. It works without scripts; the form alone uses the link up. */
export function signInPage(
  c: Context,
  link: { readonly token: string; readonly name: string; readonly endsSessions: boolean; readonly company: string | null },
): Html {
  const language = languageOf(c);
  const warning = link.endsSessions ? html`<p class="warning">${t(language, 'ends-sessions')}</p>` : '';
  return page(
    c,
    language,
    html`${link.company === null ? '' : html`<p class="small">${link.company}</p>`}
      <h1>${t(language, 'hello', { name: link.name })}</h1>
      <p>${t(language, 'press')}</p>
      ${warning}
      <form method="post" action="/desk/sign-in">
        <input type="hidden" name="token" value="${link.token}" />
        <button>${t(language, 'enter')}</button>
      </form>
      <p class="small">${t(language, 'not-you')}</p>`,
  );
}

/** Says that a link is good no more, and where another comes from. */
export function spentPage(c: Context): Html {
  const language = languageOf(c);
  return page(c, language, html`<h1>${t(language, 'spent')}</h1><p>${t(language, 'advice')}</p>`);
}

function languageOf(c: Context): Language {
  return preferredLanguage(c.req.header('accept-language')) ?? 'ru';
}

function page(c: Context, language: Language, inside: Html): Html {
  const nonce: string | undefined = c.get('secureHeadersNonce');
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${t(language, 'title')}</title>
        <link rel="icon" href="/desk/icon.svg" />
        <style nonce="${nonce ?? ''}">${raw(signInStyle)}</style>
      </head>
      <body>
        <main>
          <svg viewBox="0 0 24 24" aria-hidden="true"><rect x="4" y="4" width="16" height="16" rx="3" /><path d="M12 4v16M4 12h16" /></svg>
          ${inside}
        </main>
      </body>
    </html>`;
}
