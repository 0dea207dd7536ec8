DROP INDEX "announcement_delivery_due";--> statement-breakpoint
CREATE INDEX "announcement_delivery_failed" ON "announcement_delivery" USING btree ("endpoint_id") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "announcement_delivery_due" ON "announcement_delivery" USING btree ("endpoint_id","due_at") WHERE status in ('waiting', 'leased');