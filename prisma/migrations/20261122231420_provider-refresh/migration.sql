-- AlterTable
ALTER TABLE "Identity" ADD COLUMN     "goneAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "IdentityProvider" ADD COLUMN     "refreshedAt" TIMESTAMPTZ(3),
ADD COLUMN     "trouble" TEXT NOT NULL DEFAULT '';
