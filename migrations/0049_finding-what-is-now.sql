CREATE INDEX "task_meeting" ON "task" USING btree ("starts_at") WHERE kind = 'meeting';--> statement-breakpoint
CREATE INDEX "outbox_dead" ON "outbox" USING btree ("done_at") WHERE status = 'dead';--> statement-breakpoint
CREATE INDEX "turn_hold_promise" ON "turn_hold" USING btree ("due") WHERE kind = 'promise';