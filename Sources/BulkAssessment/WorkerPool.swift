import ColumnEvaluation
import Synchronization

/// Workers that chunks take turns with, so that what one has learnt serves the next chunk. Which worker decides a chunk
/// changes nothing but its speed.
final class WorkerPool: Sendable {
    private let make: @Sendable () -> RowWorker?
    private let free = Mutex<[RowWorker]>([])

    /// - Parameter reader: nil for no workers.
    init(_ reader: RowReader?, _ names: Tally.Names) {
        make = {
            guard let reader, let book = reader.assessor.shared.book else { return nil }
            return RowWorker(reader, book, names)
        }
    }

    /// A worker that nobody else has; nil for rules that workers are not made for.
    func take() -> RowWorker? { free.withLock { $0.popLast() } ?? make() }

    func give(back worker: RowWorker?) {
        guard let worker else { return }
        free.withLock { $0.append(worker) }
    }
}
