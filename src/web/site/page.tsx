import type { JSX } from 'preact';
import { type Language, languages } from '../../domain/language.ts';
import { openChat } from './chat.ts';
import { Login } from './login.tsx';
import { Preview } from './preview.tsx';
import { type Texts, texts } from './texts.ts';

export interface PageProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

export function Page({ language, onLanguage }: PageProps): JSX.Element {
  const t = texts[language];
  return (
    <>
      <header class="top wide">
        <a class="logo" href="/">
          <Sign />
          {t.company}
        </a>
        <nav>
          <a href="#product">{t.product}</a>
          <a href="#pricing">{t.pricing}</a>
        </nav>
        <div class="languages" role="group" aria-label={t.language}>
          {languages.map((each) => (
            <button type="button" key={each} lang={each} aria-pressed={each === language} onClick={() => onLanguage(each)}>
              {each.toUpperCase()}
            </button>
          ))}
        </div>
        <button type="button" class="action quiet" onClick={openChat}>
          {t.ask}
        </button>
      </header>
      <main>
        <section class="hero wide">
          <div>
            <h1>{t.headline}</h1>
            <p class="lead">{t.lead}</p>
            <button type="button" class="action" onClick={openChat}>
              {t.start}
            </button>
            <p class="small">{t.startNote}</p>
          </div>
          <Preview t={t} />
        </section>
        <Features t={t} />
        <Plans t={t} />
        <section class="band wide">
          <h2>{t.bandTitle}</h2>
          <p>{t.bandText}</p>
          <button type="button" class="action light" onClick={openChat}>
            {t.bandAction}
          </button>
        </section>
      </main>
      <footer class="wide">
        <p>{t.demo}</p>
        <Login t={t} />
        <a href="/desk/">{t.desk}</a>
      </footer>
    </>
  );
}

function Features({ t }: { readonly t: Texts }): JSX.Element {
  const all = [
    [t.oneTitle, t.oneText],
    [t.twoTitle, t.twoText],
    [t.threeTitle, t.threeText],
  ];
  return (
    <section class="features wide" id="product">
      {all.map(([title, text], index) => (
        <article key={index}>
          <span class="number" aria-hidden="true">
            {index + 1}
          </span>
          <h2>{title}</h2>
          <p>{text}</p>
        </article>
      ))}
    </section>
  );
}

function Plans({ t }: { readonly t: Texts }): JSX.Element {
  return (
    <section class="plans wide" id="pricing">
      <div class="heading">
        <h2>{t.plansTitle}</h2>
        <p>{t.plansText}</p>
      </div>
      <div class="cards">
        <Plan name={t.soloName} price={t.soloPrice} per={t.perMonth} text={t.soloText} />
        <Plan name={t.teamName} price={t.teamPrice} per={t.perMonth} text={t.teamText} chosen />
        <Plan name={t.companyName} price={t.companyPrice} per={null} text={t.companyText} />
      </div>
    </section>
  );
}

interface PlanProps {
  readonly name: string;
  readonly price: string;
  readonly per: string | null;
  readonly text: string;
  readonly chosen?: boolean;
}

function Plan({ name, price, per, text, chosen = false }: PlanProps): JSX.Element {
  return (
    <article class={chosen ? 'plan chosen' : 'plan'}>
      <h3>{name}</h3>
      <p class="price">
        {price} {per === null ? null : <span>{per}</span>}
      </p>
      <p>{text}</p>
    </article>
  );
}

function Sign(): JSX.Element {
  return (
    <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
      <rect width="32" height="32" rx="9" class="sign-back" />
      <path d="M10 8v11.5a3.5 3.5 0 0 0 3.5 3.5H22" class="sign-line" />
      <circle cx="20.5" cy="12" r="3" class="sign-dot" />
    </svg>
  );
}
