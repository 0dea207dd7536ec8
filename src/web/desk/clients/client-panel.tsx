import type { JSX } from 'preact';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import type { Read } from '../kit/use-read.ts';
import { TaskItem } from '../work/task-item.tsx';
import { dueOf } from '../work/tasks.ts';
import { Contacts } from './contacts.tsx';
import { ExpectedPayments } from './expected-payments.tsx';
import { Facts } from './facts.tsx';
import { Owners } from './owners.tsx';
import { Section } from './section.tsx';

export interface ClientPanelProps {
  readonly read: Read<ClientCard>;
  /** the contact whose conversation is on the screen */
  readonly current: string | null;
}

/** Shows what is known of a client beyond the conversation: contacts, who owned it when, what is to be done. */
export function ClientPanel({ read, current }: ClientPanelProps): JSX.Element {
  const { t } = usePage();
  if (read.value === null) {
    if (read.phase !== 'failed') return <span class="bone bone-text card-bone" aria-hidden="true" />;
    return (
      <Section title={t('client.contacts')}>
        <p class="muted">{t('client.failed')}</p>
        <button type="button" class="link-button" onClick={read.again}>
          {t('list.retry')}
        </button>
      </Section>
    );
  }
  const client = read.value;
  return (
    <>
      <Contacts client={client} current={current} again={read.again} />
      <Owners client={client} again={read.again} />
      <ExpectedPayments client={client} />
      <Facts client={client} again={read.again} />
      <Tasks client={client} again={read.again} />
    </>
  );
}

function Tasks({ client, again }: { readonly client: ClientCard; readonly again: () => void }): JSX.Element | null {
  const { t } = usePage();
  const now = useNow(60_000);
  const open = client.tasks.filter((each) => each.doneAt === null);
  if (open.length === 0) return null;
  return (
    <Section title={t('client.tasks')}>
      <ul class="card-tasks">
        {open.map((task) => (
          <TaskItem key={task.id} task={task} due={dueOf(task, now)} done={again} />
        ))}
      </ul>
    </Section>
  );
}
