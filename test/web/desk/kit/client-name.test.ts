import { expect, test } from 'vitest';
import { clientName } from '../../../../src/web/desk/kit/client-name.ts';
import { translateIn } from '../../../../src/web/desk/kit/words.ts';

test('a client who has not said a name is called something', () => {
  const names = ['', ' ', 'Угол'].map((name) => clientName(translateIn('en'), { name }));
  expect(names).toEqual(['Somebody new', 'Somebody new', 'Угол']);
});
