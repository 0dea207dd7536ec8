import type { Cell } from '../domain/reports/cube.ts';
import type { FactKind } from '../domain/reports/fact.ts';
import { addTo, type Sketch } from '../domain/reports/sketch.ts';

/** What cells come to together: counts add up, and so do sketches. */
export class Sum {
  done = 0;
  open = 0;
  waived = 0;
  unanswered = 0;
  ok = 0;
  workingSum = 0;
  calendarSum = 0;
  valueSum = 0;
  readonly working: Sketch = new Map();
  readonly calendar: Sketch = new Map();
  readonly values: Sketch = new Map();

  add(cell: Cell): void {
    this.done += cell.done;
    this.open += cell.open;
    this.waived += cell.waived;
    this.unanswered += cell.unanswered;
    this.ok += cell.ok;
    this.workingSum += Number(cell.workingSum);
    this.calendarSum += Number(cell.calendarSum);
    this.valueSum += Number(cell.valueSum);
    addTo(this.working, cell.working);
    addTo(this.calendar, cell.calendar);
    addTo(this.values, cell.values);
  }
}

const none = new Sum();

/** Sums of a row by kind, and of a kind by rule. */
export class Sums {
  private readonly sums = new Map<string, Sum>();

  add(cell: Cell): void {
    this.of(cell.kind).add(cell);
    if (cell.rule !== '') this.of(`${cell.kind} ${cell.rule}`).add(cell);
  }

  /** `rule`: only what has it. */
  get(kind: FactKind, rule?: string): Sum {
    return this.sums.get(rule === undefined ? kind : `${kind} ${rule}`) ?? none;
  }

  private of(key: string): Sum {
    const known = this.sums.get(key) ?? new Sum();
    this.sums.set(key, known);
    return known;
  }
}
