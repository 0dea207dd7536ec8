import type { Report } from './report.ts';
import type { ByConnections, Figures } from './spoken.ts';

type Row = readonly [what: string, rate: string, p50: string, p99: string, note?: string];

/** The report for people: a line for everything that has a rate and latencies, and a sentence for the rest. */
export function tableOf(report: Report): string {
  const { machine } = report;
  const rows: Row[] = [['', 'per second', 'p50 ms', 'p99 ms'], ...loops(report), ...beside(report)];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const table = rows.map(([what, rate, p50, p99, note = '']) =>
    [what.padEnd(widths[0] ?? 0), rate.padStart(widths[1] ?? 0), p50.padStart(widths[2] ?? 0), p99.padStart(widths[3] ?? 0), note]
      .join('  ')
      .trimEnd(),
  );
  return [
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, Node ${machine.node}, Postgres ${machine.postgres}, fsync ${machine.fsync}, LOG_LEVEL ${machine.logLevel}; load on the same machine`,
    '',
    ...(rows.length > 1 ? [...table, ''] : []),
    ...sentences(report),
    ...Object.entries(report.failed).map(([section, why]) => `FAILED ${section}: ${why}`),
    `${report.seconds} s in all`,
  ].join('\n');
}

const whole = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1);

function row(what: string, { rate, p50, p99, errors, cpu }: Figures, note = ''): Row {
  const spent = cpu === undefined ? '' : `CPU a request: server ${cpu.server} µs, Postgres ${cpu.postgres} µs, load ${cpu.load} µs`;
  const notes = [note, spent, errors > 0 ? `${errors} ERRORS` : ''].filter((each) => each !== '');
  return [what, whole(rate), ms(p50), ms(p99), notes.join('; ')];
}

function byConnections(name: string, figures: ByConnections | undefined, note = ''): Row[] {
  const counts = Object.entries(figures ?? {}).filter(([key]) => /^c\d+$/.test(key));
  return counts.map(([key, each]) => row(`${name}, ${key.slice(1)} connections`, each, note));
}

function loops({ generator, open, floor, ratio, openLoop, first, assigned }: Report): Row[] {
  return [
    ...(generator === undefined ? [] : [row('the load alone', generator, 'against a server that does nothing')]),
    ...byConnections('open', open),
    ...(floor === undefined ? [] : [row('floor', floor, ratio === null ? '' : `open at 64 is ${ratio} of it`)]),
    ...Object.entries(openLoop ?? {}).map(([key, each]) =>
      row(`open loop, ${key.slice(2)}/s offered`, each, each.unfinished > 0 ? `${each.unfinished} UNFINISHED` : ''),
    ),
    ...byConnections('first', first),
    ...byConnections('assigned', assigned, 'conversations; times of a tap'),
  ];
}

function beside({ flood, idleSockets, growth, telegram, slack, timers }: Report): Row[] {
  return [
    ...(flood === undefined ? [] : [row('quiet ones', flood.without), row('quiet ones beside a flood', flood.with)]),
    ...(idleSockets === undefined
      ? []
      : [
          row('open at 64', idleSockets.without),
          row(`the same beside ${idleSockets.idle.opened} idle sockets`, idleSockets.with, `${idleSockets.idle.left} left at the end`),
        ]),
    ...(growth === undefined
      ? []
      : [
          row('open at 64, empty database', growth.without.c64),
          row(
            `open at 64, ${whole(growth.messages)} messages stored`,
            growth.with.c64,
            `p50 x ${growth.ratio.c64.p50}, p99 x ${growth.ratio.c64.p99}`,
          ),
          row('open at 1, empty database', growth.without.c1),
          row(
            `open at 1, ${whole(growth.messages)} messages stored`,
            growth.with.c1,
            `p50 x ${growth.ratio.c1.p50}, p99 x ${growth.ratio.c1.p99}`,
          ),
        ]),
    ...(slack === undefined ? [] : [row(`answers in Slack, ${slack.offered}/s offered`, slack)]),
    ...(timers === undefined
      ? []
      : [
          row('quiet ones before timers', timers.without),
          row(`the same while ${whole(timers.due)} timers are due`, timers.with, 'the worst stretch'),
        ]),
    ...(telegram === undefined
      ? []
      : [
          row('open at 64, web chat', telegram.webchat),
          row('open at 64, Telegram', telegram.telegram, `${telegram.ratio} of the web chat's rate, for updates at the webhook`),
        ]),
  ];
}

