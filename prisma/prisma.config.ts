import { defineConfig } from 'prisma/config'

// No datasource url: migrations are applied by server/db/migrate.ts, through the schema engine in process.
export default defineConfig({ schema: './schema.prisma' })
