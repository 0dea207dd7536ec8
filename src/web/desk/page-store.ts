import { createStore, type Store } from '../kit/store.ts';
import { reduce } from './reduce.ts';
import type { Action, State } from './state.ts';

export type PageStore = Store<State, Action>;

export const createPageStore = (start: State): PageStore => createStore(reduce, start);
