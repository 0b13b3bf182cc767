export default function KitPage() {
  return (
    <main className="p-4">
      <h1 className="title-m">Kit</h1>
    </main>
  )
}
