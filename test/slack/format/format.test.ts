import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, markKinds } from '../../../src/domain/content.ts';
import { normaliseMarks } from '../../../src/domain/marks.ts';
import { emojiNamed, nameOfEmoji, withEmoji } from '../../../src/slack/format/emoji.ts';
import { escaped, fallbackText, oneLine } from '../../../src/slack/format/escape.ts';
import { mentionedIn, readWords } from '../../../src/slack/format/read-text.ts';
import { toRichText } from '../../../src/slack/format/to-rich-text.ts';
import { split } from '../../../src/slack/send/split.ts';

const names: Readonly<Record<string, string>> = { U1: 'Boris', C1: 'sales', S1: 'experts' };
const nameOf = ({ id }: { id: string }) => names[id];
const read = (text: string) => readWords({ text }, nameOf);
const rich = (...elements: object[]) => readWords({ blocks: [{ type: 'rich_text', elements } as { type: string }] }, nameOf);
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });

describe('what a colleague writes in Slack', () => {
  it('keeps its looks as marks', () => {
    const bold = { type: 'text', text: 'Friday', style: { bold: true } };
    const link = { type: 'link', url: 'https://okno.example/offer', text: 'the offer' };
    expect(rich(section({ type: 'text', text: 'By ' }, bold, { type: 'text', text: ', see ' }, link))).toEqual({
      text: 'By Friday, see the offer',
      marks: [
        { kind: 'bold', at: 3, length: 6 },
        { kind: 'link', at: 15, length: 9, url: 'https://okno.example/offer' },
      ],
    });
  });

  it('names whom it mentions and shows real emoji', () => {
    const words = rich(
      section(
        { type: 'user', user_id: 'U1' },
        { type: 'text', text: ' in ' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'text', text: ' ' },
        { type: 'emoji', name: '+1', unicode: '1f44d-1f3fd', skin_tone: 4 },
        { type: 'emoji', name: 'wave::skin-tone-3' },
        { type: 'emoji', name: 'our-logo' },
        { type: 'broadcast', range: 'channel' },
      ),
    );
    expect(words.text).toBe('Boris in #sales 👍👋🏼:our-logo:@channel');
  });

  it('keeps lists, quotes and code', () => {
    const item = (text: string) => section({ type: 'text', text });
    const words = rich(
      section({ type: 'text', text: 'Two things:\n' }),
      { type: 'rich_text_list', style: 'ordered', elements: [item('one'), item('two')] },
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [item('inner')] },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'as you said' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'npm ci' }] },
    );
    expect(words.text).toBe('Two things:\n1. one\n2. two\n  • inner\nas you said\nnpm ci');
    expect(words.marks).toEqual([
      { kind: 'quote', at: 36, length: 11 },
      { kind: 'pre', at: 48, length: 6 },
    ]);
  });

  it('is read from the older text where there is no rich one', () => {
    expect(read('Hi <@U1>, *bold* and _it_ &lt;b&gt; <https://a.example/x_y|here> :tada:\n&gt; quoted\n`a*b*`')).toEqual({
      text: 'Hi Boris, bold and it <b> here 🎉\nquoted\na*b*',
      marks: [
        { kind: 'bold', at: 10, length: 4 },
        { kind: 'italic', at: 19, length: 2 },
        { kind: 'link', at: 26, length: 4, url: 'https://a.example/x_y' },
        { kind: 'quote', at: 34, length: 6 },
        { kind: 'code', at: 41, length: 4 },
      ],
    });
    expect(read('<!channel> <!subteam^S1> <#C1|old-name> <!date^1^x|today> snake_case_name').text).toBe(
      '@channel @experts #sales today snake_case_name',
    );
    expect(read('```\na *b*\n```').marks).toEqual([{ kind: 'pre', at: 0, length: 5 }]);
  });

  it('tells beforehand whose names it needs', () => {
    expect(mentionedIn({ text: '<@U1> and <#C9> and <!subteam^S1|x>' })).toEqual([
      { kind: 'user', id: 'U1' },
      { kind: 'channel', id: 'C9' },
      { kind: 'group', id: 'S1' },
    ]);
    expect(
      mentionedIn({ blocks: [{ type: 'rich_text', elements: [section({ type: 'user', user_id: 'U7' })] } as { type: string }] }),
    ).toEqual([{ kind: 'user', id: 'U7' }]);
  });
});

const marked = fc
  .record({
    text: fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.lorem()),
    marks: fc.array(
      fc.record({
        kind: fc.constantFrom(...markKinds),
        at: fc.nat(300),
        length: fc.nat(100),
        url: fc.constant('https://a.example/?x=1&y=2'),
      }),
      {
        maxLength: 6,
      },
    ),
  })
  .map(({ text, marks }) => ({ text, marks: normaliseMarks(text, marks as Mark[]) }));

describe('what goes to Slack', () => {
  it('is made of text and links and nothing else, whatever the client wrote', () => {
    fc.assert(
      fc.property(marked, (words) => {
        const elements = toRichText(words).flatMap((each): readonly object[] => each.elements) as {
          type: string;
          text?: string;
        }[];
        for (const each of elements) {
          expect(['text', 'link']).toContain(each.type);
          expect(each.text).not.toBe('');
        }
      }),
    );
  });

  it('says the same words when it is read again', () => {
    fc.assert(
      fc.property(marked, (words) => {
        const again = readWords({ blocks: [{ type: 'rich_text', elements: toRichText(words) } as { type: string }] }, nameOf);
        expect(again.text.replaceAll('\n', '')).toBe(words.text.replaceAll('\n', ''));
      }),
    );
  });

  it('holds no sign of Slack’s own in the notification', () => {
    const naughty = ['<!channel>', '<@U1>', '<#C1|x>', '<https://evil.example|okno.example>', '&lt;!here&gt;', '</b>&amp;'];
    for (const text of naughty) {
      expect(fallbackText({ text, marks: [] })).not.toMatch(/[<>]/);
      expect(read(escaped(text)).text).toBe(text);
    }
  });

  it('is cut between words and never inside a character', () => {
    const text = '👩‍👩‍👧‍👦'.repeat(2000);
    const pieces = split({ text, marks: [{ kind: 'bold', at: 0, length: text.length }] }, 2900);
    expect(pieces.map((each) => each.text).join('')).toBe(text);
    expect(pieces.every((each) => each.text.length <= 2900 && each.text.isWellFormed())).toBe(true);
    expect(split({ text: 'one two three', marks: [] }, 9).map((each) => each.text)).toEqual(['one two ', 'three']);
  });

  it('shows names on one line, without what would turn the text around', () => {
    expect(oneLine('Anna\u202E\n  evil\u200B', 80)).toBe('Anna evil');
    expect(oneLine('x'.repeat(100), 10)).toBe('xxxxxxxxx…');
  });
});

describe('emoji', () => {
  it('have the names Slack gives them', () => {
    expect(nameOfEmoji('👍')).toBe('+1');
    expect(nameOfEmoji('👍🏽')).toBe('+1::skin-tone-4');
    expect(nameOfEmoji('❤️')).toBe('heart');
    expect(nameOfEmoji('🇷🇺')).toBe('ru');
    expect(nameOfEmoji('no emoji')).toBeUndefined();
    expect(emojiNamed('heart')).toBe('❤️');
    expect(emojiNamed('thumbsup')).toBe('👍');
    expect(withEmoji('10:30:45 :smile: :not-there:')).toBe('10:30:45 😄 :not-there:');
  });
});
