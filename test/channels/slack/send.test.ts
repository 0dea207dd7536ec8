import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersError, badGateway, droppedAfter, rateLimited } from '../../support/slack-faults.ts';
import { dispatch, type Stage, stage, wordsOf } from './stage.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  await on.api.close();
  expect(on.api.mistakes).toEqual([]);
});

describe('a message on its way into a thread', () => {
  it('is a reply under the root in the name of its author, and says which message it is', async () => {
    const result = await on.channel.send(dispatch());
    const [reply] = on.replies();
    expect(result).toEqual({ type: 'sent', externalId: reply?.ts, parts: [reply?.ts], chat: 'C0CLIENT' });
    expect(reply).toMatchObject({
      username: 'Anna · client',
      metadata: { event_type: 'okno_message', event_payload: { window: dispatch().window, seq: 7, part: 0 } },
    });
    expect(wordsOf(reply?.blocks)).toBe('Good morning');
  });

  it('waits for the root without closing a gate', async () => {
    on.thread.rootTs = null;
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 500, untried: true });
    expect(on.api.calls).toEqual([]);
  });

  it('says that it stays inside, when it does', async () => {
    await on.channel.send(dispatch({ audience: 'internal', author: 'specialist', authorName: 'Boris' }));
    expect(on.replies()[0]?.username).toBe('Boris · inside');
    expect(wordsOf(on.replies()[0]?.blocks)).toContain('Stays inside');
  });

  it('stands there once after an answer that was lost', async () => {
    on.api.fail(droppedAfter, { method: 'chat.postMessage' });
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 1000 });
    const again = await on.channel.send(dispatch({ attempts: 1 }));
    expect(on.replies()).toHaveLength(1);
    expect(again).toMatchObject({ type: 'sent', externalId: on.replies()[0]?.ts });
  });

  it('is posted again when the first try did not arrive', async () => {
    on.api.fail(badGateway, { method: 'chat.postMessage' });
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 1000 });
    expect(await on.channel.send(dispatch({ attempts: 1 }))).toMatchObject({ type: 'sent' });
    expect(on.replies()).toHaveLength(1);
  });

  it('is never taken for another message of the same text', async () => {
    await on.channel.send(dispatch({ seq: 6 }));
    await on.channel.send(dispatch({ seq: 7, attempts: 1 }));
    expect(on.replies()).toHaveLength(2);
  });

  it('of 40,000 characters comes in parts within the limits, and goes on where it broke off', async () => {
    const text = 'A long story. '.repeat(3000).slice(0, 40_000);
    on.api.fail({ type: 'drop-after' }, { method: 'chat.postMessage', times: 1 });
    expect(await on.channel.send(dispatch({ body: { text } }))).toEqual({ type: 'retry', afterMs: 1000 });
    const result = await on.channel.send(dispatch({ body: { text }, attempts: 1 }));
    const replies = on.replies();
    expect(result).toMatchObject({ type: 'sent', parts: replies.map((each) => each.ts) });
    expect(replies.length).toBeGreaterThan(3);
    expect(replies.map((each) => wordsOf(each.blocks).replaceAll('\n', '')).join('')).toBe(text);
  });

  it('of several parts goes on where Slack said "not so fast"', async () => {
    const body = { text: 'word '.repeat(4000) };
    let calls = 0;
    const whole = on.api.workspace.nextTs;
    // The second post is one too many.
    on.api.workspace.nextTs = () => {
      calls += 1;
      if (calls === 1) on.api.fail(rateLimited(1), { method: 'chat.postMessage' });
      return whole();
    };
    expect(await on.channel.send(dispatch({ body }))).toMatchObject({ type: 'retry', afterMs: 1000 });
    expect(on.replies()).toHaveLength(1);
    expect(await on.channel.send(dispatch({ body }))).toMatchObject({ type: 'sent', parts: on.replies().map((each) => each.ts) });
    expect(
      on
        .replies()
        .map((each) => wordsOf(each.blocks).replaceAll('\n', ''))
        .join(''),
    ).toBe(body.text);
  });

  it('closes only the gate Slack names', async () => {
    on.api.fail(rateLimited(7), { method: 'chat.postMessage' });
    expect(await on.channel.send(dispatch())).toEqual({
      type: 'retry',
      afterMs: 7000,
      scope: 'slack:T0OKNOTEST:chat.postMessage:C0CLIENT',
    });
    expect(on.channel.scopes?.({ address: 'thread-1', verb: 'send' })).toEqual([
      'slack:T0OKNOTEST:chat.postMessage:C0CLIENT',
      'slack:T0OKNOTEST',
    ]);
    expect(on.channel.scopes?.({ address: 'thread-1', verb: 'edit' })).toEqual([
      'slack:T0OKNOTEST:chat.update:C0CLIENT',
      'slack:T0OKNOTEST',
    ]);
  });

  it.each(['channel_not_found', 'is_archived', 'not_in_channel'])('begins its thread anew elsewhere after %s', async (error) => {
    on.api.fail(answersError(error), { method: 'chat.postMessage' });
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 1000 });
    expect(on.rebuilt).toEqual([{ id: 'thread-1', why: 'no-channel' }]);
  });

  it('leaves nothing in the channel when the root was deleted, and begins its thread anew', async () => {
    const room = on.api.workspace.channels.get('C0CLIENT');
    room?.messages.splice(0);
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 1000 });
    expect(room?.messages).toEqual([]);
    expect(on.rebuilt).toEqual([{ id: 'thread-1', why: 'no-root' }]);
  });

  it('waits, and an administrator is called, when the token is revoked', async () => {
    on.api.workspace.revoked = true;
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 60_000, scope: 'slack:T0OKNOTEST' });
    expect(on.alarms).toEqual(['token_revoked']);
  });

  it('waits without a word where Slack cannot be reached at all', async () => {
    await on.api.close();
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 10_000, scope: 'slack:T0OKNOTEST' });
    on = await stage();
  });

  it('shows what it answers, with a link to it', async () => {
    await on.api.close();
    on = await stage({ quotedOf: async () => ({ text: 'When will it be ready?', author: 'client', name: 'Anna' }) });
    await on.channel.send(dispatch({ body: { text: 'Tomorrow', quote: 3 as never }, quoteRef: { chat: 'C0CLIENT', id: '1.000002' } }));
    const [reply] = on.replies();
    expect(wordsOf(reply?.blocks)).toContain('When will it be ready?');
    expect(JSON.stringify(reply?.blocks)).toContain(`https://okno.slack.com/archives/C0CLIENT/p1000002?thread_ts=${on.thread.rootTs}`);
  });

  it('shows a place, somebody’s card and the options of a question', async () => {
    const body = {
      text: 'Here',
      place: { latitude: 55.75, longitude: 37.62, title: 'Office' },
      card: { name: 'Ivan', phone: '+7 900 000-00-00' },
    };
    await on.channel.send(dispatch({ body }));
    await on.channel.send(
      dispatch({
        seq: 8,
        author: 'system',
        body: { text: 'For whom?', question: { id: 'who', kind: 'choice', options: [{ id: 'a', label: 'Me' }] } },
      }),
    );
    const [first, second] = on.replies().map((each) => wordsOf(each.blocks));
    expect(first).toContain('Office');
    expect(first).toContain('openstreetmap.org/?mlat=55.750000');
    expect(first).toContain('+7 900 000-00-00');
    expect(second).toContain('Me');
  });
});

