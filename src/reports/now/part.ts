import type { Part } from '../../db/reports/now/sight.ts';
import type { Sight } from '../report.ts';

/** What of all that goes on is somebody's to see: their own, their departments', everything. */
export function partOfSight(sight: Sight): Part {
  switch (sight.type) {
    case 'all':
      return { person: null, departments: null };
    case 'departments':
      return { person: null, departments: sight.keys };
    case 'person':
      return { person: sight.id, departments: null };
  }
}
