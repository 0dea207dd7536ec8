import { until } from '../../scripts/support/until.ts';
import type { Language } from '../../src/domain/language.ts';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { visitorWith } from './visitor.ts';

/** A stranger in the chat, without a browser, who answers what is asked. */
export interface Visit {
  /** taps an option of the question that is open */
  answer(option: string): Promise<void>;
  write(text: string): Promise<void>;
}

export async function openVisit(url: string, language: Language): Promise<Visit> {
  const response = await fetch(`${url}/chat/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language }),
  });
  const session = (await response.json()) as ChatSession;
  const visitor = visitorWith(url, session);
  return {
    answer: async (option) => {
      const question = await until(
        'something is asked',
        async () => (await visitor.history()).findLast((each) => each.question !== undefined)?.question ?? session.opening.question,
      );
      await visitor.post({ choice: { question: question.id, option } });
    },
    write: async (text) => {
      await visitor.post({ text });
    },
  };
}
