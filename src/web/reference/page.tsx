import type { JSX } from 'preact';
import type { Language } from '../../domain/language.ts';
import { say } from '../../texts/reference.ts';
import { groupsOf, type OpenApi } from './document.ts';
import { Code, OperationView } from './operation.tsx';

const basics = ['key', 'once', 'pages', 'match', 'limits', 'errors'] as const;
const error = { error: { code: 'client-not-found', message: 'There is no such client.' } };

/** The reference: contents at the side, the basics, then every operation. */
export function Page({ document, language }: { readonly document: OpenApi; readonly language: Language }): JSX.Element {
  const groups = groupsOf(document);
  return (
    <>
      <nav aria-label={say(language, 'contents')}>
        <a class="name" href="#top">
          {say(language, 'title')}
        </a>
        <a href="#basics">{say(language, 'basics')}</a>
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
        <h1>{say(language, 'title')}</h1>
        <p class="lead">
          {say(language, 'lead')} <a href="/openapi.json">{say(language, 'document')}</a>
        </p>
        <h2 id="basics">{say(language, 'basics')}</h2>
        <dl class="basics">
          {basics.map((each) => (
            <div key={each}>
              <dt>{say(language, `basics.${each}.title`)}</dt>
              <dd>{say(language, `basics.${each}`)}</dd>
            </div>
          ))}
        </dl>
        <Code title={say(language, 'basics.errors.title')} text={JSON.stringify(error, null, 2)} />
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
