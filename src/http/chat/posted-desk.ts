import type { DepartmentKey } from '../../domain/department.ts';
import type { Language } from '../../domain/language.ts';
import type { Deps } from '../../engine/deps.ts';
import type { ChatState } from './protocol.ts';

/** What the client may count on (R14): how soon the department answers, and when somebody is there. */
export function postedDesk({ company, now }: Deps, key: DepartmentKey, language: Language): ChatState['desk'] {
  const { departments, policy } = company();
  const department = departments.find((each) => each.key === key);
  const { firstMinutes, laterMinutes } = policy.data.reaction;
  const at = now();
  const opening = department === undefined ? at : department.workingTime.nextOpening(at);
  const openNow = opening?.getTime() === at.getTime();
  return {
    name: department?.name[language] ?? '',
    standard: { minutes: firstMinutes[key] ?? laterMinutes },
    openNow,
    opensAt: openNow || opening === null ? null : opening.toISOString(),
  };
}
