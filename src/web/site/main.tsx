import type { JSX } from 'preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../domain/language.ts';
import { readLanguage } from '../kit/language.ts';
import { setUpChat } from './chat.ts';
import { Page } from './page.tsx';
import { texts } from './texts.ts';

const storageKey = 'site language';

function App({ first }: { readonly first: Language }): JSX.Element {
  const [language, setLanguage] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts[language].title;
    setUpChat(language, texts[language].company);
  }, [language]);
  function choose(chosen: Language): void {
    setLanguage(chosen);
    localStorage.setItem(storageKey, chosen);
  }
  return <Page language={language} onLanguage={choose} />;
}

function preferred(): Language {
  return readLanguage(localStorage.getItem(storageKey)) ?? readLanguage(navigator.language) ?? 'en';
}

const root = document.getElementById('page');
if (root !== null) render(<App first={preferred()} />, root);
