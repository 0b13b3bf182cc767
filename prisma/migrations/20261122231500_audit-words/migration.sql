-- What a line is searched by is kept with it: computed anew for each line that is looked at, common words took seconds.
-- The words of an object's name stand twice, once marked, for whoever asks for the object alone. PostgreSQL lets nobody
-- write a generated column.
CREATE FUNCTION domus_words(text, mark text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
    SELECT array_to_tsvector(ARRAY(
        SELECT DISTINCT mark || left(word, 64) FROM regexp_split_to_table(lower(left($1, 20000)), '[\s!-/:-@\[-`{-~]+') AS word WHERE word <> ''
    ))
$$;

DROP INDEX "AuditEntry_words_idx";

ALTER TABLE "AuditEntry" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
    domus_words(
        "userName" || ' ' || "address" || ' ' || "action" || ' ' || "sentence" || ' ' || COALESCE("poolName", '') || ' ' ||
        COALESCE("objectName", '') || ' ' || COALESCE("objectUuid", '') || ' ' || COALESCE("errorCode", '') || ' ' ||
        COALESCE("errorText", '') || ' ' || COALESCE("params"::text, '') || ' ' || COALESCE("changes"::text, ''),
        ''
    ) || domus_words(COALESCE("objectName", ''), '=')
) STORED;

DROP FUNCTION domus_words(text);

CREATE INDEX "AuditEntry_words_idx" ON "AuditEntry" USING gin ("words");

-- As before, with the columns named: a generated one is not given.
CREATE OR REPLACE FUNCTION domus_audit_project() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told jsonb := NEW.body::jsonb;
    through bigint;
BEGIN
    IF NEW.kind IN ('begin', 'note', 'prune') THEN
        INSERT INTO "AuditEntry" (
            "id", "at", "userId", "userName", "sessionId", "tokenName", "address", "action", "sentence",
            "poolId", "poolName", "objectClass", "objectUuid", "objectRef", "objectName", "params", "changes",
            "result", "finishedAt", "durationMs", "errorCode", "errorParams", "errorText",
            "task", "taskUuid", "poolUser", "process"
        )
        SELECT NEW.seq, made."at", made."userId", made."userName", made."sessionId", made."tokenName", made."address",
            made."action", made."sentence", made."poolId", made."poolName", made."objectClass", made."objectUuid",
            made."objectRef", made."objectName", made."params", made."changes", made."result", made."finishedAt",
            made."durationMs", made."errorCode", made."errorParams", made."errorText", made."task", made."taskUuid",
            made."poolUser", made."process"
        FROM jsonb_populate_record(NULL::"AuditEntry", told) AS made;
    ELSIF NEW.kind IN ('task', 'outcome') THEN
        UPDATE "AuditEntry" AS entry SET
            "poolId" = made."poolId", "poolName" = made."poolName",
            "objectClass" = made."objectClass", "objectUuid" = made."objectUuid",
            "objectRef" = made."objectRef", "objectName" = made."objectName",
            "changes" = made."changes", "result" = made."result",
            "finishedAt" = made."finishedAt", "durationMs" = made."durationMs",
            "errorCode" = made."errorCode", "errorParams" = made."errorParams", "errorText" = made."errorText",
            "task" = made."task", "taskUuid" = made."taskUuid", "poolUser" = made."poolUser"
        FROM "AuditEntry" AS known, LATERAL jsonb_populate_record(known, told) AS made
        WHERE known.id = NEW.deed AND entry.id = known.id;
    END IF;
    IF NEW.kind = 'prune' THEN
        through := (told -> 'params' ->> 'through')::bigint;
        IF NOT EXISTS (SELECT 1 FROM "AuditCheckpoint" WHERE seq = through) THEN
            RAISE EXCEPTION 'The audit log is cut only at a checkpoint.';
        END IF;
        IF EXISTS (SELECT 1 FROM "AuditEntry" WHERE id <= through AND (result = 'started' OR at > now() - interval '1 day')) THEN
            RAISE EXCEPTION 'The audit log keeps what is recent and what is not over.';
        END IF;
        DELETE FROM "AuditEntry" WHERE id <= through;
        DELETE FROM "AuditEvent" WHERE seq <= through;
    END IF;
    RETURN NULL;
END $$;

-- Takes its turn in the line of writers, and tells what the next row has to know: the last row, and the deeds that are
-- gone on with. One journey for what would be three, and the lock is held the shorter.
CREATE FUNCTION domus_audit_turn(lock bigint, deeds bigint[], OUT seq bigint, OUT mac bytea, OUT begun jsonb) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(lock);
    SELECT event.seq, event.mac INTO seq, mac FROM "AuditEvent" AS event ORDER BY event.seq DESC LIMIT 1;
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', entry.id::text, 'at', entry.at, 'result', entry.result)), '[]')
        INTO begun FROM "AuditEntry" AS entry WHERE entry.id = ANY(deeds);
END $$;
