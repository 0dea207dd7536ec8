import type { ShownFile as File } from '../../../src/http/files/file.ts';
import { type DeskHand, type House, json, type Visitor } from '../house.ts';

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A body that is sent without being wrapped as JSON. */
export function raw(body: BodyInit, name: string, headers: Record<string, string>): RequestInit {
  const init = {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), ...headers },
  };
  return body instanceof ReadableStream ? ({ ...init, duplex: 'half' } as RequestInit) : init;
}

export function visitorSends(home: House, { session }: Visitor, body: BodyInit, name: string): Promise<Response> {
  return home.request('/chat/v1/files', raw(body, name, { authorization: `Bearer ${session.token}` }));
}

export function deskSends(home: House, { cookie, csrf }: DeskHand, body: BodyInit, name: string): Promise<Response> {
  return home.request('/desk/api/files', raw(body, name, { cookie, 'x-csrf-token': csrf }));
}

export async function stored(response: Response): Promise<File> {
  if (response.status !== 201) throw new Error(`not stored: ${response.status} ${await response.text()}`);
  return json<File>(response);
}

/** Where a visitor's messages come from. */
export function addressOf({ session }: Visitor): string {
  return JSON.parse(Buffer.from(session.token.split('.')[1] ?? '', 'base64url').toString()).sub;
}

/** The visitor's conversation, with somebody in charge of it. */
export async function servedConversation({ world }: House, visitor: Visitor): Promise<string> {
  await visitor.says('operator');
  const rows = await world.db.query<{ id: string }>(`select id from conversation where target like '%:' || $1::text`, [addressOf(visitor)]);
  return rows[0]?.id ?? '';
}
