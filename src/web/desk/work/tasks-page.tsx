import type { JSX } from 'preact';
import type { Task } from '../../../http/desk/work/task.ts';
import { usePage } from '../frame/page.ts';
import { ListPage } from '../kit/list-page.tsx';
import { useNow } from '../kit/now.ts';
import { Segments } from '../kit/segments.tsx';
import { usePages } from '../kit/use-pages.ts';
import { Proposals } from './proposals.tsx';
import { TaskItem } from './task-item.tsx';
import { byDue, type Due } from './tasks.ts';

const views = ['mine', 'department'] as const;
const states = ['open', 'done'] as const;
const groups: readonly Due[] = ['overdue', 'today', 'later', 'finished'];

/** Lists what is to be done for clients by a date: overdue first. */
export function TasksPage(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const view = views.find((each) => each === state.address.query['view']) ?? 'mine';
  const shown = states.find((each) => each === state.address.query['state']) ?? 'open';
  const read = usePages(`tasks ${view} ${shown}`, 'conversations', (cursor) =>
    api('GET /tasks', { query: { view, state: shown, cursor } }),
  );
  const done = (): void => {
    read.again();
    desk.refreshList('now');
  };
  const empty = shown === 'done' ? 'done' : view;
  return (
    <ListPage
      name="tasks"
      title={t('tasks.title')}
      tools={
        <>
          <Segments label={t('tasks.view')} name="view" chosen={view} all={views.map((each) => [each, t(`tasks.${each}`)])} />
          <Segments label={t('tasks.state')} name="state" chosen={shown} all={states.map((each) => [each, t(`tasks.${each}`)])} />
        </>
      }
      before={shown === 'open' ? <Proposals /> : null}
      read={read}
      items={(page) => page.tasks}
      empty={{ title: t(`tasks.empty.${empty}`), text: t(`tasks.empty.${empty}.text`) }}
    >
      {(tasks) => <TaskGroups tasks={tasks} done={done} />}
    </ListPage>
  );
}

function TaskGroups({ tasks, done }: { readonly tasks: readonly Task[]; readonly done: () => void }): JSX.Element {
  const { t } = usePage();
  const now = useNow(60_000);
  const sorted = byDue(tasks, now);
  return (
    <>
      {groups.map((group) => {
        const among = sorted.get(group) ?? [];
        if (among.length === 0) return null;
        return (
          <section key={group} class={`group group-${group}`}>
            <h2>{t(`tasks.${group}`)}</h2>
            <ul class="rows">
              {among.map((task) => (
                <TaskItem key={task.id} task={task} due={group} done={done} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
