import type { ComponentChildren, JSX } from 'preact';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from './empty.tsx';
import { More } from './more.tsx';
import type { Paged } from './use-pages.ts';

export interface ListPageProps<Part, Item> {
  readonly name: string;
  readonly title: string;
  readonly actions?: ComponentChildren;
  /** filters */
  readonly tools?: ComponentChildren;
  /** above the list, whether there is one or not */
  readonly before?: ComponentChildren;
  readonly read: Paged<Part>;
  readonly items: (part: Part) => readonly Item[];
  /** instead of a list of nothing */
  readonly empty: { readonly title: string; readonly text: string };
  readonly children: (items: readonly Item[]) => ComponentChildren;
}

/** Shows a page with one long list: what narrows it, what was read so far, and more of it. */
export function ListPage<Part, Item>(props: ListPageProps<Part, Item>): JSX.Element {
  const { name, title, actions, tools, before, read, items, empty, children } = props;
  return (
    <PageFrame name={name} title={title} actions={actions} tools={tools}>
      {before}
      <Loaded read={read}>
        {(first) => {
          const all = [first, ...read.further].flatMap(items);
          if (all.length === 0) return <Empty {...empty} />;
          return (
            <>
              {children(all)}
              <More more={read.more} />
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
}
