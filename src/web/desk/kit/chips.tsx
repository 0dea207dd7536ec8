import type { JSX } from 'preact';
import type { SizeClass } from '../../../domain/client.ts';
import type { ConsoleKey } from '../../../texts/desk.ts';
import { usePage } from '../frame/page.ts';
import type { Say } from './words.ts';

export function SizeChip({ size }: { readonly size: SizeClass | null }): JSX.Element | null {
  const { say } = usePage();
  return size === null ? null : <span class={`chip chip-${size}`}>{say(`size.${size}`)}</span>;
}

const channels: Readonly<Record<string, ConsoleKey>> = {
  webchat: 'channel.webchat',
  telegram: 'channel.telegram',
  slack: 'channel.slack',
  call: 'channel.call',
  visit: 'channel.visit',
};

/** A channel by its name; one this page does not know yet goes by its own. */
export function channelWords(say: Say, kind: string): string {
  const key = channels[kind];
  return key === undefined ? kind : say(key);
}

export function Channel({ kind }: { readonly kind: string }): JSX.Element {
  const { say } = usePage();
  return <>{channelWords(say, kind)}</>;
}
