-- Calls and visits are channels of every company: a specialist writes down what was said.
INSERT INTO "channel_account" ("id", "kind", "external_id")
SELECT gen_random_uuid(), kind, 'default' FROM (VALUES ('call'), ('visit')) AS spoken(kind)
ON CONFLICT DO NOTHING;
