/// How many requests a client may make: a bucket each, filled at a steady rate.
struct RequestRate: Sendable {
    struct Limits: Sendable, Hashable {
        /// Requests a second in the long run.
        var perSecond = 40
        /// Requests at once after a rest.
        var burst = 400
    }

    private struct Bucket: Sendable {
        var left: Int
        var at: Int
    }

    private let limits: Limits
    private var buckets: [String: Bucket] = [:]
    /// The most clients remembered; beyond that, full buckets are forgotten.
    private static let clientLimit = 10_000

    init(_ limits: Limits) { self.limits = limits }

    /// Whether one more request is within the limits, and counts it.
    mutating func admits(_ client: String, at seconds: Int) -> Bool {
        var bucket = buckets[client] ?? Bucket(left: limits.burst, at: seconds)
        let passed = min(max(0, seconds - bucket.at), limits.burst)
        bucket.left = min(limits.burst, bucket.left + passed * limits.perSecond)
        bucket.at = max(bucket.at, seconds)
        defer { buckets[client] = bucket }
        guard bucket.left > 0 else { return false }
        bucket.left -= 1
        if buckets.count >= Self.clientLimit {
            buckets = buckets.filter { seconds - $0.value.at < limits.burst / max(1, limits.perSecond) }
        }
        return true
    }
}
