import { html } from 'hono/html';
import type { Language } from '../domain/language.ts';
import { type HeldKey, tHeld } from '../texts/held.ts';
import type { HeldOnContact } from './held-shape.ts';

type Row = Readonly<Record<string, unknown>>;
type Message = HeldOnContact['conversations'][number]['messages'][number];

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h2{margin-top:2rem;border-bottom:1px solid #ccc}table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #eee}th{width:14rem;font-weight:600}
.message{margin:.5rem 0;padding:.25rem .75rem;border-left:3px solid #888;white-space:pre-wrap;overflow-wrap:anywhere}.note{border-color:#c80}
.small{color:#555;font-size:.875rem;white-space:normal}`;

const sections = ['people', 'addresses', 'details', 'clients', 'consents', 'invites', 'joins', 'outreach', 'tasks', 'knownBy'] as const;

/** The same as the document, for whoever it is about to read: one page, with nothing loaded from elsewhere. Times are the company's. */
export function heldPage(held: HeldOnContact, language: Language, timeZone: string) {
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const at = (each: string) => moment.format(new Date(each));
  const name = held.people[0]?.name ?? tHeld(language, 'unnamed');
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${tHeld(language, 'title', { name })}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <h1>${tHeld(language, 'title', { name })}</h1>
        <p>${held.company ?? ''}</p>
        <p class="small">${tHeld(language, 'made', { at: at(held.exportedAt) })}</p>
        ${sections.map((each) => section(language, each, held[each], at))}
        <h2>${tHeld(language, 'conversations')}</h2>
        ${held.conversations.length === 0 ? html`<p>${tHeld(language, 'none')}</p>` : ''}
        ${held.conversations.map(
          (each) =>
            html`<h3>${[at(each.openedAt), each.channel, each.department, each.specialist].filter((part) => part !== null).join(' · ')}</h3>
              ${each.rating === null ? '' : html`<p>${tHeld(language, 'rating', { score: each.rating })}</p>`}
              ${each.messages.map((message) => shown(language, message, at))}`,
        )}
        <p class="small">${tHeld(language, 'webhooks', { count: held.webhooks })}</p>
      </body>
    </html>`;
}

function section(language: Language, key: (typeof sections)[number], rows: readonly Row[], at: (each: string) => string) {
  return html`<h2>${tHeld(language, key)}</h2>
    ${rows.length === 0 ? html`<p>${tHeld(language, 'none')}</p>` : ''}
    ${rows.map(
      (row) =>
        html`<table>
          ${Object.entries(row)
            .filter(([, value]) => value !== null && value !== '')
            .map(([field, value]) => html`<tr><th>${tHeld(language, `field.${field}` as HeldKey)}</th><td>${worded(value, at)}</td></tr>`)}
        </table>`,
    )}`;
}

const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function worded(value: unknown, at: (each: string) => string): string {
  if (typeof value === 'boolean') return value ? '✓' : '–';
  const text = String(value);
  return isMoment.test(text) ? at(text) : text;
}

function shown(language: Language, message: Message, at: (each: string) => string) {
  const who = message.from === 'specialist' ? (message.name ?? '') : tHeld(language, message.from);
  const head = [at(message.at), who, ...(message.audience === 'internal' ? [tHeld(language, 'internal')] : [])].join(' · ');
  const names = (message.files ?? []).map((each) => each.name).join(', ');
  return html`<div class="message ${message.audience === 'internal' ? 'note' : ''}"><div class="small">${head}</div>${
    message.text ?? tHeld(language, 'deleted')
  }${message.more === undefined ? '' : html`<div class="small">${JSON.stringify(message.more)}</div>`}${
    names === '' ? '' : html`<div class="small">${tHeld(language, 'files', { names })}</div>`
  }</div>`;
}
