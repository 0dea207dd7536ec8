-- Who resolved, was rated and handed on is counted otherwise: every conversation is folded once more, as the server starts.
UPDATE "report_conversation" SET "events" = -1;
