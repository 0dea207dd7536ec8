import { optionsOf } from '../../../flows/tree.ts';
import { type SpokenAnswer, walk } from '../../../flows/walk.ts';
import { findCallers, findLogged, isCaller, type LoggedRow } from '../../db/clients/callers.ts';
import { cleanText } from '../../domain/content.ts';
import type { ClientId, ContactId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { cleanName } from '../../domain/person-name.ts';
import { logCall } from '../../engine/verbs/log-contact.ts';
import { searchTexts } from '../../texts/search.ts';
import { tCard } from '../../texts/slack-card.ts';
import { translator } from '../../texts/translate.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { type Block, label } from '../format/blocks.ts';
import { oneLine } from '../format/escape.ts';
import { isId, type SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import {
  type About,
  enteredIn,
  input,
  line,
  mistake,
  modal,
  notice,
  type Option,
  optionOf,
  radio,
  select,
  type ViewAnswer,
  writing,
} from './modal.ts';
import { moreModal } from './more.ts';

const tLogged = translator(searchTexts);

export const logView = 'okno_log_view';
/** is sent at once when an answer is chosen, so that the next question can be asked */
export const answerAction = 'okno_answer';
/** asks who may be calling */
export const callerAction = 'okno_caller';

const fewestLetters = 3;
const mostCallers = 20;

/**
 * Builds the view in which whoever met the client writes a call or a visit down (R7): somebody known, or a stranger by name, who is walked
 * through the questions, one after the other (R3).
 */
export function logModal(context: SlackContext, { language }: Pick<Colleague, 'language'>, about: About, view: SlackView | null): Block {
  const kinds: Option[] = (['call', 'visit'] as const).map((value) => ({ value, text: t(language, `log.${value}`) }));
  const first = kinds[0] ?? { value: 'call', text: 'call' };
  const caller = {
    type: 'external_select',
    action_id: callerAction,
    min_query_length: fewestLetters,
    placeholder: { type: 'plain_text', text: t(language, 'log.caller.placeholder') },
  };
  return modal(logView, { title: t(language, 'log.title'), submit: t(language, 'log.submit'), close: t(language, 'cancel') }, about, [
    input('kind', t(language, 'log.kind'), radio(kinds, first)),
    input('caller', t(language, 'log.caller'), caller, { optional: true, hint: t(language, 'log.caller.hint') }),
    input('name', t(language, 'log.name'), line(120), { optional: true }),
    ...questionFields(context, language, view === null ? [] : answersIn(context, view)),
    input('note', t(language, 'log.note'), writing(3000), { optional: true }),
    input('take', t(language, 'log.take'), radio(yesNo(language), yesNo(language)[1] ?? first)),
  ]);
}

const yesNo = (language: Language): Option[] => (['yes', 'no'] as const).map((value) => ({ value, text: t(language, value) }));

/** Asks the questions answered so far, and the next one. */
function questionFields({ company }: SlackContext, language: Language, answers: readonly SpokenAnswer[]): Block[] {
  const { tree } = company().flow;
  const walked = walk(tree, answers);
  const asked = [...answers.map((each) => each.question), ...(walked.type === 'unfinished' ? [walked.question] : [])];
  return asked.flatMap((id) => {
    const question = tree.questions[id];
    if (question === undefined) return [];
    const options = optionsOf(question).map(({ option, label: words }) => ({ value: option, text: words[language] }));
    const chosen = answers.find((each) => each.question === id)?.option;
    const initial = options.find((each) => each.value === chosen);
    const choice = {
      ...select(answerAction, [{ label: '', options }], initial),
      placeholder: { type: 'plain_text', text: t(language, 'log.choose') },
    };
    const ask = label(question.ask[language].replaceAll('\n', ' '), 200);
    const typed = question.kind === 'text' ? [input(`t:${id}`, ask, line(500), { optional: true })] : [];
    const title = question.kind === 'text' ? t(language, 'log.or') : ask;
    return [...typed, input(`q:${id}`, title, choice, { optional: true, acts: true })];
  });
}

/** Reads answers as they were entered, in the tree's order, as far as they go. */
export function answersIn({ company }: Pick<SlackContext, 'company'>, view: SlackView): SpokenAnswer[] {
  const { tree } = company().flow;
  const answers: SpokenAnswer[] = [];
  for (;;) {
    const walked = walk(tree, answers);
    if (walked.type !== 'unfinished') return answers;
    const question = walked.question;
    const option = enteredIn(view, `q:${question}`).chosen;
    const { text } = enteredIn(view, `t:${question}`);
    if (text !== '') answers.push({ question, text: cleanText(text) });
    else if (option !== null) answers.push({ question, option });
    else return answers;
  }
}

/** Finds who may be calling, by what was typed: names and clients only, for everybody at the desk may ask. */
export async function callerOptions(
  context: SlackContext,
  typed: string,
  language: Language,
): Promise<{ readonly options: readonly Block[] }> {
  if (typed.trim().length < fewestLetters) return { options: [] };
  const rows = await findCallers(context.db, cleanText(typed.trim()), mostCallers);
  return {
    options: rows.map(({ id, name, proven, client_id: of, client_name: client }) => {
      const value = of === null ? id : `${id}:${of}`;
      const named = [name, client].filter((each) => each !== null).join(' · ') || '—';
      return optionOf({ value, text: proven || name === null ? named : tCard(language, 'unproven', { name: oneLine(named, 55) }) });
    }),
  };
}

/** Who was chosen, and of their clients the one beside whom they were listed. */
export function callerIn(value: string): { readonly contact: ContactId; readonly client?: ClientId } | null {
  const [contact = '', client] = value.split(':');
  if (!isId(contact) || (client !== undefined && !isId(client))) return null;
  return { contact: contact as ContactId, ...(client !== undefined && { client: client as ClientId }) };
}

export async function submitLog(context: SlackContext, { viewer, language }: Colleague, view: SlackView): Promise<ViewAnswer> {
  const kind = enteredIn(view, 'kind').chosen === 'visit' ? 'visit' : 'call';
  const chosen = enteredIn(view, 'caller').chosen;
  const caller = chosen === null ? null : callerIn(chosen);
  const name = cleanName(enteredIn(view, 'name').text);
  if (chosen === null && name === '') return mistake('name', t(language, 'log.nobody'));
  if (chosen !== null && (caller === null || !(await isCaller(context.db, caller.contact))))
    return mistake('caller', t(language, 'refusal.contact-not-found'));
  const answers = caller === null ? answersIn(context, view) : [];
  const walked = walk(context.company().flow.tree, answers);
  // Half the answers would leave a conversation that asks somebody who has hung up.
  if (caller === null && walked.type === 'unfinished')
    return view.state?.values[`q:${walked.question}`] === undefined
      ? { response_action: 'update', view: logModal(context, { language }, { conversation: '', channel: null, threadTs: null }, view) }
      : mistake(`q:${walked.question}`, t(language, 'needed'));
  const note = cleanText(enteredIn(view, 'note').text);
  const logged = await logCall(context, {
    key: `slack-${view.id}`,
    actor: viewer.id,
    kind,
    who: caller ?? { name },
    language,
    answers,
    words: tLogged(language, `log.${kind}`),
    note: note === '' ? null : note,
    take: enteredIn(view, 'take').chosen === 'yes' ? { reason: null } : null,
  });
  if (logged.type === 'refused') return mistake(caller === null ? 'name' : 'caller', t(language, `refusal.${logged.code}`));
  const row = await findLogged(context.db, logged.conversation);
  const words = whomToCall(row, viewer.id, language);
  const wantsIt = enteredIn(view, 'take').chosen === 'yes';
  if (wantsIt && row?.met_by === viewer.id && row.specialist_id !== viewer.id && row.due_at !== null && context.now() < row.due_at) {
    const about = { conversation: logged.conversation, channel: null, threadTs: null };
    return { response_action: 'update', view: moreModal(context, { language }, about, 'take', words) };
  }
  return { response_action: 'update', view: notice(t(language, 'log.title'), t(language, 'close'), words) };
}

/** Says whom whoever met the client is to call over: the one it went to, unless that is they themselves (R7). */
function whomToCall(row: LoggedRow | null, logger: string, language: Language): string {
  const department = row?.department_name[language] ?? '';
  if (row === null || row.specialist_name === null) return t(language, 'log.queued', { department });
  if (row.specialist_id === logger) return t(language, 'log.yours');
  const went = t(language, 'log.went', { name: row.specialist_name, department });
  return row.words === null ? went : `${went}\n\n${row.words}`;
}
