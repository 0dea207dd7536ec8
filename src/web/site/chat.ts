import type { Language } from '../../domain/language.ts';

type ChatElement = HTMLElement & { open?: () => void };

/** The chat of the page; put in place before its script has come, the script takes this one. */
function chat(): ChatElement {
  return document.querySelector<ChatElement>('okno-chat') ?? document.body.appendChild(document.createElement('okno-chat'));
}

export function openChat(): void {
  chat().open?.();
}

/** Who the site says is here; null for a visitor nobody has named. */
export function nameInChat(identity: string | null): void {
  const element = chat();
  if (identity === null) delete element.dataset.identity;
  else element.dataset.identity = identity;
}

export function speakInChat(language: Language, name: string): void {
  const element = chat();
  element.dataset.name = name;
  element.dataset.language = language;
}
