export * from '../../scripts/support/temporary.ts';
