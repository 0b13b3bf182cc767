-- CreateTable
CREATE TABLE "Role" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "permissions" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "Role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" TEXT NOT NULL,
    "userId" TEXT,
    "groupId" TEXT,
    "role" TEXT,
    "roleId" TEXT,
    "scopeKind" TEXT NOT NULL,
    "scopeRef" TEXT NOT NULL DEFAULT '',
    "mayDelegate" BOOLEAN NOT NULL DEFAULT false,
    "expiresAt" TIMESTAMPTZ(3),
    "parentId" TEXT,
    "givenById" TEXT,
    "givenByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "maxVms" INTEGER,
    "maxVcpus" INTEGER,
    "maxMemory" BIGINT,
    "maxDisk" BIGINT,
    "maxSnapshots" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectObject" (
    "object" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProjectObject_pkey" PRIMARY KEY ("object")
);

-- CreateTable
CREATE TABLE "ProjectAllowed" (
    "projectId" TEXT NOT NULL,
    "object" TEXT NOT NULL,

    CONSTRAINT "ProjectAllowed_pkey" PRIMARY KEY ("projectId","object")
);

-- CreateTable
CREATE TABLE "Reservation" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "vms" INTEGER NOT NULL DEFAULT 0,
    "vcpus" INTEGER NOT NULL DEFAULT 0,
    "memory" BIGINT NOT NULL DEFAULT 0,
    "disk" BIGINT NOT NULL DEFAULT 0,
    "snapshots" INTEGER NOT NULL DEFAULT 0,
    "line" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessRequest" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "permission" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "objectClass" TEXT NOT NULL,
    "objectName" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredBy" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "grantId" TEXT,

    CONSTRAINT "AccessRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Role_name_key" ON "Role"("name");

-- CreateIndex
CREATE INDEX "Grant_userId_idx" ON "Grant"("userId");

-- CreateIndex
CREATE INDEX "Grant_groupId_idx" ON "Grant"("groupId");

-- CreateIndex
CREATE INDEX "Grant_parentId_idx" ON "Grant"("parentId");

-- CreateIndex
CREATE INDEX "Grant_givenById_idx" ON "Grant"("givenById");

-- CreateIndex
CREATE INDEX "Grant_roleId_idx" ON "Grant"("roleId");

-- CreateIndex
CREATE INDEX "Grant_scopeKind_scopeRef_idx" ON "Grant"("scopeKind", "scopeRef");

-- CreateIndex
CREATE UNIQUE INDEX "Project_name_key" ON "Project"("name");

-- CreateIndex
CREATE INDEX "ProjectObject_projectId_idx" ON "ProjectObject"("projectId");

-- CreateIndex
CREATE INDEX "Reservation_projectId_idx" ON "Reservation"("projectId");

-- CreateIndex
CREATE INDEX "AccessRequest_userId_idx" ON "AccessRequest"("userId");

-- CreateIndex
CREATE INDEX "AccessRequest_outcome_idx" ON "AccessRequest"("outcome");

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_givenById_fkey" FOREIGN KEY ("givenById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectObject" ADD CONSTRAINT "ProjectObject_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectAllowed" ADD CONSTRAINT "ProjectAllowed_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reservation" ADD CONSTRAINT "Reservation_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Names that differ in case alone are one name, whoever writes them.
CREATE UNIQUE INDEX "Role_name_lower_key" ON "Role"(lower("name"));
CREATE UNIQUE INDEX "Project_name_lower_key" ON "Project"(lower("name"));

ALTER TABLE "Grant" ADD CONSTRAINT "Grant_one_principal_check" CHECK (num_nonnulls("userId", "groupId") = 1);
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_one_role_check" CHECK (num_nonnulls("role", "roleId") = 1);
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_scope_check" CHECK (
    "scopeKind" IN ('everything', 'pool', 'host', 'folder', 'tag', 'vapp', 'object', 'project')
    AND ("scopeKind" = 'everything') = ("scopeRef" = '')
);
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_not_itself_check" CHECK ("parentId" <> "id");
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_outcome_check" CHECK ("outcome" IN ('granted', 'refused'));

-- Until now a user had one role that held everywhere. Whoever was pool-admin was the administrator of Domus itself.
INSERT INTO "Grant" ("id", "userId", "role", "scopeKind", "scopeRef", "mayDelegate", "givenByName")
    SELECT gen_random_uuid()::text, "id", CASE "role" WHEN 'pool-admin' THEN 'owner' ELSE "role" END, 'everything', '', "role" = 'pool-admin', 'Domus'
    FROM "User" WHERE "role" <> '';
ALTER TABLE "User" DROP COLUMN "role";

-- What anybody may do is made of these: every process hears of a change and reads them anew.
CREATE FUNCTION domus_tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', '{"topic":"access.changed","body":{}}');
    RETURN NULL;
END $$;

CREATE TRIGGER domus_grant_changed AFTER INSERT OR UPDATE OR DELETE ON "Grant"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_tell_access();
CREATE TRIGGER domus_role_changed AFTER UPDATE OR DELETE ON "Role"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_tell_access();
CREATE TRIGGER domus_project_object_changed AFTER INSERT OR UPDATE OR DELETE ON "ProjectObject"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_tell_access();
