-- CreateTable
CREATE TABLE "IdentityProvider" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "settings" JSONB NOT NULL,
    "secret" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdentityProvider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "refreshedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderGroup" (
    "id" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "external" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,

    CONSTRAINT "ProviderGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderSignIn" (
    "sessionId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "idToken" TEXT NOT NULL,

    CONSTRAINT "ProviderSignIn_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scopeType" TEXT NOT NULL DEFAULT 'all',
    "scopeId" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "lastAddress" TEXT NOT NULL DEFAULT '',
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PoolCredential" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PoolCredential_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Identity_userId_idx" ON "Identity"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_providerId_subject_key" ON "Identity"("providerId", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_providerId_userId_key" ON "Identity"("providerId", "userId");

-- CreateIndex
CREATE INDEX "ProviderGroup_groupId_idx" ON "ProviderGroup"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "ProviderGroup_providerId_external_groupId_key" ON "ProviderGroup"("providerId", "external", "groupId");

-- CreateIndex
CREATE INDEX "ProviderSignIn_providerId_idx" ON "ProviderSignIn"("providerId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE INDEX "PoolCredential_connectionId_idx" ON "PoolCredential"("connectionId");

-- CreateIndex
CREATE UNIQUE INDEX "PoolCredential_userId_connectionId_key" ON "PoolCredential"("userId", "connectionId");

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "IdentityProvider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProviderGroup" ADD CONSTRAINT "ProviderGroup_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "IdentityProvider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProviderGroup" ADD CONSTRAINT "ProviderGroup_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProviderSignIn" ADD CONSTRAINT "ProviderSignIn_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProviderSignIn" ADD CONSTRAINT "ProviderSignIn_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "IdentityProvider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolCredential" ADD CONSTRAINT "PoolCredential_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolCredential" ADD CONSTRAINT "PoolCredential_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE UNIQUE INDEX "IdentityProvider_name_lower_key" ON "IdentityProvider"(lower("name"));

ALTER TABLE "IdentityProvider" ADD CONSTRAINT "IdentityProvider_kind_check" CHECK ("kind" IN ('ldap', 'openid'));

-- A provider's word about groups ends with it.
CREATE FUNCTION domus_drop_memberships_of_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM "GroupMember" WHERE "source" = OLD.id;
    RETURN NULL;
END $$;

CREATE TRIGGER domus_provider_deleted AFTER DELETE ON "IdentityProvider"
    FOR EACH ROW EXECUTE FUNCTION domus_drop_memberships_of_provider();

-- What is said outside holds for as long as it is assigned here.
CREATE FUNCTION domus_tell_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'provider.changed', 'body', json_build_object('id', COALESCE(NEW.id, OLD.id)))::text);
    RETURN NULL;
END $$;

CREATE TRIGGER domus_provider_changed AFTER INSERT OR UPDATE OR DELETE ON "IdentityProvider"
    FOR EACH ROW EXECUTE FUNCTION domus_tell_provider();

-- A revoked token closes what it has opened, on every process.
CREATE FUNCTION domus_tell_token_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'token.ended', 'body', json_build_object('id', OLD.id))::text);
    RETURN NULL;
END $$;

CREATE TRIGGER domus_token_revoked AFTER UPDATE OF "revokedAt" ON "ApiToken"
    FOR EACH ROW WHEN (OLD."revokedAt" IS NULL AND NEW."revokedAt" IS NOT NULL)
    EXECUTE FUNCTION domus_tell_token_ended();

CREATE TRIGGER domus_token_deleted AFTER DELETE ON "ApiToken"
    FOR EACH ROW WHEN (OLD."revokedAt" IS NULL)
    EXECUTE FUNCTION domus_tell_token_ended();

CREATE FUNCTION domus_tell_tokens_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'token.ended', 'body', json_build_object('id', id))::text)
        FROM "ApiToken" WHERE "userId" = NEW.id AND "revokedAt" IS NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER domus_user_disabled_tokens AFTER UPDATE OF "disabledAt" ON "User"
    FOR EACH ROW WHEN (OLD."disabledAt" IS NULL AND NEW."disabledAt" IS NOT NULL)
    EXECUTE FUNCTION domus_tell_tokens_of_user();

-- Sessions at pools that were opened with a user's own credentials are closed when those change or go.
CREATE FUNCTION domus_tell_pool_credential() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'pool-credential.changed', 'body',
        json_build_object('user', COALESCE(NEW."userId", OLD."userId"), 'connection', COALESCE(NEW."connectionId", OLD."connectionId")))::text);
    RETURN NULL;
END $$;

CREATE TRIGGER domus_pool_credential_changed AFTER INSERT OR UPDATE OR DELETE ON "PoolCredential"
    FOR EACH ROW EXECUTE FUNCTION domus_tell_pool_credential();
