export * from '../../scripts/support/port.ts';
