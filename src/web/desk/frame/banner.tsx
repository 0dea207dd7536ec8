import type { JSX } from 'preact';
import { Icon, type IconName } from '../kit/icon.tsx';
import { To } from '../kit/to-conversation.tsx';
import type { Address } from './address.ts';

interface BannerProps {
  /** its link is `<name>-go` */
  readonly name: string;
  readonly icon: IconName;
  readonly words: string;
  readonly to: Address;
  readonly go: string;
}

/** Says something of one's own over the list, until it is over, with the way to it. */
export function Banner({ name, icon, words, to, go }: BannerProps): JSX.Element {
  return (
    <p class="banner" data-testid={name}>
      <Icon name={icon} />
      <span class="banner-text">
        <span class="banner-words">{words}</span>
        <To to={to} class="banner-go" name={`${name}-go`}>
          {go}
        </To>
      </span>
    </p>
  );
}
