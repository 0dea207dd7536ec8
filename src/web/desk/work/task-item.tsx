import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Task } from '../../../http/desk/work/task.ts';
import { ContactDetails } from '../clients/contact-details.tsx';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { wordsFor } from '../kit/problem.ts';
import { clock, fullTime, stamp } from '../kit/time.ts';
import { clientAddress, conversationAddress, To } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';
import type { Due } from './tasks.ts';

export interface TaskItemProps {
  readonly task: Task;
  readonly due: Due;
  readonly done: () => void;
}

export function TaskItem({ task, due, done }: TaskItemProps): JSX.Element {
  const { t } = usePage();
  const [finishing, setFinishing] = useState(false);
  return (
    <li class="task" data-testid="task" data-due={due}>
      <div class="task-main">
        <p class="task-title">
          <strong dir="auto">{task.title}</strong> <DueTime task={task} due={due} />
        </p>
        {task.text.trim() === '' || task.text === task.title ? null : <p dir="auto">{task.text}</p>}
        <p class="task-meta">
          {task.contact === null ? null : <bdi>{task.contact.name ?? t('contact.unnamed')}</bdi>}
          {task.client === null ? null : (
            <To to={clientAddress(task.client.id)}>
              <bdi>{task.client.name}</bdi>
            </To>
          )}
          {task.conversation === null ? null : <To to={conversationAddress(task.conversation)}>{t('tasks.conversation')}</To>}
          <span class="muted">
            {task.department.name}: <bdi>{task.specialist?.name ?? t('tasks.nobody')}</bdi>
          </span>
        </p>
        {task.details === null ? null : <ContactDetails details={task.details} />}
        {task.outcome === null ? null : (
          <p class="task-outcome" dir="auto">
            {task.outcome}
          </p>
        )}
        {finishing ? <Outcome task={task} done={done} cancel={() => setFinishing(false)} /> : null}
      </div>
      {task.doneAt !== null || finishing ? null : (
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

function Outcome({ task, done, cancel }: { readonly task: Task; readonly done: () => void; readonly cancel: () => void }): JSX.Element {
  const { t, api, desk } = usePage();
  const [outcome, setOutcome] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (outcome.trim() === '') return setTrouble(t('tasks.outcome.missing'));
    const answer = desk.noteAnswer(await api.taskDone(task.id, outcome.trim()));
    if (answer.ok) done();
    else setTrouble(wordsFor(t, answer.problem));
  };
  return (
    <form
      class="task-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="form-field">
        <span class="form-label">{t('tasks.outcome')}</span>
        <input
          class="input"
          dir="auto"
          maxLength={2000}
          placeholder={t('tasks.outcome.placeholder')}
          data-testid="task-outcome"
          value={outcome}
          ref={(field) => {
            if (field !== null && outcome === '' && document.activeElement?.closest('.task-form') !== field.form) field.focus();
          }}
          onInput={(event) => setOutcome(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') cancel();
          }}
        />
      </label>
      <Trouble problem={trouble} />
      <div class="form-actions">
        <button type="submit" class="button primary" data-testid="task-save">
          {t('tasks.save')}
        </button>
        <button type="button" class="button quiet" onClick={cancel}>
          {t('action.cancel')}
        </button>
      </div>
    </form>
  );
}
