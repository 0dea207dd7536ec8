import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../src/telegram/receive/read-message.ts';
import type { Message } from '../../../src/telegram/receive/update.ts';
import { newId } from '../../http/house.ts';
import { readFixture } from '../fixtures.ts';

const messageOf = (name: string) => readFixture(name).message as Message;
const read = (name: string) => readMessage(messageOf(name), 'ru', newId);
const fileOf = (name: string) => {
  const found = read(name);
  const [{ id: _, unique: __, ...file } = { id: '', unique: '' }] = found?.content.attachments ?? [];
  return { ...file, remote: found?.fetches[0]?.remote, text: found?.content.text };
};

describe('what a client sends in Telegram', () => {
  it('is a text with its looks; addresses and underlines are plain words', () => {
    expect(read('text')?.content).toEqual({
      text: 'Здравствуйте! Нужны лицензии, жирно и по ссылке.',
      marks: [
        { at: 31, length: 5, kind: 'bold' },
        { at: 39, length: 9, kind: 'link', url: 'https://okno.example/price' },
      ],
    });
  });

  it.each([
    [
      'photo',
      {
        kind: 'photo',
        name: 'photo.jpg',
        mediaType: 'image/jpeg',
        size: 150_000,
        state: 'coming',
        remote: 'AgACAgIAAxkBAAIx',
        text: 'Вот ошибка',
      },
    ],
    [
      'document',
      {
        kind: 'file',
        name: 'Договор №7.pdf',
        mediaType: 'application/pdf',
        size: 48_213,
        state: 'coming',
        remote: 'AgACAgIAAxkBAAIdoc',
        text: 'Договор',
      },
    ],
    [
      'voice',
      { kind: 'voice', name: 'voice.ogg', mediaType: 'audio/ogg', size: 16_312, state: 'coming', remote: 'AgACAgIAAxkBAAIvoice', text: '' },
    ],
    [
      'video',
      {
        kind: 'video',
        name: 'IMG_1.MP4',
        mediaType: 'video/mp4',
        size: 2_048_000,
        state: 'coming',
        remote: 'AgACAgIAAxkBAAIvideo',
        text: '',
      },
    ],
    [
      'video-note',
      {
        kind: 'video-note',
        name: 'video-note.mp4',
        mediaType: 'video/mp4',
        size: 402_111,
        state: 'coming',
        remote: 'AgACAgIAAxkBAAInote',
        text: '',
      },
    ],
    [
      'audio',
      {
        kind: 'audio',
        name: 'Гимн.mp3',
        mediaType: 'audio/mpeg',
        size: 3_200_000,
        state: 'coming',
        remote: 'AgACAgIAAxkBAAIaudio',
        text: '',
      },
    ],
    [
      'sticker',
      {
        kind: 'sticker',
        name: 'sticker.webp',
        mediaType: 'image/webp',
        size: 18_000,
        state: 'coming',
        remote: 'AgACAgIAAxkBAAIsticker',
        text: '👍',
      },
    ],
    [
      'animation',
      {
        kind: 'animation',
        name: 'cat.mp4',
        mediaType: 'video/mp4',
        size: 90_000,
        state: 'coming',
        remote: 'AgACAgIAAxkBAAIanim',
        text: '',
      },
    ],
  ])('is a %s', (name, file) => {
    expect(fileOf(name)).toEqual(file);
  });

  it('is a file Telegram hands to nobody: what was tried is kept, and nothing is fetched', () => {
    expect(fileOf('document-large')).toMatchObject({ state: 'too-big', name: 'архив.zip', size: 31_457_280, remote: undefined });
  });

  it('is a place, with its name when it has one', () => {
    expect(read('location')?.content.place).toEqual({ latitude: 55.7539, longitude: 37.6208 });
    expect(read('venue')?.content.place).toMatchObject({ title: 'Кофейня «Угол», Никольская, 10' });
  });

  it('is somebody’s card', () => {
    expect(read('contact-other')?.content.card).toEqual({ name: 'Пётр', phone: '79161112233' });
  });

  it('is said in words where it has none of its own', () => {
    expect(read('poll')?.content.text).toBe('Когда удобно?\n• Утром\n• Днём');
    expect(read('dice')?.content.text).toBe('🎲 5');
    expect(read('story')?.content.text).toBe('[сообщение такого вида здесь не показать]');
  });

  it('is nothing when nobody said anything', () => {
    expect(read('pinned')).toBeNull();
  });

  it('is storable, whatever it is made of', () => {
    const strange = {
      ...messageOf('document'),
      text: undefined,
      caption: 'a\0b\ud800',
      document: { file_id: 'x', file_name: '../../etc/\u202epasswd', mime_type: 'a\nb' },
    };
    const found = readMessage(strange as Message, 'en', newId);
    expect(found?.content.text).toBe('ab\ufffd');
    expect(found?.content.attachments?.[0]).toMatchObject({
      name: 'passwd',
      mediaType: 'application/octet-stream',
      size: 0,
      state: 'coming',
    });
  });
});
