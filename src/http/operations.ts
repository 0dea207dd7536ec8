import { adminOperations } from './admin/operations.ts';
import { apiOperations } from './api/operations.ts';
import { chatOperations } from './chat/operations.ts';
import { deskOperations } from './desk/operations.ts';
import { fileOperations } from './files/serve.ts';
import type { AnyOperation } from './operation.ts';
import { demoOperations } from './pages/demo.ts';
import { healthOperations } from './pages/health.ts';
import { slackOperations } from './webhooks/slack.ts';
import { telegramOperations } from './webhooks/telegram.ts';

/** Every route there is, but for the built pages. */
export const operations: readonly AnyOperation[] = [
  ...chatOperations,
  ...deskOperations,
  ...apiOperations,
  ...adminOperations,
  ...fileOperations,
  ...slackOperations,
  ...telegramOperations,
  ...demoOperations,
  ...healthOperations,
];
