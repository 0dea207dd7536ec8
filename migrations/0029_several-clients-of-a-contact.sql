DROP INDEX "contact_client_current";--> statement-breakpoint
ALTER TABLE "invite" ADD COLUMN "client_id" uuid;--> statement-breakpoint
ALTER TABLE "window" ADD COLUMN "chosen_client_id" uuid;--> statement-breakpoint
CREATE INDEX "contact_client_contact" ON "contact_client" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_client_current" ON "contact_client" USING btree ("contact_id","client_id") WHERE until is null;