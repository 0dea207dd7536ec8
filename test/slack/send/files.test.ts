import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filePatience } from '../../../src/engine/delivery/transfer.ts';
import { dispatch, type SlackAtHand, slackAtHand } from '../../support/slack-channel.ts';
import { droppedAfter, endless, rateLimited } from '../../support/slack-faults.ts';
import { readable } from '../../support/slack-person.ts';

let on: SlackAtHand;
beforeEach(async () => {
  on = await slackAtHand();
});
afterEach(async () => {
  await on.api.close();
  expect(on.api.mistakes).toEqual([]);
});

describe('files of a message', () => {
  const file = (id: string, name: string) => ({ id, name, mediaType: 'text/plain', size: 3 });

  it('come under their names, once, also after a lost answer', async () => {
    const attachments = [file('a1', 'offer.txt'), file('a2', 'offer.txt')];
    for (const { id } of attachments) on.files.set(id, new TextEncoder().encode(id));
    on.api.fail(droppedAfter, { method: 'files.completeUploadExternal' });
    const body = { text: 'See the files', attachments };
    expect(await on.channel.send(dispatch({ body }))).toMatchObject({ type: 'retry', afterMs: 1000, parts: [expect.any(String)] });
    await on.channel.send(dispatch({ body, attempts: 1 }));
    const shared = on.replies().flatMap((each) => each.files ?? []);
    expect(shared.map((each) => [each.title, new TextDecoder().decode(each.bytes ?? new Uint8Array())])).toEqual([
      ['offer.txt', 'a1'],
      ['offer.txt', 'a2'],
    ]);
    expect(on.replies()).toHaveLength(2);
  });

  it('that Slack takes too slowly close no other gate than theirs', async () => {
    on.files.set('a1', new TextEncoder().encode('a1'));
    on.api.fail(rateLimited(9), { method: 'files.getUploadURLExternal' });
    const result = await on.channel.send(dispatch({ body: { text: 'x', attachments: [file('a1', 'a.txt')] } }));
    expect(result).toMatchObject({ type: 'retry', afterMs: 9000, scope: 'slack:T0OKNOTEST:files.getUploadURLExternal:C0CLIENT' });
  });

  it('may be sixty', async () => {
    const attachments = Array.from({ length: 60 }, (_, i) => file(`a${i}`, `${'very long name '.repeat(20)}${i}.txt`));
    for (const { id } of attachments) on.files.set(id, new TextEncoder().encode(id));
    const result = await on.channel.send(dispatch({ body: { text: '', attachments } }));
    expect(result).toMatchObject({ type: 'sent' });
    expect(on.replies().flatMap((each) => each.files ?? [])).toHaveLength(60);
  });

  it('that Slack does not take in time are left to the next try, once, behind those it has taken', async () => {
    const hasty = await slackAtHand({ patience: { ...filePatience, goingMs: 300 } });
    const attachments = [file('a1', 'a.txt'), file('a2', 'b.txt')];
    for (const { id } of attachments) hasty.files.set(id, new TextEncoder().encode(id));
    hasty.api.fail(endless, { method: 'upload' });
    hasty.api.fail({ type: 'hang' }, { method: 'upload' });
    const body = { text: 'See the files', attachments };
    const broken = await hasty.channel.send(dispatch({ body }));
    expect(broken).toMatchObject({ type: 'retry', afterMs: 1000, parts: [expect.any(String), expect.stringMatching(/\/a1$/)] });
    const refs = (broken.parts ?? []).map((id) => ({ chat: hasty.thread.channel, id }));
    expect(await hasty.channel.send(dispatch({ body, attempts: 1, refs }))).toMatchObject({ type: 'sent' });
    expect(
      hasty
        .replies()
        .flatMap((each) => each.files ?? [])
        .map((each) => each.title),
    ).toEqual(['a.txt', 'b.txt']);
    await hasty.api.close();
  });

  it.each([
    ['does not come', { type: 'hang' as const }],
    ['stops half-way', endless],
  ])('written with in Slack end by themselves where one %s', async (_, fault) => {
    const hasty = await slackAtHand({ patience: { ...filePatience, silenceMs: 200 } });
    const shared = { id: 'F1', name: 'a.txt', title: 'a.txt', size: 2, bytes: new TextEncoder().encode('hi'), shares: new Map() };
    hasty.api.workspace.files.set('F1', shared);
    hasty.api.fail(fault, { method: 'download' });
    const fetched = await hasty.channel.fetchFile?.('F1');
    if (fetched?.type === 'fetched') await expect(Array.fromAsync(fetched.bytes)).rejects.toThrow();
    else expect(fetched).toEqual({ type: 'later', afterMs: 5000 });
    await hasty.api.close();
  });

  it('that are too big are named with their size', async () => {
    await on.channel.send(
      dispatch({ body: { text: '', attachments: [{ ...file('a', 'film.mov'), size: 90 * 1024 * 1024, state: 'too-big' }] } }),
    );
    expect(readable(on.replies()[0]?.blocks)).toContain('film.mov: too big (90 MB)');
  });

  it('written with in Slack are fetched with the token, and nobody else’s address gets it', async () => {
    const { workspace } = on.api;
    const shared = { id: 'F1', name: 'a.txt', title: 'a.txt', size: 2, bytes: new TextEncoder().encode('hi'), shares: new Map() };
    workspace.files.set('F1', shared);
    const fetched = await on.channel.fetchFile?.('F1');
    if (fetched?.type !== 'fetched') throw new Error(`not fetched: ${fetched?.type}`);
    const bytes: number[] = [];
    for await (const chunk of fetched.bytes) bytes.push(...chunk);
    expect(new TextDecoder().decode(new Uint8Array(bytes))).toBe('hi');
    workspace.files.set('F2', { ...shared, id: 'F2', url: 'https://slack.com.evil.example/files/F2' });
    expect(await on.channel.fetchFile?.('F2')).toEqual({ type: 'lost', reason: 'no-address' });
    expect(await on.channel.fetchFile?.('F404')).toEqual({ type: 'lost', reason: 'file_not_found' });
  });
});
