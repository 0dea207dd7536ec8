import type { Queries } from '../../db/db.ts';
import { addAudit } from '../../db/reports/audit.ts';
import { listViolations, replyToViolation, type ViolationId, type ViolationRow } from '../../db/reports/violations.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import type { Block } from '../format/blocks.ts';
import { isId, type SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import { type About, enteredIn, input, mistake, modal, type ViewAnswer, writing } from './modal.ts';

export const missedDeadlineView = 'okno_late_view';

/** Lists deadlines somebody missed, the newest first (R13). */
export function ownViolations(db: Queries, specialist: string, limit: number, one: ViolationId | null = null): Promise<ViolationRow[]> {
  const all = { department: null, kind: null, excused: null, from: null, until: null, after: null };
  return listViolations(db, { ...all, departments: [], viewer: specialist, person: specialist, one, limit });
}

/** Gives room for a sentence about a missed deadline; `turn` names it as the button does. */
export function missedDeadlineModal({ language }: Pick<Colleague, 'language'>, turn: string): Block {
  const about: About = { conversation: '', channel: null, threadTs: null, more: turn };
  const words = { title: t(language, 'late.title'), submit: t(language, 'late.submit'), close: t(language, 'cancel') };
  return modal(missedDeadlineView, words, about, [
    input('text', t(language, 'late.text'), writing(500), { hint: t(language, 'late.hint') }),
  ]);
}

/** Keeps what its person says about a missed deadline, once: it stands as it was said (R16). */
export async function submitMissedDeadline(
  context: SlackContext,
  { viewer, language }: Colleague,
  about: About,
  view: SlackView,
): Promise<ViewAnswer> {
  const { text } = enteredIn(view, 'text');
  const [turnId = '', n = ''] = (about.more ?? '').split('/');
  const isNamed = isId(turnId) && /^\d{1,6}$/.test(n);
  if (text === '') return mistake('text', t(language, 'needed'));
  const found = isNamed ? (await ownViolations(context.db, viewer.id, 1, { turnId, n: Number(n) }))[0] : undefined;
  const at = context.now();
  const isKept =
    found !== undefined &&
    (await context.db.transaction(async (tx) => {
      if (!(await replyToViolation(tx, { id: context.newId(), turnId, n: found.n, by: viewer.id, text, at }))) return false;
      const who = { actorKind: 'specialist', actorId: viewer.id, objectKind: 'specialist', objectId: viewer.id } as const;
      await addAudit(tx, { id: context.newId(), at, ...who, action: 'violation-replied', data: { turn: turnId, hold: found.n } });
      return true;
    }));
  if (!isKept) return mistake('text', t(language, 'late.already'));
  context.live.publish([{ topic: `specialist:${viewer.id}`, conversation: found.conversation, version: 0 }]);
  return null;
}
