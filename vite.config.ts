import type { UserConfig } from 'vite';

/** What every part of src/web shares; scripts/build-web.ts adds where each comes from and goes to. */
export default {
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['chrome111', 'firefox114', 'safari16.4'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    emptyOutDir: true,
  },
} satisfies UserConfig & { configFile: false };
