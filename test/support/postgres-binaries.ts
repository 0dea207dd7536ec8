export * from '../../scripts/support/postgres-binaries.ts';
