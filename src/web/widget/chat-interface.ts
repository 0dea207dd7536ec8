import type { ContactDetail } from '../../domain/contact-detail.ts';
import type { Language } from '../../domain/language.ts';
import type { ChatFile } from '../../http/chat/protocol.ts';
import type { Draft } from './draft.ts';
import type { Invite } from './invite.ts';
import type { KeptFiles } from './kept-files.ts';
import type { Memory } from './memory.ts';
import type { Api } from './protocol/api.ts';
import type { Model } from './state/model.ts';

export interface ChatDeps {
  readonly api: Api;
  /** where the desk is */
  readonly origin: string;
  readonly memory: Memory;
  readonly identity: string | null;
  readonly invite: Invite | null;
  readonly keptFiles: KeptFiles;
  readonly draft: Draft;
  /** what the site asks for, and what the browser prefers */
  readonly language: { readonly requested: Language | null; readonly preferred: Language };
  readonly newId: () => string;
  readonly now: () => number;
  readonly random: () => number;
  /** false: the browser knows that nothing gets through */
  readonly isOnline: () => boolean;
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** What the screen may ask of a client's chat with the desk. */
export interface Chat {
  readonly origin: string;
  model(): Model;
  subscribe(listener: () => void): () => void;
  /** opens a session for somebody who has been here before, so that they see what came meanwhile */
  resume(): void;
  show(): void;
  hide(): void;
  /** what was typed before the page was loaded anew */
  draft(): string;
  /** to outlive a reload */
  keepDraft(text: string): void;
  /** with the files of the composer */
  send(text: string): void;
  /** what the next message answers; null: nothing */
  quote(seq: number | null): void;
  /** says what is written next is about a topic of the menu */
  tapTopic(topic: string, label: string): void;
  /** what they wrote in a conversation is not about money. False when it did not get through. */
  sayNotMoney(conversation: string): Promise<boolean>;
  /** into the composer; false when they are more than a message can take, and only the first ones were taken */
  attach(files: readonly File[]): boolean;
  detach(key: string): void;
  /** a file of the composer that failed, once more */
  attachAgain(key: string): void;
  chosen(key: string): File | null;
  /** a link that has not run out; null when there is none to be had now */
  freshLink(file: ChatFile): Promise<ChatFile | null>;
  agree(version: string): void;
  /** answers the offer to be reached elsewhere; null: rather not. False when it did not get through. */
  leaveContact(detail: ContactDetail | null): Promise<boolean>;
  /** what they wrote is about the former matter. False when it did not get through. */
  sameMatter(): Promise<boolean>;
  /** which of their clients they write for. False when it did not get through. */
  writeFor(client: string): Promise<boolean>;
  /** how they found a conversation, 1 to 5. False when it did not get through. */
  rate(conversation: string, score: number): Promise<boolean>;
  /** a link by which the conversation goes on in Telegram; null when it could not be had */
  continueElsewhere(): Promise<string | null>;
  choose(question: string, option: string, label: string): void;
  retry(id: string): void;
  discard(id: string): void;
  older(): void;
  /** everything up to `seq` is before the client's eyes */
  markSeen(seq: number): void;
  setLanguage(language: Language | null): void;
  /** the page came to the front or the network came back; or the page has been away for long */
  wake(): void;
  sleep(): void;
  /** another tab changed what is stored under `key` */
  stored(key: string | null): void;
  stop(): void;
}
