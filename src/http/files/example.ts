import type { File } from '../desk/work/contract.ts';

/** What the OpenAPI document shows. */
export const exampleFile: File = {
  id: '0195d3a0-7c1e-7000-8000-00000000000f',
  name: 'Invoice 42.pdf',
  mediaType: 'application/pdf',
  size: 48_213,
  url: '/files/0195d3a0-7c1e-7000-8000-00000000000f/Invoice%2042.pdf?exp=1772443800&sig=c2lnbmF0dXJl',
};
