import { describe, expect, it, vi } from 'vitest';
import type { Done } from '../../../../src/http/desk/conversations/action.ts';
import type { Answer, RequestAt } from '../../../../src/web/desk/api.ts';
import { createSending } from '../../../../src/web/desk/conversations/sending.ts';
import { readAddress } from '../../../../src/web/desk/frame/address.ts';
import { createPageStore } from '../../../../src/web/desk/page-store.ts';
import { startState } from '../../../../src/web/desk/state.ts';
import { fakeApi } from '../fake-api.ts';
import { outgoing } from '../samples.ts';

const ok = (seq: number): Answer<Done> => ({ ok: true, value: { conversation: 'c1', seq, duplicate: false } });
const no = (status: number, code: string): Answer<Done> => ({ ok: false, problem: { status, code, message: '' } });

function world(answers: Answer<Done>[]) {
  const store = createPageStore(startState(readAddress(''), []));
  const asked: { readonly id: string; readonly key: string; readonly text: string }[] = [];
  const send = async ({ params, body }: RequestAt<'POST /conversations/:id/reply'>): Promise<Answer<Done>> => {
    asked.push({ id: String(params.id), key: body.key, text: body.text ?? '' });
    return answers.shift() ?? ok(99);
  };
  const { pump } = createSending({
    api: fakeApi({ 'POST /conversations/:id/reply': send, 'POST /conversations/:id/note': send }),
    store,
    newKey: () => 'unused',
    now: () => new Date(),
    random: () => 0.5,
    wait: async () => undefined,
    sent: () => undefined,
  });
  const write = (key: string): void => store.dispatch({ type: 'sending', outgoing: outgoing({ key, text: `text of ${key}` }) });
  const states = () => store.get().outgoing.map((each) => each.state);
  return { store, asked, pump, write, states };
}

describe('sending', () => {
  it('tries passing trouble again with the same key', async () => {
    const { asked, pump, write, states } = world([no(0, 'network'), no(503, 'overloaded'), ok(4)]);
    write('a');
    pump();
    await vi.waitFor(() => expect(states()).toEqual(['sent']));
    expect(asked.map((each) => each.key)).toEqual(['a', 'a', 'a']);
  });

  it('shows a refusal at once', async () => {
    const { store, asked, pump, write, states } = world([no(409, 'not-in-charge')]);
    write('a');
    pump();
    await vi.waitFor(() => expect(states()).toEqual(['failed']));
    expect(asked).toHaveLength(1);
    expect(store.get().outgoing[0]?.problem?.code).toBe('not-in-charge');
  });

  it('goes on by itself however long the trouble lasts, and shows meanwhile that it has not left', async () => {
    const { store, asked, pump, write, states } = world([...Array.from({ length: 20 }, () => no(503, 'not-ready')), ok(4)]);
    const seen = new Set<unknown>();
    store.subscribe(({ outgoing: [each] }) => void seen.add(each?.state === 'sending' ? each.problem?.code : each?.state));
    write('a');
    pump();
    await vi.waitFor(() => expect(states()).toEqual(['sent']));
    expect(asked).toHaveLength(21);
    expect(seen).toContain('not-ready');
  });

  it('stops when it is taken back to the editor', async () => {
    const { store, asked, pump, write } = world(Array.from({ length: 50 }, () => no(0, 'network')));
    store.subscribe(({ outgoing: [each] }) => each?.problem && store.dispatch({ type: 'dropped', key: 'a' }));
    write('a');
    pump();
    await vi.waitFor(() => expect(store.get().outgoing).toEqual([]));
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).toHaveLength(1);
  });

  it('goes without files that the server does not have any more, and says which', async () => {
    const gone: Answer<Done> = { ok: false, problem: { status: 404, code: 'unknown-file', message: '', details: { files: ['f1'] } } };
    const { store, pump, states } = world([gone, ok(4)]);
    const file = (id: string) => ({ id, name: `${id}.pdf`, mediaType: 'application/pdf', size: 1 });
    store.dispatch({ type: 'sending', outgoing: outgoing({ key: 'a', text: 'see', files: [file('f1'), file('f2')] }) });
    pump();
    await vi.waitFor(() => expect(states()).toEqual(['sent']));
    expect(store.get().outgoing[0]?.files.map((each) => each.id)).toEqual(['f2']);
    expect(store.get().notice).toMatchObject({ type: 'files-lost', names: ['f1.pdf'] });
  });

  it('never lets a later message overtake an earlier one', async () => {
    const { asked, pump, write, states } = world([no(0, 'network'), ok(4), ok(5)]);
    write('a');
    write('b');
    pump();
    pump();
    await vi.waitFor(() => expect(states()).toEqual(['sent', 'sent']));
    expect(asked.map((each) => each.key)).toEqual(['a', 'a', 'b']);
  });
});
