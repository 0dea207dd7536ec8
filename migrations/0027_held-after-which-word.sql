ALTER TABLE "slack_held" ADD COLUMN "after_seq" bigint;--> statement-breakpoint
UPDATE "slack_thread" SET "outside_seq" = NULL WHERE "outside_seq" < "cleared_seq";
