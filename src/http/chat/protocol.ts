/*
 * The web chat's protocol, version 1: what the widget and any other client of `/chat/v1` may send and will get.
 * Authorization: `Bearer <token>` everywhere but `POST /chat/v1/session`.
 */

export type { PostContact } from './answers.ts';
export type { Continuation } from './continue.ts';
export type { ChatFile, ChatMessage } from './message.ts';
export type { ChatHistory, Posted, PostMessage } from './messages.ts';
export type { ChatSession, OpenSession } from './session.ts';
export type { ChatState } from './state.ts';
