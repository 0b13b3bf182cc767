-- DropIndex
DROP INDEX "AuditEntry_action_at_idx";

-- DropIndex
DROP INDEX "AuditEntry_at_idx";

-- DropIndex
DROP INDEX "AuditEntry_objectUuid_at_idx";

-- DropIndex
DROP INDEX "AuditEntry_result_idx";

-- DropIndex
DROP INDEX "AuditEntry_userName_at_idx";

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "changes" JSONB,
ADD COLUMN     "poolUser" TEXT,
ADD COLUMN     "tokenName" TEXT,
ALTER COLUMN "id" DROP DEFAULT,
ALTER COLUMN "at" DROP DEFAULT;
DROP SEQUENCE "AuditEntry_id_seq";

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "deed" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditCheckpoint" (
    "seq" BIGINT NOT NULL,
    "mac" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "AuditCheckpoint_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "AuditEvent_deed_seq_idx" ON "AuditEvent"("deed", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_at_id_idx" ON "AuditEntry"("at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_userName_at_id_idx" ON "AuditEntry"("userName", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_objectUuid_at_id_idx" ON "AuditEntry"("objectUuid", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_poolId_at_id_idx" ON "AuditEntry"("poolId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_action_at_id_idx" ON "AuditEntry"("action", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_result_at_id_idx" ON "AuditEntry"("result", "at", "id");

-- The log is read from AuditEntry, which only these functions write: a trigger on AuditEvent makes it from the rows that
-- are added there. They run with the rights of the owner, since the role that Domus runs as has none here but to add.
CREATE FUNCTION domus_audit_project() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told jsonb := NEW.body::jsonb;
    through bigint;
BEGIN
    IF NEW.kind IN ('begin', 'note', 'prune') THEN
        INSERT INTO "AuditEntry"
            SELECT made.* FROM jsonb_populate_record(NULL::"AuditEntry", told || jsonb_build_object('id', NEW.seq)) AS made;
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

CREATE TRIGGER domus_audit_projected AFTER INSERT ON "AuditEvent"
    FOR EACH ROW EXECUTE FUNCTION domus_audit_project();

-- Refused, whoever asks. What the trigger above does is one level deeper.
CREATE FUNCTION domus_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_LEVEL = 'ROW' AND TG_TABLE_NAME <> 'AuditCheckpoint' AND NOT (TG_TABLE_NAME = 'AuditEvent' AND TG_OP = 'UPDATE')
        AND pg_trigger_depth() > 1 THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'The audit log is not changed: % of "%" refused.', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION domus_audit_head_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR NEW.id <> OLD.id OR NEW.seq <= OLD.seq THEN
        RAISE EXCEPTION 'The audit log only grows: % of "%" refused.', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER domus_audit_kept BEFORE UPDATE OR DELETE ON "AuditEvent"
    FOR EACH ROW EXECUTE FUNCTION domus_audit_refuse();
CREATE TRIGGER domus_audit_whole BEFORE TRUNCATE ON "AuditEvent"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_audit_refuse();
CREATE TRIGGER domus_audit_kept BEFORE INSERT OR UPDATE OR DELETE ON "AuditEntry"
    FOR EACH ROW EXECUTE FUNCTION domus_audit_refuse();
CREATE TRIGGER domus_audit_whole BEFORE TRUNCATE ON "AuditEntry"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_audit_refuse();
CREATE TRIGGER domus_audit_kept BEFORE UPDATE OR DELETE ON "AuditCheckpoint"
    FOR EACH ROW EXECUTE FUNCTION domus_audit_refuse();
CREATE TRIGGER domus_audit_whole BEFORE TRUNCATE ON "AuditCheckpoint"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_audit_refuse();
CREATE TRIGGER domus_audit_kept BEFORE UPDATE OR DELETE ON "AuditHead"
    FOR EACH ROW EXECUTE FUNCTION domus_audit_head_rises();
CREATE TRIGGER domus_audit_whole BEFORE TRUNCATE ON "AuditHead"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_audit_head_rises();

-- Names of machines, addresses, uuids and codes are looked for by words and how words begin, in no language: everything
-- between blanks and ASCII punctuation is a word. PostgreSQL's own parser takes "web-03" or a path for something else.
CREATE FUNCTION domus_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
    SELECT array_to_tsvector(ARRAY(
        SELECT DISTINCT left(word, 64) FROM regexp_split_to_table(lower(left($1, 20000)), '[\s!-/:-@\[-`{-~]+') AS word WHERE word <> ''
    ))
$$;

-- The very expression that server/audit/read.ts asks by.
CREATE INDEX "AuditEntry_words_idx" ON "AuditEntry" USING gin (domus_words(
    "userName" || ' ' || "address" || ' ' || "action" || ' ' || "sentence" || ' ' || COALESCE("poolName", '') || ' ' ||
    COALESCE("objectName", '') || ' ' || COALESCE("objectUuid", '') || ' ' || COALESCE("errorCode", '') || ' ' ||
    COALESCE("errorText", '') || ' ' || COALESCE("params"::text, '') || ' ' || COALESCE("changes"::text, '')
));
