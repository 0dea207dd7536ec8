import { inflateRawSync } from 'node:zlib';

/** A cell as a spreadsheet keeps it: a text, or a number with the format it is shown in. */
export type XlsxCell = string | { readonly value: number; readonly format: string } | null;

/** Reads the sheets of an XLSX, by what its parts say and nothing of what wrote it. */
export function readXlsx(file: Buffer): {
  readonly names: readonly string[];
  readonly sheets: readonly XlsxCell[][][];
  part(name: string): string;
} {
  const parts = unzip(file);
  const part = (name: string) => parts.get(name) ?? '';
  const shared = all(part('xl/sharedStrings.xml'), /<si>(.*?)<\/si>/gs).map(([, text = '']) => plain(text.replaceAll(/<[^>]*>/g, '')));
  const formats = new Map(
    all(part('xl/styles.xml'), /<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g).map(([, id = '', code = '']) => [id, plain(code)]),
  );
  const styles = all(part('xl/styles.xml').split('<cellXfs')[1] ?? '', /<xf ([^>]*)>/g).map(
    ([, xf = '']) => formats.get(/numFmtId="(\d+)"/.exec(xf)?.[1] ?? '') ?? '',
  );
  const cellOf = ([, attributes = '', inner = '']: RegExpMatchArray): [number, XlsxCell] => {
    const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1];
    const at = columnOf(/r="([A-Z]+)/.exec(attributes)?.[1] ?? 'A');
    if (value === undefined) return [at, null];
    if (attributes.includes('t="s"')) return [at, shared[Number(value)] ?? null];
    return [at, { value: Number(value), format: styles[Number(/s="(\d+)"/.exec(attributes)?.[1] ?? -1)] ?? '' }];
  };
  const sheets = [...parts.keys()]
    .filter((name) => name.startsWith('xl/worksheets/sheet'))
    .toSorted()
    .map((name) =>
      all(part(name), /<row ([^>]*?)(?:\/>|>(.*?)<\/row>)/gs).map(([, , inner = '']) => {
        const row: XlsxCell[] = [];
        for (const [at, cell] of all(inner, /<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs).map(cellOf)) row[at] = cell;
        return Array.from(row, (each) => each ?? null);
      }),
    );
  return { names: all(part('xl/workbook.xml'), /<sheet [^>]*name="([^"]*)"/g).map(([, name = '']) => plain(name)), sheets, part };
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)];

function plain(text: string): string {
  const signs: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&apos;': "'", '&amp;': '&' };
  return text.replaceAll(/&[#\w]+;/g, (each) => signs[each] ?? each);
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Files of an archive by the directory at its end. */
function unzip(file: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < file.readUInt16LE(end + 10); i += 1) {
    const [method, size, name, extra, comment, head] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
      file.readUInt32LE(at + 42),
    ];
    const from = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28);
    const bytes = file.subarray(from, from + size);
    parts.set(file.toString('utf8', at + 46, at + 46 + name), (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return parts;
}
