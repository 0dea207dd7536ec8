import type { named } from '../names.ts';
import type { message } from '../schema.ts';

/** A message's words for a list: somebody else's, passed on, are shown as theirs. */
export function shownText(m: ReturnType<typeof named<typeof message>>): string {
  const forwarded = `${m.body}->'forwarded'`;
  return `case when ${forwarded} is null then ${m.body}->>'text'
    else '↪ ' || concat_ws(': ', nullif(${forwarded}->>'name', ''), ${m.body}->>'text') end`;
}
