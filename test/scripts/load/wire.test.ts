import { describe, expect, it } from 'vitest';
import { type Answer, answerReader, bodyText, messageRequests } from '../../../scripts/load/wire.ts';

const short = 'HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello';
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';
const bare = 'HTTP/1.1 204 No Content\r\n\r\n';

function read(...chunks: readonly string[]): number[] {
  const heard: Answer[] = [];
  const reader = answerReader((answer) => heard.push(answer));
  for (const each of chunks) reader(Buffer.from(each));
  return heard.map((each) => each.status);
}

describe('a stream of answers', () => {
  it('is cut where each of them ends, however its length is told', () => {
    expect(read(short + chunked + bare + short)).toEqual([201, 200, 204, 201]);
  });

  it('may come in pieces of any size', () => {
    expect(read(...(short + chunked + bare))).toEqual([201, 200, 204]);
  });

  it('gives no answer before all of it is there', () => {
    expect(read(short.slice(0, -1))).toEqual([]);
    expect(read(chunked.slice(0, -1))).toEqual([]);
  });
});

describe('a prepared request', () => {
  it('announces as many bytes as it has', () => {
    const request = messageRequests({ host: 'localhost', port: 80 }, 'token')('id-1', bodyText({ text: 'Привет' }));
    const [head = '', body = ''] = request.split('\r\n\r\n');
    expect(JSON.parse(body)).toEqual({ id: 'id-1', text: 'Привет' });
    expect(/content-length: (\d+)/.exec(head)?.[1]).toBe(String(Buffer.byteLength(body)));
  });
});
