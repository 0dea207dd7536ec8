import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { identifyInChat } from './chat.ts';
import type { Texts } from './texts.ts';

interface Person {
  readonly as: string;
  readonly name: string;
  readonly client: string;
}

const storageKey = 'site login';

async function read<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(path);
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}

/** Lets one see the chat as a client of the company does; shows nothing where the desk does not serve the demo company. */
export function Login({ t }: { readonly t: Texts }): JSX.Element | null {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [as, setAs] = useState('');

  async function logIn(wanted: string): Promise<void> {
    setAs(wanted);
    sessionStorage.setItem(storageKey, wanted);
    const found = wanted === '' ? null : await read<{ identity: string }>(`/demo/login?as=${encodeURIComponent(wanted)}`);
    identifyInChat(found?.identity ?? null);
  }

  useEffect(() => {
    void read<{ clients: Person[] }>('/demo/clients').then((found) => {
      const clients = found?.clients ?? [];
      setPeople(clients);
      const before = sessionStorage.getItem(storageKey) ?? '';
      if (clients.some((each) => each.as === before)) void logIn(before);
    });
  }, []);

  if (people.length === 0) return null;
  return (
    <label class="login">
      <span>{t.login}</span>
      <select value={as} onChange={(event) => void logIn(event.currentTarget.value)}>
        <option value="">{t.loginNobody}</option>
        {people.map((each) => (
          <option key={each.as} value={each.as}>
            {each.client === each.name ? each.name : `${each.name}, ${each.client}`}
          </option>
        ))}
      </select>
    </label>
  );
}
