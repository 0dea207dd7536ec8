import { describe, expect, it } from 'vitest';
import { formFrom, weekOf } from '../../../../src/web/desk/people/hours.ts';

const form = { 'mon-thu': ['09:00-13:00', '14:00-18:00'], fri: ['22:00-06:00'] };

describe('hours as lines', () => {
  it('show every day for itself', () => {
    expect(weekOf(form)).toEqual({
      mon: '09:00-13:00, 14:00-18:00',
      tue: '09:00-13:00, 14:00-18:00',
      wed: '09:00-13:00, 14:00-18:00',
      thu: '09:00-13:00, 14:00-18:00',
      fri: '22:00-06:00',
      sat: '',
      sun: '',
    });
  });

  it('come back as they were', () => {
    expect(formFrom(weekOf(form))).toEqual({ hours: form, mistake: null });
  });

  it('name the day and the words that are not clear', () => {
    expect(formFrom({ ...weekOf(form), sat: '9 to 5' }).mistake).toEqual({ type: 'bad', day: 'sat', shift: '9 to 5' });
  });

  it('name the day whose shifts overlap', () => {
    expect(formFrom({ ...weekOf(form), sun: '09:00-13:00, 12:00-18:00' }).mistake).toEqual({ type: 'overlap', day: 'sun' });
  });
});
