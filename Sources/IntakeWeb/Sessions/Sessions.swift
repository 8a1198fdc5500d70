/// What people in front of browsers have said, in memory and nowhere else.
///
/// Kept here rather than in hidden fields of the pages: then going back, loading again and two tabs are safe, no
/// personal data travels twice, and forgetting is one deletion. Each browser has a name that nobody can guess, in a
/// cookie that scripts and other sites cannot use; each person being checked has another in the address, so that two
/// tabs never mix two people.
struct Sessions: Sendable {
    struct Limits: Sendable {
        /// Seconds without use after which a browser is forgotten.
        var idleSeconds = 30 * 60
        /// The most browsers at once: more than one client can open, at the rate it may ask, before the first of them have
        /// been left for two minutes and may be forgotten.
        var browsers = 10_000
        /// The most people being checked in one browser; the oldest is forgotten.
        var cases = 10
        /// The most lists kept for one browser; the oldest is forgotten.
        var lists = 3
        /// The most bytes of lists for all browsers.
        var listBytes = 128 << 20
    }

    private struct Browser: Sendable {
        /// What every form of this browser sends back.
        var token: String
        var lastUsed: Int
        var cases: [(name: String, value: Case)] = []
        var lists: [(name: String, value: CheckedList)] = []
    }

    private let limits: Limits
    private var browsers: [String: Browser] = [:]
    /// When those left alone were last looked for.
    private var sweptAt = Int.min / 2
    private var generator = SystemRandomNumberGenerator()

    init(_ limits: Limits) { self.limits = limits }

    /// How many browsers are known.
    var count: Int { browsers.count }

    /// The token of a browser that is known, which thereby counts as used.
    mutating func token(of browser: String?, at seconds: Int) -> String? {
        forgetIdle(at: seconds)
        guard let browser, let known = browsers[browser] else { return nil }
        guard seconds - known.lastUsed < limits.idleSeconds else {
            browsers[browser] = nil
            return nil
        }
        browsers[browser]?.lastUsed = seconds
        return known.token
    }

    /// A browser that is known from now on; nil when there are too many that were used a moment ago.
    mutating func begin(at seconds: Int) -> String? {
        forgetIdle(at: seconds)
        if browsers.count >= limits.browsers {
            guard let idlest = browsers.min(by: { $0.value.lastUsed < $1.value.lastUsed }),
                seconds - idlest.value.lastUsed >= min(120, limits.idleSeconds)
            else { return nil }
            browsers[idlest.key] = nil
        }
        let name = RandomName.make(&generator)
        browsers[name] = Browser(token: RandomName.make(&generator), lastUsed: seconds)
        return name
    }

    private mutating func forgetIdle(at seconds: Int) {
        let limit = limits.idleSeconds
        // Whoever comes back is looked at by themselves; all the others need no looking at with every request.
        guard seconds - sweptAt >= min(10, limit) else { return }
        sweptAt = seconds
        browsers = browsers.filter { seconds - $0.value.lastUsed < limit }
    }

    // MARK: People

    /// Keeps a new case; its name.
    mutating func add(_ new: Case, to browser: String) -> String {
        let name = RandomName.make(&generator)
        browsers[browser]?.cases.append((name, new))
        if let kept = browsers[browser]?.cases.count, kept > limits.cases {
            browsers[browser]?.cases.removeFirst(kept - limits.cases)
        }
        return name
    }

    func `case`(_ name: String, of browser: String?) -> Case? {
        browser.flatMap { browsers[$0]?.cases.first { $0.name == name }?.value }
    }

    /// Puts a case back after a change.
    ///
    /// - Returns: false when it has been changed or forgotten since it was taken out; then nothing is put back.
    mutating func update(_ name: String, of browser: String, with new: Case) -> Bool {
        guard let index = browsers[browser]?.cases.firstIndex(where: { $0.name == name }),
            browsers[browser]?.cases[index].value.changes == new.changes
        else { return false }
        browsers[browser]?.cases[index].value = new
        browsers[browser]?.cases[index].value.changes += 1
        return true
    }

    mutating func forgetCase(_ name: String, of browser: String) {
        browsers[browser]?.cases.removeAll { $0.name == name }
    }

    // MARK: Lists

    /// Keeps the results of a list; nil when there is no room.
    mutating func add(_ list: CheckedList, to browser: String) -> String? {
        let used = browsers.values.reduce(0) { $0 + $1.lists.reduce(0) { $0 + $1.value.size } }
        guard used + list.size <= limits.listBytes else { return nil }
        let name = RandomName.make(&generator)
        browsers[browser]?.lists.append((name, list))
        if let kept = browsers[browser]?.lists.count, kept > limits.lists {
            browsers[browser]?.lists.removeFirst(kept - limits.lists)
        }
        return name
    }

    func list(_ name: String, of browser: String?) -> CheckedList? {
        browser.flatMap { browsers[$0]?.lists.first { $0.name == name }?.value }
    }

    mutating func forgetList(_ name: String, of browser: String) {
        browsers[browser]?.lists.removeAll { $0.name == name }
    }
}
