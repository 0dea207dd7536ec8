export * from '../../scripts/support/postgres-clone.ts';
