import { expect, it } from 'vitest';
import { describeAgainst } from '../../support/describe-against.ts';
import { telegramSpec } from '../../support/telegram-spec.ts';
import { fixture, fixtureNames } from '../fixtures.ts';

describeAgainst(telegramSpec(), 'the recorded updates are as Telegram publishes them', (spec) => {
  it.each(fixtureNames)('%s', (name) => {
    expect(spec.object('Update', fixture(name))).toEqual([]);
  });
});
