import { describe, expect, it } from 'vitest';
import type { Done } from '../../../../src/http/desk/conversations/action.ts';
import type { Answer } from '../../../../src/web/desk/api.ts';
import { createVerbs } from '../../../../src/web/desk/conversations/verbs.ts';
import { readAddress } from '../../../../src/web/desk/frame/address.ts';
import { createPageStore } from '../../../../src/web/desk/page-store.ts';
import { startState } from '../../../../src/web/desk/state.ts';
import { fakeApi } from '../fake-api.ts';
import { card, message } from '../samples.ts';

const no = (code: string): Answer<Done> => ({ ok: false, problem: { status: 409, code, message: '' } });

function world(answer: Answer<Done>) {
  const store = createPageStore(startState(readAddress('?c=c1'), []));
  const may = { ...card().may, take: true };
  store.dispatch({ type: 'viewed', id: 'c1', view: { conversation: card({ may }), messages: [message(1)], more: false } });
  const verbs = createVerbs({
    api: fakeApi({ 'POST /conversations/:id/take': async () => answer, 'POST /conversations/:id/resolve': async () => answer }),
    newKey: () => 'key',
    go: () => undefined,
    store,
    refresh: () => undefined,
    noteProblem: (problem) => problem,
  });
  return { store, verbs };
}

describe('a verb that needs to be told why', () => {
  it('R7: to take it from who was called and can still come is asked for at once', async () => {
    const { store, verbs } = world(no('owner-can-come'));
    await verbs.take();
    expect(store.get()).toMatchObject({ dialog: 'take', notice: null });
  });

  it('R13: to end it although the client has written meanwhile is asked for at once', async () => {
    const { store, verbs } = world(no('answer-owed'));
    await verbs.resolve();
    expect(store.get()).toMatchObject({ dialog: 'resolve', notice: null });
  });

  it('any other refusal stands over the thread', async () => {
    const { store, verbs } = world(no('taken-meanwhile'));
    await verbs.take();
    expect(store.get()).toMatchObject({ dialog: null, notice: { type: 'problem', conversation: 'c1' } });
  });
});
