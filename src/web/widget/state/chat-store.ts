import { createStore, type Store } from '../../kit/store.ts';
import { type Action, type Model, reduce } from './model.ts';

export type ChatStore = Store<Model, Action>;

export const createChatStore = (start: Model): ChatStore => createStore(reduce, start);
