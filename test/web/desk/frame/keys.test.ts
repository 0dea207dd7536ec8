import { describe, expect, it } from 'vitest';
import { commandOf, composerKey, type Pressed } from '../../../../src/web/desk/frame/keys.ts';

const press = (key: string, change: Partial<Pressed> = {}): Pressed => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});
const free = { typing: false, enabled: true };

describe('one-letter keys', () => {
  it.each([
    ['j', 'next'],
    ['k', 'previous'],
    ['r', 'reply'],
    ['n', 'note'],
    ['t', 'take'],
    ['x', 'transfer'],
    ['e', 'resolve'],
    ['/', 'filter'],
    ['?', 'keys'],
  ])('%s means %s', (key, command) => {
    expect(commandOf(press(key), free)).toBe(command);
  });

  it('work in a Russian layout, where J types "о" and the slash a point', () => {
    expect(commandOf(press('о', { code: 'KeyJ' }), free)).toBe('next');
    expect(commandOf(press('.', { code: 'Slash' }), free)).toBe('filter');
    expect(commandOf(press(',', { code: 'Slash', shiftKey: true }), free)).toBe('keys');
  });

  it('follow the letter, not its place, in other Latin layouts', () => {
    expect(commandOf(press('j', { code: 'KeyC' }), free)).toBe('next');
  });

  it('lead from page to page after g, and mean nothing else then', () => {
    expect(commandOf(press('g'), free)).toBe('go');
    expect(commandOf(press('t'), { ...free, going: true })).toBe('go-tasks');
    expect(commandOf(press('ш', { code: 'KeyI' }), { ...free, going: true })).toBe('go-mine');
    expect(commandOf(press('r'), { ...free, going: true })).toBe('go-reports');
    expect(commandOf(press('e'), { ...free, going: true })).toBeNull();
  });

  it('are silent while somebody types and when switched off', () => {
    expect(commandOf(press('e'), { typing: true, enabled: true })).toBeNull();
    expect(commandOf(press('e'), { typing: false, enabled: false })).toBeNull();
  });

  it.each(['ctrlKey', 'metaKey', 'altKey'] as const)('leave a press with %s to the browser', (modifier) => {
    expect(commandOf(press('r', { [modifier]: true }), free)).toBeNull();
  });

  it('do not take capitals and other keys', () => {
    expect(commandOf(press('R', { shiftKey: true }), free)).toBeNull();
    expect(commandOf(press('Enter'), free)).toBeNull();
    expect(commandOf(press('q'), free)).toBeNull();
  });
});

describe('keys in the composer', () => {
  const type = (key: string, change: Partial<Pressed & { isComposing: boolean }> = {}) => ({
    ...press(key),
    isComposing: false,
    ...change,
  });

  it('Enter sends, with Ctrl and Cmd too', () => {
    expect(composerKey(type('Enter'), false)).toBe('send');
    expect(composerKey(type('Enter', { ctrlKey: true }), false)).toBe('send');
    expect(composerKey(type('Enter', { metaKey: true }), true)).toBe('send');
  });

  it('Shift+Enter breaks the line, and so does Enter on a touch keyboard', () => {
    expect(composerKey(type('Enter', { shiftKey: true }), false)).toBe('newline');
    expect(composerKey(type('Enter'), true)).toBe('newline');
  });

  it('Enter that ends a word of an input method is not ours', () => {
    expect(composerKey(type('Enter', { isComposing: true }), false)).toBeNull();
  });

  it('Escape leaves the field', () => {
    expect(composerKey(type('Escape'), false)).toBe('leave');
  });
});
