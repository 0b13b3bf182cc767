-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "process" INTEGER;

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "keyCheck" TEXT NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- What one process changes the others have to hear of. The database itself says so, in the transaction of the change:
-- whoever makes it, nobody can forget to, and a process that dies right after it has told all the same. Listeners
-- get ids only and read the rows. See server/db/notices.ts.
CREATE FUNCTION domus_tell_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'session.ended', 'body', json_build_object('id', OLD.id))::text);
    RETURN NULL;
END $$;

CREATE TRIGGER domus_session_revoked AFTER UPDATE OF "revokedAt" ON "Session"
    FOR EACH ROW WHEN (OLD."revokedAt" IS NULL AND NEW."revokedAt" IS NOT NULL)
    EXECUTE FUNCTION domus_tell_session_ended();

CREATE TRIGGER domus_session_deleted AFTER DELETE ON "Session"
    FOR EACH ROW WHEN (OLD."revokedAt" IS NULL)
    EXECUTE FUNCTION domus_tell_session_ended();

CREATE FUNCTION domus_tell_user_disabled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'session.ended', 'body', json_build_object('id', id))::text)
        FROM "Session" WHERE "userId" = NEW.id AND "revokedAt" IS NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER domus_user_disabled AFTER UPDATE OF "disabledAt" ON "User"
    FOR EACH ROW WHEN (OLD."disabledAt" IS NULL AND NEW."disabledAt" IS NOT NULL)
    EXECUTE FUNCTION domus_tell_user_disabled();

CREATE FUNCTION domus_tell_connection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'connection.changed', 'body', json_build_object('id', COALESCE(NEW.id, OLD.id)))::text);
    RETURN NULL;
END $$;

CREATE TRIGGER domus_connection_made_or_gone AFTER INSERT OR DELETE ON "Connection"
    FOR EACH ROW EXECUTE FUNCTION domus_tell_connection();

-- Names and members are noted at each sign-in: they are no reason to sign in anew.
CREATE TRIGGER domus_connection_changed AFTER UPDATE OF "address", "username", "secret", "pins" ON "Connection"
    FOR EACH ROW WHEN ((OLD."address", OLD."username", OLD."secret", OLD."pins") IS DISTINCT FROM (NEW."address", NEW."username", NEW."secret", NEW."pins"))
    EXECUTE FUNCTION domus_tell_connection();

CREATE FUNCTION domus_tell_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'audit.changed', 'body', json_build_object('id', NEW.id::text))::text);
    RETURN NULL;
END $$;

CREATE TRIGGER domus_audit_begun AFTER INSERT ON "AuditEntry"
    FOR EACH ROW WHEN (NEW.result = 'started')
    EXECUTE FUNCTION domus_tell_audit();

CREATE TRIGGER domus_audit_changed AFTER UPDATE OF "result", "task" ON "AuditEntry"
    FOR EACH ROW EXECUTE FUNCTION domus_tell_audit();
