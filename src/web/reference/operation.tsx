import type { ComponentChildren, JSX } from 'preact';
import type { Language } from '../../domain/language.ts';
import { t } from '../../texts/reference.ts';
import { curlOf } from './curl.ts';
import { errorsOf, jsonOf, type OpenApi, type OperationAt, successOf } from './document.ts';
import { type Field, fieldsOf, typeOf } from './fields.ts';

interface Props {
  readonly document: OpenApi;
  readonly operation: OperationAt;
  readonly language: Language;
}

/** Shows one operation: what it is for, what it takes, what it answers, an example of both. */
export function OperationView({ document, operation, language }: Props): JSX.Element {
  const { operationId, method, path, summary, description = '', parameters = [] } = operation;
  const body = jsonOf(operation.requestBody);
  const { status, content } = successOf(operation);
  const taken = parameters.map((each): Field => {
    return {
      name: each.name,
      type: `${each.in}, ${typeOf(document, each.schema)}`,
      words: each.description ?? '',
      required: each.required === true,
    };
  });
  return (
    <section class="operation" id={operationId} aria-labelledby={`${operationId}-title`}>
      <div class="words">
        <h3 id={`${operationId}-title`} lang="en">
          {summary}
        </h3>
        <p class="address">
          <span class={`method ${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
        </p>
        {description.split('\n\n').map((each) => (
          <p key={each} lang="en">
            {withCode(each)}
          </p>
        ))}
        <Fields title={t(language, 'parameters')} fields={taken} language={language} />
        {body !== undefined && <Fields title={t(language, 'body')} fields={fieldsOf(document, body.schema)} language={language} />}
        {content !== undefined && (
          <Fields title={t(language, 'answer', { status })} fields={fieldsOf(document, content.schema).map(answered)} language={language} />
        )}
        <details>
          <summary>{t(language, 'errors')}</summary>
          <ul class="errors">
            {errorsOf(operation).map((each) => (
              <li key={each.code}>
                {each.status} <code>{each.code}</code> <span lang="en">{withCode(each.message)}</span>
              </li>
            ))}
          </ul>
        </details>
      </div>
      <div class="example">
        <Code title={t(language, 'example')} text={curlOf(location.origin, operation)} />
        {content?.example !== undefined && (
          <Code title={t(language, 'answer', { status })} text={JSON.stringify(content.example, null, 2)} />
        )}
      </div>
    </section>
  );
}

/** What is answered is always there: only what is sent can be missing. */
const answered = (field: Field): Field => ({ ...field, required: false });

function Fields({ title, fields, language }: { readonly title: string; readonly fields: readonly Field[]; readonly language: Language }) {
  if (fields.length === 0) return null;
  return (
    <details open>
      <summary>{title}</summary>
      <dl class="fields">
        {fields.map(({ name, type, words, required }) => (
          <div key={name}>
            <dt>
              <code>{name}</code> {required && <em>{t(language, 'required')}</em>}
            </dt>
            <dd lang="en">
              <span class="type">{type}</span> {withCode(words)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Long lines scroll, also by keyboard. */
export function Code({ title, text }: { readonly title: string; readonly text: string }): JSX.Element {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0} lang="en">
        <code>{text}</code>
      </pre>
    </figure>
  );
}

/** Shows as code what the document has in backticks. */
function withCode(text: string): ComponentChildren {
  return text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part));
}
