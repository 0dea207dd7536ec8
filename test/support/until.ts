export * from '../../scripts/support/until.ts';
