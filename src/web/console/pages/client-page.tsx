import type { JSX } from 'preact';
import { SizeChip } from '../components/chips.tsx';
import { ClientPanel } from '../components/client-panel.tsx';
import { Loaded, PageFrame } from '../components/page-frame.tsx';
import { Timeline } from '../components/timeline.tsx';
import { usePage } from '../page.ts';
import { date } from '../time.ts';
import { useRead } from '../use-read.ts';

/** A client by itself: the whole history beside contacts, owners and tasks. */
export function ClientPage(): JSX.Element {
  const { state, say, api, language } = usePage();
  const id = state.place.query['id'] ?? '';
  const read = useRead(`client ${id}`, 'conversations', () => api.client(id));
  return (
    <PageFrame name="client" title={read.value?.name ?? say('client.page')}>
      <Loaded read={read}>
        {(client) => (
          <div class="client-page">
            <div class="client-main">
              <p class="card-tags">
                <SizeChip size={client.size} />
                <span class="chip">{say(`stage.${client.stage}`)}</span>
                {client.productLine === null ? null : <span class="chip">{client.productLine}</span>}
                {client.products.map((each) => (
                  <span key={each} class="chip">
                    {each}
                  </span>
                ))}
                <span class="muted">{say('client.since', { date: date(language, new Date(client.since)) })}</span>
              </p>
              <section class="group">
                <h2>{say('client.history')}</h2>
                <Timeline client={id} current={null} />
              </section>
            </div>
            <div class="client-side">
              <ClientPanel read={read} current={null} />
            </div>
          </div>
        )}
      </Loaded>
    </PageFrame>
  );
}