describe('files of a message', () => {
  const file = (id: string, name: string) => ({ id, name, mediaType: 'text/plain', size: 3 });

  it('come under their names, once, also after a lost answer', async () => {
    const attachments = [file('a1', 'offer.txt'), file('a2', 'offer.txt')];
    for (const { id } of attachments) on.files.set(id, new TextEncoder().encode(id));
    on.api.fail(droppedAfter, { method: 'files.completeUploadExternal' });
    const body = { text: 'See the files', attachments };
    expect(await on.channel.send(dispatch({ body }))).toEqual({ type: 'retry', afterMs: 1000 });
    await on.channel.send(dispatch({ body, attempts: 1 }));
    const shared = on.replies().flatMap((each) => each.files ?? []);
    expect(shared.map((each) => [each.title, new TextDecoder().decode(each.bytes ?? new Uint8Array())])).toEqual([
      ['offer.txt', 'a1'],
      ['offer.txt', 'a2'],
    ]);
    expect(on.replies()).toHaveLength(2);
  });

  it('may be sixty', async () => {
    const attachments = Array.from({ length: 60 }, (_, i) => file(`a${i}`, `${'very long name '.repeat(20)}${i}.txt`));
    for (const { id } of attachments) on.files.set(id, new TextEncoder().encode(id));
    const result = await on.channel.send(dispatch({ body: { text: '', attachments } }));
    expect(result).toMatchObject({ type: 'sent' });
    expect(on.replies().flatMap((each) => each.files ?? [])).toHaveLength(60);
  });

  it('that are too big are named with their size', async () => {
    await on.channel.send(
      dispatch({ body: { text: '', attachments: [{ ...file('a', 'film.mov'), size: 90 * 1024 * 1024, state: 'too-big' }] } }),
    );
    expect(wordsOf(on.replies()[0]?.blocks)).toContain('film.mov: too big (90 MB)');
  });

  it('written with in Slack are fetched with the token, and nobody else’s address gets it', async () => {
    const { workspace } = on.api;
    workspace.files.set('F1', {
      id: 'F1',
      name: 'a.txt',
      title: 'a.txt',
      size: 2,
      bytes: new TextEncoder().encode('hi'),
      shares: new Map(),
    });
    const fetched = await on.channel.fetchFile?.('F1');
    if (fetched?.type !== 'fetched') throw new Error(`not fetched: ${fetched?.type}`);
    const bytes: number[] = [];
    for await (const chunk of fetched.bytes) bytes.push(...chunk);
    expect(new TextDecoder().decode(new Uint8Array(bytes))).toBe('hi');
    expect(await on.channel.fetchFile?.('F404')).toEqual({ type: 'lost', reason: 'file_not_found' });
  });
});

