import { v7 } from 'uuid';
import type { AccountId } from '../../../src/domain/ids.ts';
import type { Messenger } from '../../engine/verbs/messenger-stage.ts';
import type { World } from '../../support/world.ts';
import { browsers, chats } from './any-join.ts';

/** Somebody who writes from one address. */
export interface Hand {
  readonly account: AccountId;
  readonly address: string;
  readonly isChat: boolean;
  says(text: string): Promise<unknown>;
}

/** People nobody met before, in chats and browsers, and those known by the site's login. */
export function handsOf({ w, m, people }: { readonly w: World; readonly m: Messenger; readonly people: readonly string[] }): Hand[] {
  const webchat = w.engine.company().accounts.get('webchat') as AccountId;
  return [
    ...Array.from({ length: chats }, () => m.chat()).map((chat) => ({
      account: m.account,
      address: chat.address,
      isChat: true,
      says: (text: string) => chat.says(text),
    })),
    ...Array.from({ length: browsers }, () => w.stranger()).map((each) => ({
      account: webchat,
      address: each.address,
      isChat: false,
      says: (text: string) => each.says(text, `${each.address}/${v7()}`),
    })),
    ...people
      .map((name) => w.contact(name))
      .map((each) => ({
        account: webchat,
        address: each.address,
        isChat: false,
        says: (text: string) => each.says(text, `${each.address}/${v7()}`),
      })),
  ];
}
