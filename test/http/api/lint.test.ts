import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import { publicApi } from './document.ts';

it('the whole document passes the linter', async () => {
  // The addresses of pages end with a slash where browsers expect a folder.
  const config = await createConfig({ extends: ['recommended'], rules: { 'no-path-trailing-slash': 'off' } });
  const source = JSON.stringify(await publicApi());
  const found = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  const errors = found.filter((each) => each.severity === 'error');
  expect(errors.map((each) => `${each.ruleId} ${each.location[0]?.pointer}: ${each.message}`)).toEqual([]);
});
