import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Violation } from '../../../http/desk/reports/violations.ts';
import { clock } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { Unproven } from '../kit/chips.tsx';
import { Input } from '../kit/field.tsx';
import { Form, SubmitButton, useForm } from '../kit/form.tsx';
import { useNow } from '../kit/now.ts';
import { TableHead } from '../kit/table-head.tsx';
import { fullTime, stamp } from '../kit/time.ts';
import { conversationAddress, To } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';

export interface TableProps {
  readonly violations: readonly Violation[];
  readonly changed: () => void;
}

/** Shows late answers as a table; on a phone every row becomes a card. */
export function ViolationsTable({ violations, changed }: TableProps): JSX.Element {
  const { t } = usePage();
  return (
    <table class="table table-said violations" data-testid="violations-table">
      <TableHead titles={(['when', 'who', 'client', 'what', 'words'] as const).map((each) => t(`violations.column.${each}`))} />
      <tbody>
        {violations.map((each) => (
          <Row key={each.id} violation={each} changed={changed} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ violation, changed }: { readonly violation: Violation; readonly changed: () => void }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const at = new Date(violation.at);
  const day = stamp(t, language, at, now);
  const time = clock(language, at);
  return (
    <tr data-testid="violation" data-excused={violation.excuse !== null} class={violation.excuse === null ? '' : 'excused'}>
      <td class="column-when">
        <time dateTime={violation.at} title={fullTime(language, at)}>
          {day === time ? time : `${day}, ${time}`}
        </time>
      </td>
      <th scope="row" class="column-who">
        <span dir="auto">{violation.person.name}</span>
        <span class="muted block">{violation.department.name}</span>
      </th>
      <td class="column-client">
        <To to={conversationAddress(violation.conversation)} class="plain-link" name="violation-conversation">
          {violation.title}
        </To>{' '}
        <Unproven of={violation} />
      </td>
      <td class="column-what">
        {t(`violations.kind.${violation.kind}`)}
        <span class="muted block">
          {t('violations.late', { minutes: violation.lateMinutes })}
          {violation.open ? `, ${t('violations.open')}` : ''}
        </span>
      </td>
      <td class="column-words">
        <Words violation={violation} changed={changed} />
      </td>
    </tr>
  );
}

type Verb = 'reply' | 'excuse';

/** Shows what its person and their head wrote about it, and takes their words. */
function Words({ violation, changed }: { readonly violation: Violation; readonly changed: () => void }): JSX.Element {
  const { t } = usePage();
  const [verb, setVerb] = useState<Verb | null>(null);
  const { reply, excuse, may } = violation;
  const close = (): void => setVerb(null);
  const done = (): void => {
    close();
    changed();
  };
  return (
    <>
      {reply === null ? null : <p dir="auto">{reply.text}</p>}
      {excuse === null ? null : (
        <p class="good" dir="auto">
          {t('violations.excused.by', { name: excuse.by.name, text: excuse.text })}
        </p>
      )}
      {verb === null ? (
        <span class="violation-actions">
          {(['reply', 'excuse'] as const)
            .filter((each) => may[each])
            .map((each) => (
              <button key={each} type="button" class="link-button" data-testid={`violation-${each}`} onClick={() => setVerb(each)}>
                {t(`violations.${each}`)}
              </button>
            ))}
        </span>
      ) : (
        <WordsForm id={violation.id} verb={verb} close={close} done={done} />
      )}
    </>
  );
}

interface WordsFormProps {
  readonly id: string;
  readonly verb: Verb;
  readonly close: () => void;
  readonly done: () => void;
}

function WordsForm({ id, verb, close, done }: WordsFormProps): JSX.Element {
  const { t, api } = usePage();
  const form = useForm({
    values: { text: '' },
    async send({ text }) {
      const words = text.trim();
      const answer = await (verb === 'reply'
        ? api('POST /violations/:id/reply', { params: { id }, body: { text: words } })
        : api('POST /violations/:id/excuse', { params: { id }, body: { reason: words } }));
      if (answer.ok) done();
      return answer;
    },
  });
  const { text } = form.values;
  return (
    <Form form={form} class="violation-form">
      <Input
        dir="auto"
        maxLength={1000}
        aria-label={t(`violations.${verb}.label`)}
        placeholder={t(`violations.${verb}.label`)}
        name="violation-words"
        value={text}
        set={form.set('text')}
        field={(input) => input?.focus()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
      <SubmitButton form={form} words={t('violations.save')} name="violation-save" can={text.trim() !== ''} />
      <button type="button" class="button quiet" onClick={close}>
        {t('action.cancel')}
      </button>
      <Trouble problem={form.trouble} />
    </Form>
  );
}
