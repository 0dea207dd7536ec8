import type { Browser } from 'playwright-core';
import { type Server, startServer } from '../../scripts/support/server.ts';
import { until } from '../../scripts/support/until.ts';
import { launchChromium } from '../support/chromium.ts';
import { linkOf, type Member, named, newDemo } from '../support/demo.ts';
import { type DeskUser, signIn } from '../support/desk-user.ts';
import { openVisit, type Visit } from '../support/visit.ts';
import { type DeskWalker, walkDesk } from './desk-pages.ts';
import { watchTroubles } from './troubles.ts';

/** The demo company with one stranger served, and somebody of every role at the desk. */
export interface Cast {
  readonly server: Server;
  readonly visitor: Visit;
  readonly conversation: string;
  /** who serves the stranger */
  readonly specialist: DeskWalker;
  /** of the client department */
  readonly head: DeskWalker;
  readonly director: DeskWalker;
  /** the director again, without a browser */
  readonly watching: DeskUser;
  /** what any page did that no page may do */
  troubles(): readonly string[];
  close(): Promise<void>;
}

export async function newCast(): Promise<Cast> {
  const demo = await newDemo('postgres');
  const troubles: string[][] = [];
  let server: Server | null = null;
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    await server?.kill('SIGKILL');
    await demo.place.release();
  };
  const member = (is: (member: Member) => boolean): Member => {
    const found = demo.members.find(is);
    if (found === undefined) throw new Error('nobody like that works here');
    return found;
  };
  try {
    const running = await startServer(demo.place);
    server = running;
    const started = await launchChromium();
    browser = started;
    const walker = async (who: Member): Promise<DeskWalker> => {
      const context = await started.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 860 } });
      context.setDefaultTimeout(15_000);
      troubles.push(watchTroubles(context, running.url));
      return walkDesk(context, linkOf(who, running.url, 'browser'));
    };
    const boss = member((each) => each.role === 'director');
    const watching = await signIn(linkOf(boss, running.url, 'program'));
    const visitor = await openVisit(running.url, 'ru');
    await visitor.answer('myself');
    await visitor.write('Программа просит ключ после оплаты');
    const served = async () => (await watching.list('view=all&status=any')).find((each) => each.specialist !== null);
    const row = await until('somebody has it', served);
    return {
      server: running,
      visitor,
      conversation: row.id,
      specialist: await walker(named(demo.members, row.specialist?.name ?? '')),
      head: await walker(member((each) => each.role === 'head' && each.department === 'client')),
      director: await walker(boss),
      watching,
      troubles: () => troubles.flat(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
