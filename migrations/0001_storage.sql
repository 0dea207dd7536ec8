-- Rows that change with every message: room on their pages keeps an update on the page, and off the indexes.
ALTER TABLE "conversation" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "window" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "specialist_load" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "outbox" SET (fillfactor = 80);
