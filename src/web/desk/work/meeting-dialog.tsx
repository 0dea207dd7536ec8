import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Task } from '../../../http/desk/work/task.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { ChoiceField, DateTimeField, TextField } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import { localDateTime } from '../kit/time.ts';

const lengths = ['usual', '30', '60', '90', '120'] as const;
type Length = (typeof lengths)[number];

interface When {
  readonly at: string;
  readonly length: Length;
}

const minutesOf = (length: Length): { minutes?: number } => (length === 'usual' ? {} : { minutes: Number(length) });

/** Reads a moment typed in the viewer's zone; null: none was typed. */
function momentOf(at: string): Date | null {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** Asks when a meeting is and how long. */
function WhenFields<Values extends When>({ form, hint }: { readonly form: FormState<Values>; readonly hint?: string }): JSX.Element {
  const { t } = usePage();
  const change = (part: Partial<When>): void => form.change(part as Partial<Values>);
  return (
    <div class="form-row">
      <DateTimeField label={t('meeting.at')} hint={hint} name="meeting-at" value={form.values.at} set={(at) => change({ at })} />
      <ChoiceField
        label={t('meeting.minutes')}
        name="meeting-minutes"
        value={form.values.length as Length}
        all={lengths.map((each) => [
          each,
          each === 'usual' ? t('meeting.minutes.usual') : t('meeting.minutes.some', { minutes: Number(each) }),
        ])}
        set={(length) => change({ length })}
      />
    </div>
  );
}

/** Arranges a meeting with the client of a conversation: a task of sales (R4). */
export function ArrangeDialog(props: {
  readonly conversation: string;
  readonly done: () => void;
  readonly close: () => void;
}): JSX.Element {
  const { t, api } = usePage();
  const [id] = useState(() => crypto.randomUUID());
  const [overlaps, setOverlaps] = useState(0);
  const form = useForm({
    values: { at: '', length: 'usual' as Length, text: '' },
    async send({ at, length, text }) {
      const startsAt = momentOf(at)?.toISOString() ?? null;
      const body = { id, startsAt, ...minutesOf(length), text: text.trim() };
      const answer = await api('POST /conversations/:id/meetings', { params: { id: props.conversation }, body });
      if (!answer.ok) return answer;
      props.done();
      if (answer.value.overlaps === 0) props.close();
      else setOverlaps(answer.value.overlaps);
      return answer;
    },
  });
  return (
    <FormDialog
      title={t('meeting.title')}
      name="meeting"
      close={props.close}
      form={form}
      submit={{ words: t('meeting.submit'), name: 'meeting-submit', can: overlaps === 0 }}
      troubleName="meeting-problem"
      status={overlaps === 0 ? null : t('meeting.overlaps', { count: overlaps })}
    >
      <p class="muted">{t('meeting.text')}</p>
      <WhenFields form={form} hint={t('meeting.at.hint')} />
      <TextField
        label={t('meeting.about')}
        name="meeting-text"
        dir="auto"
        maxLength={1000}
        placeholder={t('meeting.about.placeholder')}
        value={form.values.text}
        set={form.set('text')}
      />
    </FormDialog>
  );
}

/** Agrees when a meeting is, or moves it, also while it lasts. */
export function MoveDialog({
  task,
  ...props
}: {
  readonly task: Task;
  readonly done: () => void;
  readonly close: () => void;
}): JSX.Element {
  const { t, api } = usePage();
  const [overlaps, setOverlaps] = useState(0);
  const form = useForm({
    values: { at: task.startsAt === null ? '' : localDateTime(new Date(task.startsAt)), length: lengthOf(task) },
    check: ({ at }) => (momentOf(at) === null ? t('meeting.at.missing') : null),
    async send({ at, length }) {
      const body = { startsAt: momentOf(at)?.toISOString() ?? '', ...minutesOf(length) };
      const answer = await api('POST /tasks/:id/move', { params: { id: task.id }, body });
      if (!answer.ok) return answer;
      props.done();
      if (answer.value.overlaps === 0) props.close();
      else setOverlaps(answer.value.overlaps);
      return answer;
    },
  });
  return (
    <FormDialog
      title={t('meeting.title.move')}
      name="meeting-move"
      close={props.close}
      form={form}
      submit={{ words: t('meeting.submit.move'), name: 'meeting-submit' }}
      troubleName="meeting-problem"
      status={overlaps === 0 ? null : t('meeting.overlaps', { count: overlaps })}
    >
      <WhenFields form={form} />
    </FormDialog>
  );
}

/** Offers the length a meeting has; another one than these is as usual. */
function lengthOf({ startsAt, endsAt }: Task): Length {
  if (startsAt === null || endsAt === null) return 'usual';
  const minutes = String((new Date(endsAt).getTime() - new Date(startsAt).getTime()) / 60_000);
  return lengths.find((each) => each === minutes) ?? 'usual';
}
