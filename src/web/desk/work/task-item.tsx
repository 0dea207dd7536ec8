import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Task } from '../../../http/desk/work/task.ts';
import { clock } from '../../kit/calendar.ts';
import { newId } from '../../kit/new-id.ts';
import { ContactDetails } from '../clients/contact-details.tsx';
import { usePage } from '../frame/page.ts';
import { Unproven } from '../kit/chips.tsx';
import { clientName } from '../kit/client-name.ts';
import { TextField } from '../kit/field.tsx';
import { Form, useForm } from '../kit/form.tsx';
import { useNow } from '../kit/now.ts';
import { fullTime, stamp } from '../kit/time.ts';
import { clientAddress, conversationAddress, To } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { MeetingActions, MeetingTime } from './meeting-item.tsx';
import type { Due } from './tasks.ts';

export interface TaskItemProps {
  readonly task: Task;
  readonly due: Due;
  readonly done: () => void;
}

export function TaskItem({ task, due, done }: TaskItemProps): JSX.Element {
  const { t } = usePage();
  const [finishing, setFinishing] = useState(false);
  const isMeeting = task.kind === 'meeting';
  return (
    <li class="task" data-testid="task" data-due={due}>
      <div class="task-main">
        <p class="task-title">
          <strong dir="auto">{task.title}</strong>{' '}
          {isMeeting && task.doneAt === null ? <MeetingTime task={task} /> : <DueTime task={task} due={due} />}
        </p>
        {task.text.trim() === '' || task.text === task.title ? null : <p dir="auto">{task.text}</p>}
        <p class="task-meta">
          {task.contact === null ? null : <bdi>{task.contact.name ?? t('contact.unnamed')}</bdi>}
          {task.contact === null ? null : <Unproven of={task.contact} />}
          {task.client === null ? null : (
            <To to={clientAddress(task.client.id)}>
              <bdi>{clientName(t, task.client)}</bdi>
            </To>
          )}
          {task.client === null ? null : <Unproven of={task.client} />}
          {task.leaver === null ? null : (
            <To to={{ page: 'people', query: { person: task.leaver.id, left: '1' } }} name="task-leaver">
              <bdi>{t('tasks.leaver', { name: task.leaver.name })}</bdi>
            </To>
          )}
          {task.kind === 'webhook' ? <To to={{ page: 'webhooks' }}>{t('tab.webhooks')}</To> : null}
          {task.kind === 'deputy' ? <To to={{ page: 'people' }}>{t('tasks.deputy')}</To> : null}
          {task.conversation === null ? null : <To to={conversationAddress(task.conversation)}>{t('tasks.conversation')}</To>}
          <span class="muted">
            {task.department.name}: <bdi>{task.specialist?.name ?? t('tasks.nobody')}</bdi>
          </span>
        </p>
        {task.details === null ? null : <ContactDetails details={task.details} />}
        {isMeeting && task.doneAt === null ? <MeetingActions task={task} done={done} /> : null}
        {task.result === null ? null : (
          <p class="muted">
            {t('meeting.result')} {t(`meeting.result.${task.result}`)}
          </p>
        )}
        {task.outcome === null ? null : (
          <p class="task-outcome" dir="auto">
            {task.outcome}
          </p>
        )}
        {task.kind === 'queue-full' && task.doneAt === null && task.conversation !== null ? (
          <Admit conversation={task.conversation} done={done} />
        ) : null}
        {finishing ? <Outcome task={task} done={done} cancel={() => setFinishing(false)} /> : null}
      </div>
      {task.doneAt !== null || finishing || isMeeting ? null : (
        <button type="button" class="button" data-testid="task-finish" onClick={() => setFinishing(true)}>
          {t('tasks.finish')}
        </button>
      )}
    </li>
  );
}

function DueTime({ task, due }: { readonly task: Task; readonly due: Due }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const at = new Date(task.doneAt ?? task.dueAt);
  const time = due === 'today' ? clock(language, at) : stamp(t, language, at, now);
  const words = due === 'finished' ? time : t(due === 'overdue' ? 'tasks.was-due' : 'tasks.due', { time });
  return (
    <time class={`task-due due-${due}`} dateTime={at.toISOString()} title={fullTime(language, at)}>
      {words}
    </time>
  );
}

/** Accepts the client who waits beyond a portfolio, in one tap (R12). */
function Admit({ conversation, done }: { readonly conversation: string; readonly done: () => void }): JSX.Element {
  const { t, api } = usePage();
  const { trouble, attempt } = useAttempt();
  const [key] = useState(newId);
  const admit = (): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /conversations/:id/admit', { params: { id: conversation }, body: { key } });
      if (answer.ok) done();
      return answer;
    });
  return (
    <>
      <button type="button" class="button primary" data-testid="task-admit" onClick={() => void admit()}>
        {t('tasks.admit')}
      </button>
      <Trouble problem={trouble} />
    </>
  );
}

interface OutcomeProps {
  readonly task: Task;
  readonly done: () => void;
  readonly cancel: () => void;
}

function Outcome({ task, done, cancel }: OutcomeProps): JSX.Element {
  const { t, api } = usePage();
  const form = useForm({
    values: { outcome: '' },
    check: ({ outcome }) => (outcome.trim() === '' ? t('tasks.outcome.missing') : null),
    async send({ outcome }) {
      const answer = await api('POST /tasks/:id/done', { params: { id: task.id }, body: { outcome: outcome.trim() } });
      if (answer.ok) done();
      return answer;
    },
  });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Form
      form={form}
      class="task-form"
      submit={{ words: t('tasks.save'), name: 'task-save' }}
      actions={
        <button type="button" class="button quiet" onClick={cancel}>
          {t('action.cancel')}
        </button>
      }
    >
      <TextField
        label={t('tasks.outcome')}
        name="task-outcome"
        field={field}
        dir="auto"
        maxLength={2000}
        placeholder={t('tasks.outcome.placeholder')}
        value={form.values.outcome}
        set={form.set('outcome')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') cancel();
        }}
      />
    </Form>
  );
}
