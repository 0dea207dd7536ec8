import { type Calendar, calendarOf } from '../../src/domain/calendar.ts';

/** The calendar of a company that has been in one time zone all along. */
export const calendarIn = (zone: string): Calendar => calendarOf([{ from: new Date(0), zone }]);
