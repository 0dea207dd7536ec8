import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { useRead } from '../kit/use-read.ts';
import { ArrangeDialog } from '../work/meeting-dialog.tsx';
import { MeetingActions, MeetingTime } from '../work/meeting-item.tsx';

/** Lists meetings about the conversation that are to come, and arranges another: several are as well (R4). */
export function Meetings({ conversation }: { readonly conversation: string }): JSX.Element {
  const { t, api } = usePage();
  const [open, setOpen] = useState(false);
  const read = useRead(`meetings ${conversation}`, 'conversations', () =>
    api('GET /conversations/:id/meetings', { params: { id: conversation } }),
  );
  const meetings = read.value?.meetings ?? [];
  return (
    <>
      {meetings.length === 0 ? <p class="muted">{t('meeting.none')}</p> : null}
      <ul class="details" data-testid="meetings">
        {meetings.map((task) => (
          <li key={task.id}>
            {task.kind === 'meeting' ? <MeetingTime task={task} /> : <span>{task.title}</span>}
            {' · '}
            <bdi class="muted">{task.specialist?.name ?? t('meeting.nobody')}</bdi>
            {task.text === '' ? null : <p dir="auto">{task.text}</p>}
            {task.kind === 'meeting' && task.may ? <MeetingActions task={task} done={read.again} /> : null}
          </li>
        ))}
      </ul>
      <button type="button" class="link-button" data-testid="meeting-open" onClick={() => setOpen(true)}>
        {t('meeting.arrange')}
      </button>
      {open ? <ArrangeDialog conversation={conversation} done={read.again} close={() => setOpen(false)} /> : null}
    </>
  );
}
