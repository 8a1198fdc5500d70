import CDirectWriting
import Dispatch
import Foundation
import Synchronization

/// Writes a regular file from its beginning to its end in large blocks, beside the work of those who make them.
///
/// What a run writes is on the disk when it ends. The system would first keep all of a large file in pages of its own,
/// which takes longer than to work out what is in it, and would have all of the disk's work left at the end. Blocks behind
/// the first few go to the disk at once instead; where the file system does not have that, they go as all others do.
package final class BlockFile: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "wardwise.blocks")
    private let current: Mutex<Block>
    private let idle = Mutex<[Block]>([])
    /// Blocks that may be under way at once.
    private let room = DispatchSemaphore(value: 4)
    /// The first error of the system, or 0.
    private let failure = Mutex<Int32>(0)
    private let isDirect = Mutex(true)

    /// Blocks end at multiples of this.
    static let blockSize = 2 << 20
    /// Files up to this size are small enough to be kept by the system, for whoever opens them next.
    static let smallSize = 8 * blockSize
    /// Of what goes to the disk at once, all sizes and places are multiples of this.
    private static let unit = 4_096

    /// An error of the system.
    package struct Failure: Error {
        /// Its number.
        package let code: Int32
    }

    /// Some bytes of the file. Either the one who fills it has it or the queue, and never both.
    private final class Block: @unchecked Sendable {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: blockSize, alignment: blockSize)
        /// Where in the file it begins, and how many bytes it has.
        var begin = 0
        var count = 0

        init(at begin: Int) {
            self.begin = begin
            #if os(Linux)
                // One page of the processor instead of five hundred, each of which is looked up and held for the disk.
                madvise(memory, blockSize, Int32(MADV_HUGEPAGE))
            #endif
        }

        deinit { memory.deallocate() }
    }

    /// Goes on with an open file, which stays the caller's to close, after `sync` or `stop`.
    ///
    /// - Parameter size: how many bytes it has.
    package init(_ descriptor: Int32, size: Int = 0) {
        self.descriptor = descriptor
        current = Mutex(Block(at: size))
    }

    /// Writes bytes, sooner or later.
    package func write(_ bytes: borrowing [UInt8]) throws(Failure) {
        bytes.withUnsafeBytes { bytes in
            current.withLock { block in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let room = Self.blockSize - block.begin % Self.blockSize - block.count
                    let part = rest.prefix(room)
                    (block.memory + block.count).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: part).baseAddress
                            ?? UnsafeRawPointer(block.memory),
                        byteCount: part.count)
                    block.count += part.count
                    rest = rest.dropFirst(part.count)
                    if part.count == room { block = handOver(block) }
                }
            }
        }
        try check()
    }

    /// Waits until everything that was written is on the disk.
    package func sync() throws(Failure) {
        current.withLock { block in if block.count > 0 { block = handOver(block) } }
        queue.sync {
            let isLost = fsync(descriptor) != 0
            if isLost { fail(errno) }
        }
        try check()
    }

    /// Writes nothing more, and waits until the file is in nobody's hands: it may be closed then.
    package func stop() {
        fail(ECANCELED)
        queue.sync {}
    }

    private func check() throws(Failure) {
        let code = failure.withLock { $0 }
        if code != 0 { throw Failure(code: code) }
    }

    private func fail(_ code: Int32) { failure.withLock { if $0 == 0 { $0 = code } } }

    /// Has a block written, and begins the next.
    private func handOver(_ block: Block) -> Block {
        room.wait()
        let next = idle.withLock { $0.popLast() } ?? Block(at: 0)
        (next.begin, next.count) = (block.begin + block.count, 0)
        queue.async { [self] in
            if failure.withLock({ $0 }) == 0 { put(block) }
            idle.withLock { $0.append(block) }
            room.signal()
        }
        return next
    }

    private func put(_ block: Block) {
        let isWhole = block.begin % Self.unit == 0 && block.count % Self.unit == 0
        if isWhole, block.begin >= Self.smallSize, isDirect.withLock({ $0 }),
            write_directly(descriptor, true)
        {
            let count = pwrite(descriptor, block.memory, block.count, off_t(block.begin))
            _ = write_directly(descriptor, false)
            if count == block.count { return }
            // Whatever was wrong, the other way tells, or does it.
            isDirect.withLock { $0 = false }
        }
        var done = 0
        while done < block.count {
            let count = pwrite(
                descriptor, block.memory + done, block.count - done, off_t(block.begin + done))
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return fail(count < 0 ? errno : EIO) }
            done += count
        }
    }
}