describe('a message that changes', () => {
  it('changes where it stands', async () => {
    const sent = await on.channel.send(dispatch());
    if (sent.type !== 'sent') throw new Error(sent.type);
    const refs = [{ chat: 'C0CLIENT', id: sent.externalId }];
    expect(await on.channel.send(dispatch({ verb: 'edit', refs, body: { text: 'Good evening' } }))).toMatchObject({
      type: 'sent',
      parts: [sent.externalId],
    });
    expect(on.replies().map((each) => wordsOf(each.blocks))).toEqual(['Good evening']);
    expect(on.replies()[0]?.metadata).toBeDefined();
  });

  it('loses the parts it needs no more', async () => {
    const sent = await on.channel.send(dispatch({ body: { text: 'word '.repeat(4000) } }));
    if (sent.type !== 'sent') throw new Error(sent.type);
    const refs = (sent.parts ?? []).map((id) => ({ chat: 'C0CLIENT', id }));
    expect(refs.length).toBeGreaterThan(1);
    await on.channel.send(dispatch({ verb: 'edit', refs, body: { text: 'short' } }));
    expect(on.replies().map((each) => wordsOf(each.blocks))).toEqual(['short']);
  });

  it('goes when it is taken back, with its files, and is gone already without complaint', async () => {
    on.files.set('a1', new TextEncoder().encode('x'));
    const sent = await on.channel.send(
      dispatch({ body: { text: 'x', attachments: [{ id: 'a1', name: 'x.txt', mediaType: 'text/plain', size: 1 }] } }),
    );
    if (sent.type !== 'sent') throw new Error(sent.type);
    const refs = (sent.parts ?? []).map((id) => ({ chat: 'C0CLIENT', id }));
    expect(await on.channel.send(dispatch({ verb: 'delete', body: null, refs }))).toMatchObject({ type: 'sent' });
    expect(await on.channel.send(dispatch({ verb: 'delete', body: null, refs, attempts: 1 }))).toMatchObject({ type: 'sent' });
    expect(on.api.workspace.files.size).toBe(0);
    expect(on.replies().filter((each) => each.files === undefined)).toEqual([]);
  });

  it('written by a colleague in Slack stays theirs: what became of it is said below', async () => {
    const room = on.api.workspace.channels.get('C0CLIENT');
    const own = {
      ts: on.api.workspace.nextTs(),
      channel: 'C0CLIENT',
      thread_ts: on.thread.rootTs ?? '',
      user: 'U1',
      text: 'mine',
      reactions: new Map(),
    };
    room?.messages.push(own);
    const refs = [{ chat: 'C0CLIENT', id: own.ts }];
    await on.channel.send(
      dispatch({ verb: 'edit', refs, author: 'specialist', authorName: 'Boris', body: { text: 'changed at the desk' } }),
    );
    await on.channel.send(dispatch({ verb: 'delete', refs, author: 'specialist', authorName: 'Boris', body: null }));
    const told = on
      .replies()
      .slice(1)
      .map((each) => wordsOf(each.blocks));
    expect(told[0]).toContain('changed at the desk');
    expect(told[1]).toContain('deleted');
  });
});
