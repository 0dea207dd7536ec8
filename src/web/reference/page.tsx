import type { JSX } from 'preact';
import type { Language } from '../../domain/language.ts';
import { t } from '../../texts/reference.ts';
import { groupsOf, type OpenApi } from './document.ts';
import { Code, OperationView } from './operation.tsx';

const basics = ['key', 'once', 'pages', 'match', 'limits', 'errors'] as const;
const error = { error: { code: 'client-not-found', message: 'There is no such client.' } };

/** The reference: contents at the side, the basics, then every operation. */
export function Page({ document, language }: { readonly document: OpenApi; readonly language: Language }): JSX.Element {
  const groups = groupsOf(document);
  return (
    <>
      <nav aria-label={t(language, 'contents')}>
        <a class="name" href="#top">
          {t(language, 'title')}
        </a>
        <a href="#basics">{t(language, 'basics')}</a>
        {groups.map(({ name, operations }) => (
          <div key={name}>
            <p>{name}</p>
            <ul>
              {operations.map((each) => (
                <li key={each.operationId}>
                  <a href={`#${each.operationId}`} lang="en">
                    {each.summary}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main id="top">
        <h1>{t(language, 'title')}</h1>
        <p class="lead">
          {t(language, 'lead')} <a href="/openapi.json">{t(language, 'document')}</a>
        </p>
        <h2 id="basics">{t(language, 'basics')}</h2>
        <dl class="basics">
          {basics.map((each) => (
            <div key={each}>
              <dt>{t(language, `basics.${each}.title`)}</dt>
              <dd>{t(language, `basics.${each}`)}</dd>
            </div>
          ))}
        </dl>
        <Code title={t(language, 'basics.errors.title')} text={JSON.stringify(error, null, 2)} />
        {groups.map(({ name, operations }) => (
          <div key={name}>
            <h2 lang="en">{name}</h2>
            {operations.map((each) => (
              <OperationView key={each.operationId} document={document} operation={each} language={language} />
            ))}
          </div>
        ))}
      </main>
    </>
  );
}
