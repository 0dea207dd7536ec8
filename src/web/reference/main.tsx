import { render } from 'preact';
import type { Language } from '../../domain/language.ts';
import { t } from '../../texts/reference.ts';
import { readLanguage } from '../kit/language.ts';
import type { OpenApi } from './document.ts';
import { Page } from './page.tsx';

const language: Language = readLanguage(navigator.language) ?? 'en';

async function read(): Promise<OpenApi> {
  const response = await fetch('/openapi.json');
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as OpenApi;
}

async function show(root: HTMLElement): Promise<void> {
  document.documentElement.lang = language;
  document.title = t(language, 'title');
  try {
    render(<Page document={await read()} language={language} />, root);
    // What an address points to is there only now.
    if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch {
    render(
      <main>
        <p role="alert">{t(language, 'failed')}</p>
      </main>,
      root,
    );
  }
}

const root = document.getElementById('page');
if (root !== null) void show(root);
