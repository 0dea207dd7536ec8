import type { JSX } from 'preact';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { reasonInWords } from '../../../texts/delivery.ts';
import { usePage } from '../frame/page.ts';
import { Icon, type IconName } from '../kit/icon.tsx';

export type DeliveryShown = NonNullable<DeskMessage['delivery']>;

const icons: Readonly<Record<DeliveryShown['state'], IconName>> = { sending: 'clock', sent: 'check', seen: 'checks', failed: 'warning' };

/** Shows how far a message to the client has come: a quiet sign while all is well, words when it is not. */
export function Delivery({ delivery }: { readonly delivery: DeliveryShown }): JSX.Element {
  const { t, language } = usePage();
  const { state, reason } = delivery;
  const words =
    state === 'failed' && reason ? t('delivery.failed.reason', { reason: reasonInWords(language, reason) }) : t(`delivery.${state}`);
  return (
    <span class={`delivery delivery-${state}`} data-testid="delivery" data-state={state} title={words}>
      <Icon name={icons[state]} />
      <span class={state === 'failed' ? '' : 'visually-hidden'}>{words}</span>
    </span>
  );
}
