import { z } from 'zod';
import { type PersonRow, staff } from '../../db/people/colleagues.ts';
import { caseUnits } from '../../domain/capacity.ts';
import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Objected } from '../../domain/objection.ts';
import { objectedNow } from '../../people/objected-now.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { type Block, label, section } from '../format/blocks.ts';
import { againstWords, objectedWords } from '../objected.ts';
import type { SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import {
  type About,
  enteredIn,
  input,
  instant,
  instantIn,
  line,
  mistake,
  modal,
  type Option,
  select,
  type ViewAnswer,
  writing,
} from './modal.ts';

export const transferView = 'okno_transfer_view';
/** is sent at once when a department is chosen, so that its people can be shown */
export const departmentAction = 'okno_department';

const anyone = 'anyone';

/** Asks to whom: a department, a person of it with their load, why, and what the next one needs to know; to sales with a meeting (R4). */
export async function transferModal(
  context: SlackContext,
  { language }: Pick<Colleague, 'language'>,
  about: About,
  department: string,
  asked: Objected | null = null,
): Promise<Block> {
  const { departments, policy } = context.company();
  const options = departments.map(({ key, name }) => ({ value: key, text: name[language] }));
  const rows = (await staff(context.db, context.now())).filter((each) => each.department === department && each.serves);
  const people = rows.map((row) => ({ row, objected: objectedNow(context.company(), row, context.now()) }));
  const units = caseUnits(policy.data, department);
  const whole: Option = { value: anyone, text: t(language, 'transfer.anyone') };
  const chosen = options.find((each) => each.value === department);
  return modal(
    transferView,
    {
      title: t(language, 'transfer.title'),
      submit: t(language, asked === null ? 'transfer.submit' : 'objected.anyway'),
      close: t(language, 'cancel'),
    },
    asked === null ? about : { ...about, more: knownOf(asked) },
    [
      ...(asked === null ? [] : [section(objectedWords(context.company(), language, asked, context.now()))]),
      input('department', t(language, 'transfer.department'), select(departmentAction, [{ label: '', options }], chosen), {
        acts: true,
      }),
      // Another department's people are another field: what was chosen before does not stay chosen.
      input(
        `person:${department}`.slice(0, 255),
        t(language, 'transfer.person'),
        select(
          'value',
          [
            { label: t(language, 'transfer.least-loaded'), options: [whole] },
            {
              label: t(language, 'transfer.people'),
              options: byRoom(people, units).map((each) => personOption(context, each, units, language)),
            },
          ].filter((each) => each.options.length > 0),
          whole,
        ),
        { hint: t(language, 'transfer.wish') },
      ),
      input('reason', t(language, 'transfer.reason'), line(500)),
      input('summary', t(language, 'transfer.summary'), writing(3000), { optional: true }),
      ...(department === 'sales' ? meetingFields(language) : []),
    ],
  );
}

export function meetingFields(language: Language): Block[] {
  return [
    input('meeting-at', t(language, 'meeting.at'), instant(), { optional: true }),
    input('meeting-text', t(language, 'meeting.text'), line(500), { optional: true, hint: t(language, 'meeting.hint') }),
  ];
}

interface Choice {
  readonly row: PersonRow;
  readonly objected: Objected | null;
}

const left = ({ capacity, cases }: PersonRow, units: number) => Math.max(0, Math.floor((capacity - cases) / Math.max(1, units)));

/** Sorts who is there and has most room first. */
function byRoom(people: readonly Choice[], units: number): Choice[] {
  const rank = ({ objected }: Choice) => (objected === null ? 0 : 1);
  return people.toSorted((a, b) => rank(a) - rank(b) || left(b.row, units) - left(a.row, units) || (a.row.name < b.row.name ? -1 : 1));
}

/** Says beside the name how full they are, and below it why they could not have it now. */
function personOption(context: SlackContext, { row, objected }: Choice, units: number, language: Language): Option {
  const open = Math.round(row.cases / Math.max(1, units));
  const load = t(language, 'transfer.load', { open, left: left(row, units) });
  const description = objected === null ? {} : { description: againstWords(context.company(), language, objected, context.now()) };
  return { value: row.id, text: `${label(row.name, 36)} · ${load}`, ...description };
}

/** Submits what was entered as a transfer; what does not fit is said beside its field. */
export async function submitTransfer(
  context: SlackContext,
  { viewer, language }: Colleague,
  about: About,
  view: SlackView,
): Promise<ViewAnswer> {
  const department = enteredIn(view, 'department').chosen;
  if (department === null) return mistake('department', t(language, 'refusal.unknown-department'));
  const person = enteredIn(view, `person:${department}`.slice(0, 255)).chosen;
  const reason = enteredIn(view, 'reason').text;
  if (reason === '') return mistake('reason', t(language, 'needed'));
  const [summary, at, meetingText] = [enteredIn(view, 'summary').text, instantIn(view, 'meeting-at'), enteredIn(view, 'meeting-text').text];
  if (at === 'wrong') return mistake('meeting-at', t(language, 'needed'));
  if (at !== null && at <= context.now()) return mistake('meeting-at', t(language, 'past'));
  if (at === null && meetingText !== '') return mistake('meeting-at', t(language, 'needed'));
  const outcome = await context.submit({
    type: 'desk',
    key: `slack:view:${view.id}`,
    conversation: about.conversation as ConversationId,
    actor: viewer.id,
    command: {
      type: 'transfer',
      department,
      reason,
      ...(person === null || person === anyone ? {} : { specialist: person as SpecialistId, ...knowinglyOf(about, person) }),
      ...(summary === '' ? {} : { summary }),
      ...(at === null ? {} : { meeting: { at, text: meetingText } }),
    },
  });
  if (outcome.type === 'accepted') return null;
  // The view asks whether it is meant all the same: what was entered stays entered.
  if (outcome.details?.may === true)
    return { response_action: 'update', view: await transferModal(context, { language }, about, department, outcome.details) };
  if (outcome.details !== undefined)
    return mistake(`person:${department}`, objectedWords(context.company(), language, outcome.details, context.now()));
  return mistake(
    outcome.code === 'unknown-specialist' || outcome.code === 'transfer-to-self' ? `person:${department}` : 'department',
    t(language, `refusal.${outcome.code}`),
  );
}

/** What a view remembers of what it has said speaks against whom. */
export function knownOf({ specialist, why }: Objected): string {
  return JSON.stringify({ specialist, why });
}

const known = z.object({ specialist: z.string(), why: z.array(z.string()) });

/** What was said in the view before of the person who is chosen now. */
export function knowinglyOf({ more }: About, person: string): { readonly knowingly?: readonly string[] } {
  const parsed = more === undefined ? null : known.safeParse(parse(more));
  return parsed?.success && parsed.data.specialist === person ? { knowingly: parsed.data.why } : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
