import type { JSX } from 'preact';
import type { SizeClass } from '../../../domain/client.ts';
import type { DeskTextKey } from '../../../texts/desk.ts';
import { usePage } from '../frame/page.ts';
import type { Translate } from './words.ts';

export function SizeChip({ size }: { readonly size: SizeClass | null }): JSX.Element | null {
  const { t } = usePage();
  return size === null ? null : <span class={`chip chip-${size}`}>{t(`size.${size}`)}</span>;
}

/** Says beside a name that it is only what somebody calls themselves; nothing where it is proven, or where there is no name. */
export function Unproven({ of }: { readonly of: { readonly name?: string | null; readonly proven: boolean } }): JSX.Element | null {
  const { t } = usePage();
  return of.proven || of.name === null ? null : (
    <span class="chip chip-unproven" title={t('name.unproven.why')} data-testid="unproven">
      {t('name.unproven')}
    </span>
  );
}

const channels: Readonly<Record<string, DeskTextKey>> = {
  webchat: 'channel.webchat',
  telegram: 'channel.telegram',
  slack: 'channel.slack',
  call: 'channel.call',
  visit: 'channel.visit',
};

/** Names a channel; one this page does not know yet goes by its own name. */
export function channelWords(t: Translate, kind: string): string {
  const key = channels[kind];
  return key === undefined ? kind : t(key);
}

export function Channel({ kind }: { readonly kind: string }): JSX.Element {
  const { t } = usePage();
  return <>{channelWords(t, kind)}</>;
}
