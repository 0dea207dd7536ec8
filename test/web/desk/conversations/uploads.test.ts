import { describe, expect, it, vi } from 'vitest';
import { maxFileBytes, maxFilesPerMessage } from '../../../../src/domain/content.ts';
import type { ShownFile as Stored } from '../../../../src/http/files/file.ts';
import type { Answer } from '../../../../src/web/desk/api.ts';
import { admitted, createUploads } from '../../../../src/web/desk/conversations/uploads.ts';
import { startAddress } from '../../../../src/web/desk/frame/address.ts';
import { createPageStore } from '../../../../src/web/desk/page-store.ts';
import { startState } from '../../../../src/web/desk/state.ts';

const sized = (name: string, size: number) => ({ name, size });

describe('files for a message', () => {
  it('are refused before they are sent when they cannot be', () => {
    const files = [sized('film', maxFileBytes + 1), sized('nothing', 0), sized('bill', maxFileBytes)];
    expect(admitted(files, 0)).toEqual({
      taken: [sized('bill', maxFileBytes)],
      refused: [
        { type: 'too-big', name: 'film' },
        { type: 'empty', name: 'nothing' },
      ],
    });
  });

  it('are so many and no more, and that is said once', () => {
    const files = Array.from({ length: 4 }, (_, index) => sized(`f${index}`, 1));
    const { taken, refused } = admitted(files, maxFilesPerMessage - 2);
    expect(taken).toHaveLength(2);
    expect(refused).toEqual([{ type: 'too-many' }]);
  });
});

const stored: Stored = { id: 'f1', name: 'bill.pdf', mediaType: 'application/pdf', size: 3, url: '/files/f1/bill.pdf' };

function world(answers: Answer<Stored>[]) {
  const store = createPageStore(startState(startAddress, []));
  let keys = 0;
  const uploads = createUploads({
    store,
    newKey: () => {
      keys += 1;
      return `k${keys}`;
    },
    send: async (_file, progress) => {
      progress(0.5);
      return answers.shift() ?? { ok: true, value: stored };
    },
    preview: async () => null,
    random: () => 0,
  });
  const states = () => (store.get().uploads['c1 reply'] ?? []).map((each) => each.state);
  return { store, uploads, states };
}

describe('an upload', () => {
  it('goes at once and is ready when the server has it', async () => {
    const { store, uploads, states } = world([]);
    expect(uploads.attach('c1 reply', [new File(['abc'], 'bill.pdf')])).toEqual([]);
    expect(states()).toEqual(['sending']);
    await vi.waitFor(() => expect(states()).toEqual(['ready']));
    expect(store.get().uploads['c1 reply']?.[0]).toMatchObject({ stored, share: 1 });
  });

  it('that failed goes again when asked, and goes away when asked', async () => {
    const { uploads, states } = world([{ ok: false, problem: { code: 'uploads-spent', message: '', status: 429 } }]);
    uploads.attach('c1 reply', [new File(['abc'], 'bill.pdf')]);
    await vi.waitFor(() => expect(states()).toEqual(['failed']));
    uploads.uploadAgain('c1 reply', 'k1');
    await vi.waitFor(() => expect(states()).toEqual(['ready']));
    uploads.withdraw('c1 reply', 'k1');
    expect(states()).toEqual([]);
  });
});
