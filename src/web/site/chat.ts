import type { Language } from '../../domain/language.ts';

type ChatElement = HTMLElement & { open?: () => void };

/** Finds the chat of the page, or puts it there: the script takes this one when it comes. */
function chat(): ChatElement {
  return document.querySelector<ChatElement>('okno-chat') ?? document.body.appendChild(document.createElement('okno-chat'));
}

export function openChat(): void {
  chat().open?.();
}

/** Says who is signed in to the site; null: a visitor nobody has named. */
export function identifyInChat(identity: string | null): void {
  const element = chat();
  if (identity === null) delete element.dataset.identity;
  else element.dataset.identity = identity;
}

/** How the chat calls the company, and in which language. */
export function setUpChat(language: Language, name: string): void {
  const element = chat();
  element.dataset.name = name;
  element.dataset.language = language;
}
