import { type Content, clientQuestion, type OptionId } from '../src/domain/content.ts';
import type { ClientId } from '../src/domain/ids.ts';
import type { Language } from '../src/domain/language.ts';
import type { MessageBody } from '../src/domain/message.ts';
import { t } from '../src/texts/chat.ts';
import { normal } from './normal.ts';

/** A client of a contact, as it is offered to them: their own, by its name. */
export interface AskedClient {
  readonly id: ClientId;
  readonly name: string;
}

/** Ids of a tree begin with a letter, and so do these. */
const prefix = 'c-';

export function optionOf(client: ClientId): OptionId {
  return `${prefix}${client}`;
}

/** What stands on the button: the client's name; one that nobody has named stands for the person themselves. */
export function clientLabel({ name }: Pick<AskedClient, 'name'>, language: Language): string {
  return name === '' ? t(language, 'whose-client.myself') : name;
}

/** Asks for which of their clients somebody writes. */
export function whoseClient(reason: 'asked' | 'not-understood', language: Language, clients: readonly AskedClient[]): MessageBody {
  const options = clients.map((each) => ({ id: optionOf(each.id), label: clientLabel(each, language) }));
  const question = { id: clientQuestion, kind: 'choice', options } as const;
  return { text: t(language, `whose-client.${reason}`), question, key: 'whose-client', params: { reason }, language };
}

/** The client a contact names, by a tap, its name or its number in the list; null: none, or more than one of that name. */
export function namedClient<Client extends AskedClient>(
  { text, choice, forwarded }: Content,
  clients: readonly Client[],
  language: Language,
): Client | null {
  if (forwarded !== undefined) return null;
  if (choice !== undefined) {
    return clients.find((each) => choice.question === clientQuestion && choice.option === optionOf(each.id)) ?? null;
  }
  const words = normal(text);
  const [named, ...others] = clients.filter((each) => words !== '' && normal(clientLabel(each, language)) === words);
  if (named !== undefined) return others.length === 0 ? named : null;
  return /^\d{1,2}$/.test(words) ? (clients[Number(words) - 1] ?? null) : null;
}
