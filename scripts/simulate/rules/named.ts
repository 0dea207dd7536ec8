import type { FlowState } from '../../../src/domain/decision.ts';
import type { Explanation } from '../../../src/domain/explanation.ts';
import { hadRoom } from './owners.ts';
import { keyOf, type RuleWatch } from './rule.ts';

/** R5: "your manager contacted me" finds that manager, by name or by the call that is on record. */
export function managerNamed(): RuleWatch {
  return {
    rule: 'R5',
    holds: 'a stranger who names the manager who contacted them, or the call, goes to that one, where they are on hand and not full',
    see(shown, { applied, broken }) {
      const { courses, plan, staff, colleagueOf } = shown;
      for (const { conversationId, departmentId, specialistId, reason, rule, explanation } of plan.assignments) {
        const row = courses.find((each) => each.row.id === conversationId)?.row;
        const lead = row === undefined ? null : staff.company.flow.outline(row.state as FlowState).lead;
        if (lead === null || specialistId === null || keyOf(shown, departmentId) !== 'sales') continue;
        if (!['opened', 'retried'].includes(reason) || rule === 'same-person') continue;
        const passed = new Set((explanation as Explanation).passed.map((each) => each.specialist as string));
        const led = lead.people
          .flatMap((id) => colleagueOf(id) ?? [])
          .filter((each) => hadRoom(each, shown, 'sales') && !passed.has(each.id));
        if (led.length === 0) continue;
        applied();
        if (!lead.people.includes(specialistId)) broken(`${rule}: went to somebody else than the manager who was named`);
      }
    },
  };
}
