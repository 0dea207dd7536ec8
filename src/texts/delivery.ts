import type { Language } from '../domain/language.ts';
import { type Catalog, translator } from './translate.ts';

/** Why something did not reach a client, and what is said of files; for specialists, and where it says so for clients. */
export const delivery = {
  ru: {
    undelivered: 'Не доставлено клиенту: {reason}.',
    unreachable: 'Клиенту сейчас не написать ({channel}): {reason}. Другого канала нет.',
    'unreachable.moved': 'Клиенту не написать в {from}: {reason}. Сообщения теперь уходят в {to}.',
    'joined.here': 'Клиент писал ещё и в {channel}: теперь это одно обращение, и он ждёт ответа здесь.',
    'too-big':
      'Файл больше 20 МБ, получить его мы не смогли. Разделите его, пожалуйста, или пришлите ссылку. Специалист увидит, что вы хотели его прислать.',
    'not-shown': 'Такое сообщение у нас не открывается. Напишите, пожалуйста, словами, пришлите фото или файл.',
    'channel.webchat': 'чат на сайте',
    'channel.telegram': 'Telegram',
    'channel.slack': 'Slack',
    'channel.other': 'канал {kind}',
    'reason.blocked': 'клиент заблокировал бота',
    'reason.deactivated': 'аккаунт клиента удалён',
    'reason.not-found': 'такого адресата нет',
    'reason.too-old': 'сообщение слишком старое, чтобы его менять',
    'reason.too-long': 'сообщение слишком длинное',
    'reason.too-big': 'файл слишком большой для этого канала',
    'reason.channel-off': 'канал отключён',
    'reason.not-theirs': 'этот адрес больше не клиента',
    'reason.withheld': 'это ответ другому человеку',
    'reason.unsure': 'канал не подтвердил доставку: возможно, сообщение пришло',
    'reason.lost-file': 'файл не удалось получить',
    'reason.chat-not-found': 'такого чата нет',
    'reason.not-started': 'клиент не начинал чат с ботом',
    'reason.kicked': 'бота удалили из чата',
    'reason.forbidden': 'писать туда больше нельзя',
    'reason.no-such-message': 'этого сообщения там уже нет',
    'reason.no-caption': 'под таким файлом подписи не бывает',
    'reason.bad-file': 'канал не принял файл',
    'reason.empty': 'в сообщении ничего нет',
    'reason.refused': 'канал не принял сообщение',
    'reason.no-message': 'сообщения больше нет',
    'reason.taken-back': 'сообщение отозвали раньше, чем оно ушло',
    'reason.other': 'канал отказал ({code})',
  },
  en: {
    undelivered: 'Not delivered to the client: {reason}.',
    unreachable: 'The client can’t be written to ({channel}): {reason}. There is no other channel.',
    'unreachable.moved': 'The client can’t be written to in {from}: {reason}. Messages now go to {to}.',
    'joined.here': 'The client also wrote in {channel}: it is one conversation now, and they wait for the answer here.',
    'too-big':
      'The file is over 20 MB, and we could not get it. Please split it or send a link. The specialist will see that you wanted to send it.',
    'not-shown': 'We can’t open messages of this kind. Please put it in words, or send a photo or a file.',
    'channel.webchat': 'the chat on the site',
    'channel.telegram': 'Telegram',
    'channel.slack': 'Slack',
    'channel.other': 'channel {kind}',
    'reason.blocked': 'they blocked the bot',
    'reason.deactivated': 'their account is gone',
    'reason.not-found': 'there is no such address',
    'reason.too-old': 'the message is too old to be changed',
    'reason.too-long': 'the message is too long',
    'reason.too-big': 'the file is too big for this channel',
    'reason.channel-off': 'the channel is off',
    'reason.not-theirs': 'the address is not theirs any more',
    'reason.withheld': 'it was said to somebody else',
    'reason.unsure': 'the channel did not confirm it: it may have arrived',
    'reason.lost-file': 'the file could not be fetched',
    'reason.chat-not-found': 'there is no such chat',
    'reason.not-started': 'they have not begun a chat with the bot',
    'reason.kicked': 'the bot was removed from the chat',
    'reason.forbidden': 'nobody may write there any more',
    'reason.no-such-message': 'the message is no longer there',
    'reason.no-caption': 'a file of this kind has no words under it',
    'reason.bad-file': 'the channel did not take the file',
    'reason.empty': 'there is nothing in the message',
    'reason.refused': 'the channel did not take the message',
    'reason.no-message': 'the message is gone',
    'reason.taken-back': 'the message was taken back before it left',
    'reason.other': 'the channel refused it ({code})',
  },
} as const satisfies Catalog;

const speak = translator(delivery);

export const tDelivery = speak;

/** A channel's reason in words; codes nobody has words for are shown as they are. */
export function reasonInWords(language: Language, code: string): string {
  const key = `reason.${code}`;
  return isKey(key) ? speak(language, key) : speak(language, 'reason.other', { code });
}

export function channelInWords(language: Language, kind: string): string {
  const key = `channel.${kind}`;
  return isKey(key) ? speak(language, key) : speak(language, 'channel.other', { kind });
}

function isKey(key: string): key is keyof typeof delivery.en {
  return Object.hasOwn(delivery.en, key);
}
