/*
 * "Operator, please" in Russian and English. Somebody asks for a person when every word is either a person to ask for or a
 * word such a request is made of, and at least one is a person: "нужен специалист по налогам" is a question, not this.
 */

const people =
  /^(оператор|человек|менеджер|специалист|консультант|сотрудник|администратор|human|operator|agent|manager|person|representative|consultant)(а|у|ом|ы|ов|s)?$/u;

const small = new Set(
  (
    'а и ну да мне меня мы нам нас я с со на к у от за в можно хочу хотим хотел хотела бы надо нужен нужна нужно нужны дайте дай ' +
    'пожалуйста плиз живой живого живому живым живые реальный реального реальным настоящий настоящего настоящим любой любого любым ваш вашего вашим ' +
    'поговорить говорить пообщаться связаться свяжите соедините соедини переключите переключи переведите переведи пригласите позвать ' +
    'здравствуйте добрый день привет ' +
    'a an the i we me us to with please can could may would like want need talk speak chat connect transfer get give call ' +
    'live real human actual some any your hello hi'
  ).split(' '),
);

const calls = /^(позовите|позови|позвать)$/u;

/** A call names a person in few words, whoever it is: "позовите Ирину". */
const longestCall = 4;

/** `text` as `normal` leaves it. */
export function asksHuman(text: string): boolean {
  if (text === '') return false;
  const words = text.split(' ');
  if (calls.test(words[0] ?? '') && words.length <= longestCall) return true;
  return words.some((word) => people.test(word)) && words.every((word) => people.test(word) || small.has(word));
}
