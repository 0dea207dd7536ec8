import type { JSX } from 'preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../domain/language.ts';
import { speakInChat } from './chat.ts';
import { Page } from './page.tsx';
import { texts } from './texts.ts';

const storageKey = 'site language';

function App({ first }: { readonly first: Language }): JSX.Element {
  const [language, setLanguage] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts[language].title;
    speakInChat(language, texts[language].company);
  }, [language]);
  function choose(chosen: Language): void {
    setLanguage(chosen);
    localStorage.setItem(storageKey, chosen);
  }
  return <Page language={language} onLanguage={choose} />;
}

function preferred(): Language {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'ru' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

const place = document.getElementById('page');
if (place !== null) render(<App first={preferred()} />, place);
