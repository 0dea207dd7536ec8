import type { Attachment } from '../../domain/content.ts';
import type { MessageBody } from '../../domain/message.ts';
import { isMac, type Keys, mac } from '../keys.ts';
import type { ShownFile } from './file.ts';

interface LinkDeps {
  readonly keys: Keys;
  readonly now: () => Date;
}

/** A link is good for this long at most, in seconds; it stays the same for `steady`, so that browsers keep what they have. */
const lifetime = 15 * 60;
const steady = 5 * 60;

/** A file with a link that whoever holds it may follow for a while. */
export async function linked({ keys, now }: LinkDeps, { id, name, mediaType, size, kind, state }: Attachment): Promise<ShownFile> {
  const file = { id, name, mediaType, size, ...(kind === undefined ? {} : { kind }) };
  if (state !== undefined) return { ...file, state, url: '' };
  const seconds = Math.floor(now().getTime() / 1000);
  const expires = seconds - (seconds % steady) + lifetime;
  const signature = await mac(keys['file-link'], signed(id, expires));
  return { ...file, url: `/files/${id}/${encodeURIComponent(name)}?exp=${expires}&sig=${signature}` };
}

/** The files of a message, absent where it has none. */
export async function filesOf(deps: LinkDeps, body: MessageBody | null): Promise<{ readonly files?: ShownFile[] }> {
  const attachments = body?.attachments ?? [];
  return attachments.length === 0 ? {} : { files: await Promise.all(attachments.map((each) => linked(deps, each))) };
}

/** Seconds this link is still good for; null when it is forged or has expired. */
export async function linkEnds({ keys, now }: LinkDeps, id: string, expires: string, signature: string): Promise<number | null> {
  if (!/^\d{1,12}$/.test(expires) || !(await isMac(keys['file-link'], signed(id, Number(expires)), signature))) return null;
  const left = Number(expires) - Math.floor(now().getTime() / 1000);
  return left > 0 ? left : null;
}

function signed(id: string, expires: number): string {
  return `${id} ${expires}`;
}
