import type { Browser } from 'playwright-core';
import { type Server, startServer } from '../../scripts/support/server.ts';
import type { Language } from '../../src/domain/language.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Kind } from '../support/database.ts';
import { type DemoOptions, linkOf, type Member, newDemo } from '../support/demo.ts';
import { type DeskUser, signIn } from '../support/desk-user.ts';
import { type ChatPage, visit } from './chat-page.ts';
import { type DeskPage, enterDesk } from './desk-page.ts';
import { watchTroubles } from './troubles.ts';

/** The whole of Okno for a journey: a server of the demo company, and a browser for everybody who takes part. */
export interface Stage {
  readonly server: Server;
  readonly members: readonly Member[];
  readonly place: { readonly databaseUrl?: string; readonly dataFolder: string };
  /** the demo site, or the page at `address` */
  visit(language: Language, address?: string): Promise<ChatPage>;
  /** in a browser; everybody can enter once */
  enter(member: Member): Promise<DeskPage>;
  /** without a browser; once, too */
  signIn(member: Member): Promise<DeskUser>;
  /** what any page did that no page may do */
  troubles(): readonly string[];
  close(): Promise<void>;
}

const locales: Readonly<Record<Language, string>> = { ru: 'ru-RU', en: 'en-GB' };

export interface StageOptions extends DemoOptions {
  /** further settings of the server */
  readonly settings?: Readonly<Record<string, string>>;
  /** by which way the server reaches its Postgres */
  readonly reach?: (databaseUrl: string) => Promise<string>;
}

export async function setStage(kind: Kind, { settings = {}, reach, ...options }: StageOptions = {}): Promise<Stage> {
  const { place, members } = await newDemo(kind, options);
  const troubles: string[][] = [];
  let server: Server | null = null;
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    await server?.kill('SIGKILL');
    await place.release();
  };
  try {
    const { databaseUrl } = place;
    const way = reach === undefined || databaseUrl === undefined ? {} : { databaseUrl: await reach(databaseUrl) };
    server = await startServer({ ...place, ...way, settings });
    browser = await launchChromium();
  } catch (error) {
    await close();
    throw error;
  }
  const { url } = server;
  const running = browser;
  const contextFor = async (language: Language) => {
    const context = await running.newContext({ locale: locales[language], viewport: { width: 1280, height: 860 } });
    context.setDefaultTimeout(15_000);
    troubles.push(watchTroubles(context, url));
    return context;
  };
  return {
    server,
    members,
    place,
    visit: async (language, address = `${url}/`) => visit(await contextFor(language), address, language),
    enter: async (member) => enterDesk(await contextFor('ru'), linkOf(member, url, 'browser')),
    signIn: (member) => signIn(linkOf(member, url, 'program')),
    troubles: () => troubles.flat(),
    close,
  };
}
