ALTER TABLE "file_fetch" ADD COLUMN "leased_by" uuid;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "charged" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "uploaded_from" text;--> statement-breakpoint
ALTER TABLE "slack_thread" ADD COLUMN "claimed_by" uuid;--> statement-breakpoint
CREATE INDEX "attachment_sender" ON "attachment" USING btree ("uploaded_by","created_at") WHERE uploaded_by is not null;--> statement-breakpoint
CREATE INDEX "attachment_from" ON "attachment" USING btree ("uploaded_from","created_at") WHERE uploaded_from is not null;