/** Said of messengers that hold their published limits. */
function withinLimits({ telegramCrowd, slackCrowd, slackStart }: Report): string[] {
  const found: string[] = [];
  if (telegramCrowd !== undefined) {
    const { strangers, first, beside, refused } = telegramCrowd;
    found.push(
      `Telegram with its limits: ${strangers} strangers at once, first answer p50 ${first.p50} s, max ${first.max} s; a specialist's words to another chat meanwhile p50 ${beside.p50} s, max ${beside.max} s; ${refused} calls refused`,
    );
  }
  if (slackCrowd !== undefined) {
    const { conversations, words, histories, refused } = slackCrowd;
    found.push(
      `Slack with its limits: ${conversations} conversations at once in one channel, a client's word in its thread p50 ${words.p50} s, max ${words.max} s (a post a second makes ${conversations / 2} and ${conversations}); ${histories} calls of conversations.history, ${refused} calls refused`,
    );
  }
  if (slackStart !== undefined) {
    const { people, seconds, calls, wellAgainSeconds } = slackStart;
    found.push(
      `${people} of the staff recognised ${seconds} s after a restart, by ${calls} calls; a new thread stands ${wellAgainSeconds} s after Slack is well again`,
    );
  }
  return found;
}

function sentences(report: Report): string[] {
  const { start, assigned, flood, sse, overload, slow, timers } = report;
  const found = withinLimits(report);
  if (start !== undefined) {
    found.push(
      `start to serving: PGlite ${start.pglite.first} ms the first time, ${start.pglite.again} ms again; Postgres ${start.postgres} ms; ${start.idleMegabytes} MB resident when idle`,
    );
  }
  if (assigned !== undefined) {
    const { specialists, assigned: count, nobody, spread, messagesPerConversation } = assigned.check;
    found.push(
      `assigned: ${whole(count)} conversations to ${specialists} specialists, ${nobody} found nobody, spread ${spread}; ${messagesPerConversation} taps each`,
    );
  }
  if (flood !== undefined) {
    const { sent, accepted, refused, rate } = flood.flood;
    found.push(`flood: ${whole(sent)} messages of one visitor, ${whole(accepted)} accepted at ${whole(rate)}/s, ${whole(refused)} refused`);
  }
  if (sse !== undefined) {
    const { afterCommit, afterSending, missing } = sse.publish;
    found.push(
      `event streams: ${whole(sse.clients)} clients, ${sse.kilobytesEach} KB each; to the client p50 ${ms(afterCommit.p50)} ms, p99 ${ms(afterCommit.p99)} ms after the commit is acknowledged, p50 ${ms(afterSending.p50)} ms, p99 ${ms(afterSending.p99)} ms after sending; ${missing} missing, ${whole(sse.left)} open at the end`,
    );
  }
  if (overload !== undefined) {
    const { carried, offered, accepted, lost, statuses, unfinished, megabytes } = overload;
    found.push(
      `overload: ${whole(offered)}/s offered of ${whole(carried)}/s carried: ${whole(accepted)} accepted, ${lost} of them lost; answers ${JSON.stringify(statuses)}, ${overload.refusedWithoutRetryAfter} refusals without Retry-After, ${unfinished} unfinished; memory ${megabytes.before} MB before, ${megabytes.most} MB at most, ${megabytes.after} MB after`,
    );
  }
  if (slow !== undefined) {
    const { headers, bodies } = slow;
    found.push(
      `slow senders closed: headers ${headers.closed} of ${headers.count} within ${headers.longest} s, bodies ${bodies.closed} of ${bodies.count} within ${bodies.longest} s`,
    );
  }
  if (timers !== undefined) {
    const { due, seconds, lapsed, ended, cpu } = timers;
    found.push(
      `timers: ${whole(due)} due at once, worked off in ${seconds} s (${whole(due / seconds)}/s): ${whole(lapsed)} deadlines lapsed, ${whole(ended)} silent conversations ended; CPU a timer: server ${cpu.server} µs, Postgres ${cpu.postgres} µs`,
    );
  }
  return found;
}
