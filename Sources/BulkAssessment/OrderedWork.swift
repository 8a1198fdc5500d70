import Diagnostics

/// Works on items in parallel and hands over the results in the order of the items. Nothing here depends on how many
/// work at once, and memory does not grow with the number of items: those taken and not yet handed over are few.
enum OrderedWork {
    static func run<Item: Sendable, Output: Sendable>(
        jobs: Int, next: () throws(Problems) -> Item?, work: @escaping @Sendable (Item) -> Output,
        deliver: (Output) throws(Problems) -> Void
    ) async throws(Problems) {
        let limit = max(1, jobs)
        if limit == 1 {
            while let item = try next() { try deliver(work(item)) }
            return
        }
        let result = await withTaskGroup(
            of: (Int, Output).self, returning: Result<Void, Problems>.self
        ) { group in
            var taken = 0
            var delivered = 0
            var waiting: [Int: Output] = [:]
            var isOver = false
            do throws(Problems) {
                while true {
                    // One slow item must not let the results behind it pile up.
                    while !isOver, taken - delivered < 3 * limit, taken - delivered - waiting.count < limit {
                        guard let item = try next() else {
                            isOver = true
                            break
                        }
                        let number = taken
                        taken += 1
                        group.addTask { (number, work(item)) }
                    }
                    guard let (number, output) = await group.next() else { return .success(()) }
                    waiting[number] = output
                    while let output = waiting.removeValue(forKey: delivered) {
                        delivered += 1
                        try deliver(output)
                    }
                }
            } catch {
                group.cancelAll()
                return .failure(error)
            }
        }
        try result.get()
    }
}
