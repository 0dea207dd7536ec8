import type { ErrorCode } from '../../../http/errors.ts';
import type { DeskTextKey } from '../../../texts/desk.ts';
import type { Problem } from '../api.ts';
import type { Translate } from './words.ts';

const byCode: Readonly<Partial<Record<ErrorCode | 'network' | 'interrupted', DeskTextKey>>> = {
  network: 'problem.network',
  interrupted: 'problem.interrupted',
  csrf: 'problem.csrf',
  'webhook-address': 'problem.webhook-address',
  'being-sent': 'problem.being-sent',
  'cross-site': 'problem.csrf',
  'too-many-rows': 'problem.too-many-rows',
  'not-in-charge': 'problem.not-in-charge',
  'already-in-charge': 'problem.already-in-charge',
  'persons-hidden': 'problem.persons-hidden',
  'too-many-exports': 'problem.too-many-exports',
  'owner-can-come': 'problem.owner-can-come',
  'taken-meanwhile': 'problem.taken-meanwhile',
  'conversation-resolved': 'problem.resolved',
  'conversation-closed': 'problem.closed',
  'only-sales-meet': 'problem.only-sales-meet',
  'meeting-passed': 'problem.meeting-passed',
  'meeting-over': 'problem.meeting-over',
  'transfer-to-self': 'problem.transfer-to-self',
  'stand-in-finishes': 'problem.stand-in-finishes',
  'nothing-to-hand-back': 'problem.nothing-to-hand-back',
  'agreed-already': 'problem.agreed-already',
  'answer-owed': 'problem.answer-owed',
  'unknown-department': 'problem.unknown-department',
  'unknown-specialist': 'problem.unknown-specialist',
  'not-a-key-client': 'problem.not-a-key-client',
  'not-owned-there': 'problem.not-owned-there',
  'not-trained': 'problem.not-trained',
  'not-head': 'problem.not-head',
  'no-former-matter': 'problem.no-former-matter',
  'not-queued': 'problem.not-queued',
  'not-proposed': 'problem.not-proposed',
  'already-proposed': 'problem.already-proposed',
  'already-owner': 'problem.already-owner',
  'unknown-change': 'problem.unknown-change',
  'already-undone': 'problem.already-undone',
  'specialist-unavailable': 'problem.specialist-unavailable',
  'no-pin': 'problem.no-pin',
  'unknown-conversation': 'problem.not-found',
  'nothing-to-answer': 'problem.nothing-to-answer',
  'promise-out-of-range': 'problem.promise-out-of-range',
  'not-their-client': 'problem.not-their-client',
  'client-unclear': 'problem.client-unclear',
  'nothing-to-send': 'problem.nothing-to-send',
  'unknown-topic': 'problem.unknown-topic',
  'already-beside': 'problem.already-beside',
  'changed-meanwhile': 'problem.changed-meanwhile',
  'already-said': 'problem.changed-meanwhile',
  'too-many-views': 'problem.too-many-views',
  'email-taken': 'problem.email-taken',
  'last-manager': 'problem.last-manager',
  'has-left': 'problem.has-left',
  'unknown-deputy': 'problem.unknown-deputy',
  'deputy-elsewhere': 'problem.deputy-elsewhere',
  'not-yours': 'problem.not-yours',
  'unknown-message': 'problem.unknown-message',
  'unknown-file': 'problem.unknown-file',
  'file-used': 'problem.file-used',
  'unfinished-answers': 'problem.unfinished-answers',
  'pin-wrong': 'problem.pin-wrong',
  'pin-locked': 'problem.pin-locked',
  'pin-needed': 'problem.pin-needed',
  'pin-too-soon': 'problem.pin-too-soon',
  'pin-too-simple': 'problem.pin-too-simple',
  'not-known-here': 'problem.not-known-here',
};

const byStatus: Readonly<Record<number, DeskTextKey>> = {
  0: 'problem.network',
  401: 'problem.unauthorized',
  403: 'problem.forbidden',
  404: 'problem.gone',
  409: 'problem.conflict',
  413: 'problem.too-large',
  429: 'problem.overloaded',
  503: 'problem.not-ready',
};

const isKnown = (code: string): code is keyof typeof byCode => Object.hasOwn(byCode, code);

/** Returns a problem in the reader's words, by its code, else by its status. The server's own message is for developers. */
export function wordsFor(t: Translate, { code, status }: Problem): string {
  const known = isKnown(code) ? byCode[code] : undefined;
  return t(known ?? byStatus[status] ?? 'problem.unknown');
}
