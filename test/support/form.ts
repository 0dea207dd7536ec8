/** A part of a form as it was sent. */
export interface FormPart {
  readonly name: string;
  /** null for a plain value */
  readonly file: string | null;
  readonly bytes: Uint8Array;
}

/**
 * Reads `multipart/form-data` as leniently as Telegram does: grammY writes its headers without blanks and file names without quotes,
 * which the reader built into Node refuses.
 */
export function readForm(body: Buffer, contentType: string): FormPart[] {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1] ?? '';
  const parts: FormPart[] = [];
  const line = Buffer.from(`--${boundary}`);
  for (let at = body.indexOf(line); at !== -1; ) {
    const end = body.indexOf(line, at + line.length);
    if (end === -1) break;
    const part = body.subarray(at + line.length + 2, end - 2);
    const head = part.indexOf('\r\n\r\n');
    const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(part.subarray(0, head).toString())?.[1] ?? '';
    parts.push({
      name: said(disposition, 'name') ?? '',
      file: said(disposition, 'filename'),
      bytes: new Uint8Array(part.subarray(head + 4)),
    });
    at = end;
  }
  return parts;
}

function said(disposition: string, key: string): string | null {
  const found = new RegExp(`(?:^|;)\\s*${key}=(?:"([^"]*)"|([^;\\r\\n]*))`).exec(disposition);
  return found?.[1] ?? found?.[2] ?? null;
}
