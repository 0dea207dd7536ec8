export * from '../../scripts/support/server.ts';
