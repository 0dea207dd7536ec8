ALTER TABLE "slack_proposal" DROP COLUMN "claimed_until";--> statement-breakpoint
ALTER TABLE "slack_proposal" DROP COLUMN "claimed_by";