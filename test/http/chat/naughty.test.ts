import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/domain/content.ts';
import { marksFromTyped } from '../../../src/domain/typed-marks.ts';
import { type DeskHand, type House, house, json, newId, type Visitor } from '../house.ts';

const lone = ['nul\0inside', 'lone \ud800 surrogate', '\udc00'];
const singly: readonly string[] = [...naughty.filter((one) => one !== ''), ...lone];
/** Eight to a message: one by one, on Postgres and on screens, they go in the journey, and a thousand messages take as long as the machine is busy. */
const strings = Array.from({ length: Math.ceil(singly.length / 8) }, (_, n) => singly.slice(n * 8, n * 8 + 8).join('\n'));
const cleaned = strings.map(cleanText);
/** What is typed at the desk may hold light marks: their signs are not shown. */
const read = cleaned.map((each) => marksFromTyped(each).text);

async function eachOf(texts: readonly string[], send: (text: string) => Promise<Response>): Promise<void> {
  for (let from = 0; from < texts.length; from += 32) {
    const answers = await Promise.all(texts.slice(from, from + 32).map(send));
    expect(await Promise.all(answers.filter((each) => !each.ok).map((each) => each.text()))).toEqual([]);
  }
}

describe('naughty strings, on pglite', () => {
  let home: House;
  let visitor: Visitor;
  let olga: DeskHand;
  let conversation: string;
  const texts = async (author: string) => {
    const bodies = await home.world.db.query<{ body: { text: string } }>('select body from message where author = $1::text order by seq', [
      author,
    ]);
    return bodies.map((each) => each.body.text);
  };

  beforeAll(async () => {
    home = await house({ specialists: [{ name: 'Olga' }] });
    visitor = await home.visitor();
    await visitor.says('operator');
    olga = await home.signIn('Olga');
    const { conversations } = await json<{ conversations: { id: string }[] }>(await olga.get('/conversations?view=mine&status=any'));
    conversation = conversations[0]?.id ?? '';
  });
  afterAll(() => home.close());

  it('come from a client to the desk byte for byte', async () => {
    await eachOf(strings, (text) => visitor.post('/messages', { id: newId(), text }));
    expect((await texts('client')).sort()).toEqual(['operator', ...cleaned].sort());
  });

  it('come from the desk to a client byte for byte, but for the signs of code', async () => {
    await eachOf(strings, (text) => olga.post(`/conversations/${conversation}/reply`, { key: newId(), text }));
    const stored = await texts('specialist');
    expect(stored.toSorted()).toEqual(read.toSorted());
    const { messages } = await visitor.history();
    expect(messages.map((each) => each.text)).toEqual(stored.slice(-messages.length));
  });
});
