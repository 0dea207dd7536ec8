import type { Dimension, ReportKey } from '../../../reports/report.ts';
import type { ReportPageKey } from '../../../texts/report-pages.ts';
import type { PageName } from '../frame/address.ts';

/** What one chart shows: lines, or bars of how many. */
export interface ChartPlan {
  readonly title: ReportPageKey;
  readonly look: 'lines' | 'bars';
  /** keys of columns of one unit */
  readonly series: readonly string[];
}

/** Numbers that belong together: a card above, and one choice of what is drawn and listed below. */
export interface Group {
  readonly name: string;
  readonly title: ReportPageKey;
  /** stands large */
  readonly lead: string;
  /** said on the card where the large one is not known: what to do */
  readonly unknown?: ReportPageKey;
  /** below it on the card */
  readonly beside: readonly string[];
  /** of the table */
  readonly columns: readonly string[];
  readonly charts: readonly ChartPlan[];
  /** what the table of hours and weekdays can show; empty: there is none */
  readonly heat: readonly string[];
}

/** How a report is shown: which of its numbers where. Everything else comes from what it answers. */
export interface ReportPlan {
  readonly report: ReportKey;
  readonly page: PageName;
  readonly title: ReportPageKey;
  readonly groups: readonly Group[];
  /** by what its table is made where the address does not say; of one's own numbers */
  readonly usual: readonly Dimension[];
  readonly usualOwn: readonly Dimension[];
  /** the number all of whose evidence the page lists below; absent: none */
  readonly list?: string;
  /** what else the page has stands above charts and table, being what one comes for */
  readonly isFurtherFirst?: true;
  /** what it can be narrowed to */
  readonly filters: readonly ('department' | 'specialist' | 'channel' | 'size' | 'topic' | 'rule')[];
}
