import { wordAboutLate } from '../../db/slack-home.ts';
import type { Desk } from './deps.ts';
import { type About, enteredIn, input, mistake, modal, type ViewAnswer, writing } from './modal.ts';
import type { SlackView } from './payloads.ts';
import type { Colleague } from './tap.ts';
import { say } from './tell.ts';
import type { Block } from './whisper.ts';

export const lateView = 'okno_late_view';

/** Room for a sentence about a missed deadline; `turn` names it as the button does. */
export function lateModal({ language }: Pick<Colleague, 'language'>, turn: string): Block {
  const about: About = { conversation: '', channel: null, threadTs: null, more: turn };
  const words = { title: say(language, 'late.title'), submit: say(language, 'late.submit'), close: say(language, 'cancel') };
  return modal(lateView, words, about, [input('text', say(language, 'late.text'), writing(500), { hint: say(language, 'late.hint') })]);
}

export async function submitLate(desk: Desk, { viewer, language }: Colleague, about: About, view: SlackView): Promise<ViewAnswer> {
  const { text } = enteredIn(view, 'text');
  const [turn = '', n = ''] = (about.more ?? '').split('/');
  if (text === '') return mistake('text', say(language, 'needed'));
  const isKept = await wordAboutLate(desk.db, { id: desk.newId(), turn, n: Number(n), by: viewer.id, text, at: desk.now() });
  return isKept ? null : mistake('text', say(language, 'late.already'));
}
