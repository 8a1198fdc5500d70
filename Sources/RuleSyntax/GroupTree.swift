/// A group of the trace with the groups inside it.
struct GroupTree {
    var group: ReadingTrace.Group
    var inner: [GroupTree]

    /// Groups in order of their openers, each within the smallest that holds it.
    static func nested(_ groups: [ReadingTrace.Group]) -> [GroupTree] {
        // Read innermost first; a group and one inside it may begin at the same token.
        let sorted = groups.enumerated().sorted {
            ($0.element.opener, -$0.element.end, -$0.offset) < (
                $1.element.opener, -$1.element.end, -$1.offset
            )
        }
        var next = 0
        return inside(sorted.map(\.element), &next, before: .max)
    }

    private static func inside(
        _ groups: [ReadingTrace.Group], _ next: inout Int, before end: Int
    ) -> [GroupTree] {
        var result: [GroupTree] = []
        while next < groups.count, groups[next].opener < end {
            let group = groups[next]
            next += 1
            result.append(GroupTree(group: group, inner: inside(groups, &next, before: group.end)))
        }
        return result
    }
}
