import type { Language } from '../../domain/language.ts';
import type { StorageArea } from '../kit/storage.ts';
import type { Pending, PendingFile } from './state/pending.ts';

/** Whose memory: a visitor nobody has named, or a person the site has signed in. One never sees the other's. */
export type Whose = string;

/** What outlives the page: kept in the browser, per desk and per person. */
export interface Memory {
  renewal(whose: Whose): string | null;
  keepRenewal(whose: Whose, renewal: string | null): void;
  seen(whose: Whose): number | null;
  keepSeen(whose: Whose, seq: number): void;
  language(): Language | null;
  keepLanguage(language: Language): void;
  /** oldest first */
  pending(whose: Whose): readonly Pending[];
  /** a key of its own for each, so that two tabs never overwrite each other's */
  keepPending(whose: Whose, pending: Pending): void;
  dropPending(id: string): void;
  /** whether `key` of a storage event is the mark of what was seen */
  isSeen(whose: Whose, key: string | null): boolean;
}

export function createMemory(storage: StorageArea, origin: string): Memory {
  const name = (...parts: string[]): string => ['okno', origin, ...parts].join(' ');

  function pending(whose: Whose): Pending[] {
    const prefix = name('pending', '');
    const found: Pending[] = [];
    for (let index = 0; index < storage.length; index += 1) {
      const key = storage.key(index);
      if (key?.startsWith(prefix)) found.push(...readPending(whose, storage.getItem(key)));
    }
    return found.sort((one, two) => one.at - two.at);
  }

  function keep(key: string, value: string | null): void {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
  }

  return {
    renewal: (whose) => storage.getItem(name(whose, 'renewal')),
    keepRenewal: (whose, renewal) => keep(name(whose, 'renewal'), renewal),
    seen: (whose) => readSeq(storage.getItem(name(whose, 'seen'))),
    keepSeen: (whose, seq) => keep(name(whose, 'seen'), String(seq)),
    language: () => readLanguage(storage.getItem(name('language'))),
    keepLanguage: (language) => keep(name('language'), language),
    pending,
    keepPending: (whose, each) => keep(name('pending', each.id), JSON.stringify({ ...each, whose })),
    dropPending: (id) => keep(name('pending', id), null),
    isSeen: (whose, key) => key === name(whose, 'seen'),
  };
}

function readSeq(value: string | null): number | null {
  const seq = Number(value ?? Number.NaN);
  return Number.isSafeInteger(seq) ? seq : null;
}

export function readLanguage(value: string | null | undefined): Language | null {
  const language = value?.slice(0, 2).toLowerCase();
  return language === 'ru' || language === 'en' ? language : null;
}

/** Anything on the site may have written there, so nothing is taken on trust. */
function readPending(whose: Whose, value: string | null): Pending[] {
  try {
    const { id, text, at, choice, files, whose: owner } = JSON.parse(value ?? '') as Partial<Pending> & { whose?: unknown };
    if (owner !== whose || typeof id !== 'string' || typeof text !== 'string' || typeof at !== 'number') return [];
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
