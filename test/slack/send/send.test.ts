import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispatch, type SlackAtHand, slackAtHand } from '../../support/slack-channel.ts';
import { answersError, badGateway, droppedAfter, rateLimited } from '../../support/slack-faults.ts';
import { readable } from '../../support/slack-person.ts';

let on: SlackAtHand;
beforeEach(async () => {
  on = await slackAtHand();
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
    expect(readable(reply?.blocks)).toBe('Good morning');
  });

  it('never has a name that somebody typed look like a known client’s', async () => {
    await on.channel.send(dispatch({ authorUnproven: true }));
    expect(on.replies()[0]?.username).toBe('Anna · client, not proven');
  });

  it('waits for the root without closing a gate', async () => {
    on.thread.rootTs = null;
    expect(await on.channel.send(dispatch())).toEqual({ type: 'retry', afterMs: 10_000, untried: true });
    expect(on.api.calls).toEqual([]);
  });

  it('says that it stays inside, when it does', async () => {
    await on.channel.send(dispatch({ audience: 'internal', author: 'specialist', authorName: 'Boris' }));
    expect(on.replies()[0]?.username).toBe('Boris · inside');
    expect(readable(on.replies()[0]?.blocks)).toContain('Stays inside');
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
    expect(replies.map((each) => readable(each.blocks).replaceAll('\n', '')).join('')).toBe(text);
  });

  it('that a client passed on is shown as somebody else’s, in its notification too', async () => {
    const forwarded = { kind: 'person', name: 'Пётр <!channel>' } as const;
    await on.channel.send(dispatch({ author: 'client', body: { text: 'Верните деньги', forwarded } }));
    const [reply] = on.replies();
    expect(readable(reply?.blocks)).toMatch(/^↪️ [^\n]*Пётр/);
    expect(reply?.text).toMatch(/^↪️ [^\n]*\nВерните деньги$/);
    expect(reply?.text).not.toContain('<!channel>');
  });

  it('that answers a part of another, or words from elsewhere, shows those words', async () => {
    await on.channel.send(dispatch({ author: 'client', body: { text: 'Это?', excerpt: { text: 'скидка 20 %', name: 'Новости' } } }));
    expect(readable(on.replies()[0]?.blocks)).toMatch(/Новости\s+скидка 20 %\s+Это\?/);
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
    const first = await on.channel.send(dispatch({ body }));
    expect(first).toMatchObject({ type: 'retry', afterMs: 1000, chat: 'C0CLIENT', parts: on.replies().map((each) => each.ts) });
    expect(on.replies()).toHaveLength(1);
    const refs = on.replies().map((each) => ({ chat: 'C0CLIENT', id: each.ts }));
    expect(await on.channel.send(dispatch({ body, refs }))).toMatchObject({ type: 'sent', parts: on.replies().map((each) => each.ts) });
    expect(
      on
        .replies()
        .map((each) => readable(each.blocks).replaceAll('\n', ''))
        .join(''),
    ).toBe(body.text);
    expect(on.api.callsOf('conversations.replies')).toEqual([]);
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
    on = await slackAtHand();
  });

  const asked = { text: 'When will it be ready?', author: 'client', name: 'Anna', isOfAnother: false } as const;

  it('shows what it answers, with a link to it', async () => {
    await on.api.close();
    on = await slackAtHand({ findQuoted: async () => asked });
    await on.channel.send(dispatch({ body: { text: 'Tomorrow', quote: 3 as never }, quoteRef: { chat: 'C0CLIENT', id: '1.000002' } }));
    const [reply] = on.replies();
    expect(readable(reply?.blocks)).toContain('When will it be ready?');
    expect(JSON.stringify(reply?.blocks)).toContain(`https://okno.slack.com/archives/C0CLIENT/p1000002?thread_ts=${on.thread.rootTs}`);
  });

  it('shows nothing of what was said for another of the contact’s clients, nor the words chosen of it, nor where it stands (R6)', async () => {
    await on.api.close();
    on = await slackAtHand({ findQuoted: async () => ({ ...asked, isOfAnother: true }) });
    const body = { text: 'Tomorrow', quote: 3 as never, excerpt: { text: 'be ready' } };
    await on.channel.send(dispatch({ body, quoteRef: { chat: 'C0CLIENT', id: '1.000002' } }));
    const shown = JSON.stringify(on.replies()[0]?.blocks);
    expect(shown).toContain('Tomorrow');
    expect(shown).not.toMatch(/ready|archives|Anna/);
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
    const [first, second] = on.replies().map((each) => readable(each.blocks));
    expect(first).toContain('Office');
    expect(first).toContain('openstreetmap.org/?mlat=55.750000');
    expect(first).toContain('+7 900 000-00-00');
    expect(second).toContain('Me');
  });
});
