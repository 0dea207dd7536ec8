import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispatch, type SlackAtHand, slackAtHand } from '../../support/slack-channel.ts';
import { readable } from '../../support/slack-person.ts';

let on: SlackAtHand;
beforeEach(async () => {
  on = await slackAtHand();
});
afterEach(async () => {
  await on.api.close();
  expect(on.api.mistakes).toEqual([]);
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
    expect(on.replies().map((each) => readable(each.blocks))).toEqual(['Good evening']);
    expect(on.replies()[0]?.metadata).toBeDefined();
  });

  it('loses the parts it needs no more', async () => {
    const sent = await on.channel.send(dispatch({ body: { text: 'word '.repeat(4000) } }));
    if (sent.type !== 'sent') throw new Error(sent.type);
    const refs = (sent.parts ?? []).map((id) => ({ chat: 'C0CLIENT', id }));
    expect(refs.length).toBeGreaterThan(1);
    await on.channel.send(dispatch({ verb: 'edit', refs, body: { text: 'short' } }));
    expect(on.replies().map((each) => readable(each.blocks))).toEqual(['short']);
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
      .map((each) => readable(each.blocks));
    expect(told[0]).toContain('changed at the desk');
    expect(told[1]).toContain('deleted');
  });
});
