ALTER TABLE "attachment" ADD COLUMN "uploaded_by" text;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "stored_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "claimed_by" text;--> statement-breakpoint
CREATE INDEX "contact_email" ON "contact" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "contact_phone" ON "contact" USING btree (right(regexp_replace("phone", '\D', '', 'g'), 10));--> statement-breakpoint
CREATE INDEX "attachment_unused" ON "attachment" USING btree ("created_at") WHERE seq is null;--> statement-breakpoint
CREATE INDEX "attachment_message" ON "attachment" USING btree ("window_id","seq");--> statement-breakpoint
CREATE INDEX "message_received" ON "message" USING brin ("received_at");