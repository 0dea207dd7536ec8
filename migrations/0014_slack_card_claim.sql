ALTER TABLE "slack_thread" ADD COLUMN "claimed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "slack_thread" ADD COLUMN "shown_at" timestamp (3) with time zone;