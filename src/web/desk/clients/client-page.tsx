import type { JSX } from 'preact';
import { Timeline } from '../conversations/timeline.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { SizeChip } from '../kit/chips.tsx';
import { date } from '../kit/time.ts';
import { useRead } from '../kit/use-read.ts';
import { ClientPanel } from './client-panel.tsx';

/** Shows a client by itself: the whole history, and next to it contacts, owners and tasks. */
export function ClientPage(): JSX.Element {
  const { state, t, api, language } = usePage();
  const id = state.address.query['id'] ?? '';
  const read = useRead(`client ${id}`, 'conversations', () => api('GET /clients/:id', { params: { id } }));
  return (
    <PageFrame name="client" title={read.value?.name ?? t('client.page')}>
      <Loaded read={read}>
        {(client) => (
          <div class="client-page">
            <div class="client-main">
              <p class="card-tags">
                <SizeChip size={client.size} />
                <span class="chip">{t(`stage.${client.stage}`)}</span>
                {client.productLine === null ? null : <span class="chip">{client.productLine}</span>}
                {client.products.map((each) => (
                  <span key={each} class="chip">
                    {each}
                  </span>
                ))}
                <span class="muted">{t('client.since', { date: date(language, new Date(client.since)) })}</span>
              </p>
              <section class="group">
                <h2>{t('client.history')}</h2>
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
