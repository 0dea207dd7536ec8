import type { Language } from '../../domain/language.ts';
import { readLanguage } from '../kit/language.ts';
import type { StorageArea } from '../kit/storage.ts';
import type { Pending, PendingFile } from './state/pending.ts';

/** Whom what is remembered belongs to: a visitor nobody has named, or a person the site has signed in. One never sees the other's. */
export type Owner = string;

/** What outlives the page: kept in the browser, per desk and per person. */
export interface Memory {
  renewal(owner: Owner): string | null;
  keepRenewal(owner: Owner, renewal: string | null): void;
  seen(owner: Owner): number | null;
  keepSeen(owner: Owner, seq: number): void;
  language(): Language | null;
  keepLanguage(language: Language): void;
  /** oldest first */
  pending(owner: Owner): readonly Pending[];
  /** a key of its own for each, so that two tabs never overwrite each other's */
  keepPending(owner: Owner, pending: Pending): void;
  dropPending(id: string): void;
  /** whether `key` of a storage event is the mark of what was seen */
  isSeen(owner: Owner, key: string | null): boolean;
}

export function createMemory(storage: StorageArea, origin: string): Memory {
  const name = (...parts: string[]): string => ['okno', origin, ...parts].join(' ');

  function pending(owner: Owner): Pending[] {
    const prefix = name('pending', '');
    const found: Pending[] = [];
    for (let index = 0; index < storage.length; index += 1) {
      const key = storage.key(index);
      if (key?.startsWith(prefix)) found.push(...readPending(owner, storage.getItem(key)));
    }
    return found.sort((one, two) => one.at - two.at);
  }

  function keep(key: string, value: string | null): void {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
  }

  return {
    renewal: (owner) => storage.getItem(name(owner, 'renewal')),
    keepRenewal: (owner, renewal) => keep(name(owner, 'renewal'), renewal),
    seen: (owner) => readSeq(storage.getItem(name(owner, 'seen'))),
    keepSeen: (owner, seq) => keep(name(owner, 'seen'), String(seq)),
    language: () => readLanguage(storage.getItem(name('language'))),
    keepLanguage: (language) => keep(name('language'), language),
    pending,
    keepPending: (owner, each) => keep(name('pending', each.id), JSON.stringify({ ...each, whose: owner })),
    dropPending: (id) => keep(name('pending', id), null),
    isSeen: (owner, key) => key === name(owner, 'seen'),
  };
}

function readSeq(value: string | null): number | null {
  const seq = Number(value ?? Number.NaN);
  return Number.isSafeInteger(seq) ? seq : null;
}

/** Reads what was kept. Anything on the site may have written there, so nothing is taken on trust. */
function readPending(owner: Owner, value: string | null): Pending[] {
  try {
    const { id, text, at, choice, files, whose } = JSON.parse(value ?? '') as Partial<Pending> & { whose?: unknown };
    if (whose !== owner || typeof id !== 'string' || typeof text !== 'string' || typeof at !== 'number') return [];
    const tapped = typeof choice?.question === 'string' && typeof choice.option === 'string';
    const attached = readFiles(files);
    return [
      {
        id,
        text,
        at,
        state: 'sending',
        ...(tapped && { choice: { question: choice.question, option: choice.option } }),
        ...(attached.length > 0 && { files: attached }),
      },
    ];
  } catch {
    return [];
  }
}

function readFiles(value: unknown): PendingFile[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: Partial<PendingFile> | null): PendingFile[] => {
    const { key, name, mediaType, size, file } = each ?? {};
    if (typeof key !== 'string' || typeof name !== 'string' || typeof size !== 'number') return [];
    const known = typeof file?.id === 'string' && typeof file.url === 'string' ? file : null;
    return [{ key, name, mediaType: typeof mediaType === 'string' ? mediaType : '', size, file: known }];
  });
}
