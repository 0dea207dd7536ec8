import { topicsOf } from '../../flows/topics.ts';
import type { Policy } from '../domain/policy.ts';
import type { Topic } from '../domain/topic.ts';

/** Commands of the bot are small letters, digits and low lines, 32 of them at most. */
const commandOfTopic = (key: string): string => key.replaceAll('-', '_').slice(0, 32);

/** What a known client can say they write about, as commands of the bot's menu (R10). */
export function menuCommands(policy: Policy): readonly (Topic & { readonly command: string })[] {
  return topicsOf(policy)
    .filter((each) => each.menu === true)
    .map((each) => ({ ...each, command: commandOfTopic(each.key) }));
}

export function topicOfCommand(policy: Policy, command: string): Topic | undefined {
  return menuCommands(policy).find((each) => each.command === command);
}
