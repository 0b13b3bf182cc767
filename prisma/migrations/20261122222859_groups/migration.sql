-- AlterTable
ALTER TABLE "User" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'person',
ALTER COLUMN "passwordHash" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Group" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "id" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "userId" TEXT,
    "memberGroupId" TEXT,
    "source" TEXT NOT NULL DEFAULT 'domus',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Group_name_key" ON "Group"("name");

-- CreateIndex
CREATE INDEX "GroupMember_userId_idx" ON "GroupMember"("userId");

-- CreateIndex
CREATE INDEX "GroupMember_memberGroupId_idx" ON "GroupMember"("memberGroupId");

-- CreateIndex
CREATE UNIQUE INDEX "GroupMember_groupId_userId_source_key" ON "GroupMember"("groupId", "userId", "source");

-- CreateIndex
CREATE UNIQUE INDEX "GroupMember_groupId_memberGroupId_source_key" ON "GroupMember"("groupId", "memberGroupId", "source");

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_memberGroupId_fkey" FOREIGN KEY ("memberGroupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Names that differ in case alone are one name, whoever writes them.
CREATE UNIQUE INDEX "User_username_lower_key" ON "User"(lower("username"));
CREATE UNIQUE INDEX "Group_name_lower_key" ON "Group"(lower("name"));

ALTER TABLE "User" ADD CONSTRAINT "User_kind_check" CHECK ("kind" IN ('person', 'service'));
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_one_member_check" CHECK (num_nonnulls("userId", "memberGroupId") = 1);
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_not_itself_check" CHECK ("memberGroupId" <> "groupId");

-- Who is in a group decides what they may do: every process hears of a change, whoever makes it.
CREATE FUNCTION domus_tell_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', json_build_object('topic', 'membership.changed', 'body', json_build_object('group', COALESCE(NEW."groupId", OLD."groupId")))::text);
    RETURN NULL;
END $$;

CREATE TRIGGER domus_membership_changed AFTER INSERT OR UPDATE OR DELETE ON "GroupMember"
    FOR EACH ROW EXECUTE FUNCTION domus_tell_membership();
