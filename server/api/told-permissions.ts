import type { Access } from '@/server/access/engine/access'
import type { Permission } from '@/server/catalogue/permissions'
import type { ObjectId } from '@/server/inventory/rows'
import type { LiveMay } from '@/server/inventory/views'

/** What a tab has been told its person may do: once over everything, and of rows where it is not the same everywhere. */
export class ToldPermissions {
  private everywhere = false
  private readonly told = new Map<ObjectId, ReadonlySet<Permission>>()
  private news = new Map<ObjectId, ReadonlySet<Permission>>()

  constructor(private readonly access: Access) {}

  forget(): void {
    this.everywhere = false
    this.told.clear()
    this.news.clear()
  }

  drop(id: ObjectId): void {
    this.told.delete(id)
    this.news.delete(id)
  }

  /** The tab has this row, or is about to. */
  look(id: ObjectId): void {
    if (this.access.isEven) return
    const held = this.access.on({ id })
    if (this.told.get(id) === held) return
    this.told.set(id, held)
    this.news.set(id, held)
  }

  /** What is new since the last call; null: nothing. */
  take(): LiveMay | null {
    if (this.everywhere && this.news.size === 0) return null
    this.everywhere = true
    const at = new Map<ReadonlySet<Permission>, number>()
    const of: Record<ObjectId, number> = {}
    for (const [id, held] of this.news) {
      const index = at.get(held) ?? at.size
      at.set(held, index)
      of[id] = index
    }
    this.news = new Map()
    return {
      everywhere: [...this.access.everywhere],
      sets: [...at.keys()].map(held => [...held]),
      of,
    }
  }
}
