import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type MeetingResult, meetingResults } from '../../../domain/engagement.ts';
import type { Task } from '../../../http/desk/work/task.ts';
import { clock } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { ChoiceField, TextField } from '../kit/field.tsx';
import { Form, useForm } from '../kit/form.tsx';
import { useNow } from '../kit/now.ts';
import { dayTitle, fullTime } from '../kit/time.ts';
import { MoveDialog } from './meeting-dialog.tsx';

interface MeetingProps {
  readonly task: Task;
  readonly done: () => void;
}

/** Shows when a meeting is, in the viewer's time. */
export function MeetingTime({ task: { startsAt, endsAt } }: Pick<MeetingProps, 'task'>): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  if (startsAt === null || endsAt === null) return <span class="muted">{t('meeting.no-time')}</span>;
  const [from, until] = [new Date(startsAt), new Date(endsAt)];
  return (
    <time dateTime={startsAt} title={fullTime(language, from)} data-testid="meeting-time">
      {dayTitle(t, language, from, now)}, {clock(language, from)}–{clock(language, until)}
    </time>
  );
}

/** Offers to set or move the time of a meeting, and to say how it went. */
export function MeetingActions({ task, done }: MeetingProps): JSX.Element {
  const { t } = usePage();
  const [open, setOpen] = useState<'move' | 'finish' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <span class="turn-actions">
        <button type="button" class="link-button" data-testid="meeting-move" onClick={() => setOpen('move')}>
          {t(task.startsAt === null ? 'meeting.set' : 'meeting.move')}
        </button>
        <button type="button" class="link-button" data-testid="meeting-finish" onClick={() => setOpen('finish')}>
          {t('meeting.finish')}
        </button>
      </span>
      {open === 'move' ? <MoveDialog task={task} done={done} close={close} /> : null}
      {open === 'finish' ? <Outcome task={task} done={done} close={close} /> : null}
    </>
  );
}

/** Asks how a meeting went: held, not held, or cancelled with the reason. */
function Outcome({ task, done, close }: MeetingProps & { readonly close: () => void }): JSX.Element {
  const { t, api } = usePage();
  const form = useForm({
    values: { result: 'held' as MeetingResult, outcome: '' },
    check: ({ outcome }) => (outcome.trim() === '' ? t('meeting.outcome.missing') : null),
    async send({ result, outcome }) {
      const answer = await api('POST /tasks/:id/done', { params: { id: task.id }, body: { outcome: outcome.trim(), result } });
      if (answer.ok) done();
      return answer;
    },
  });
  return (
    <Form
      form={form}
      class="task-form"
      submit={{ words: t('meeting.outcome.save'), name: 'meeting-save' }}
      actions={
        <button type="button" class="button quiet" onClick={close}>
          {t('action.cancel')}
        </button>
      }
    >
      <ChoiceField
        label={t('meeting.result')}
        name="meeting-result"
        value={form.values.result}
        all={meetingResults.map((each) => [each, t(`meeting.result.${each}`)])}
        set={form.set('result')}
      />
      <TextField
        label={t('meeting.outcome')}
        name="meeting-outcome"
        dir="auto"
        maxLength={2000}
        placeholder={t('meeting.outcome.placeholder')}
        value={form.values.outcome}
        set={form.set('outcome')}
      />
    </Form>
  );
}
