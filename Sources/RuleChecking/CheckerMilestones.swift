import Diagnostics
import Facts
import RuleSyntax

extension Checker {
    mutating func checkMilestone(_ syntax: MilestoneSyntax, _ notes: AnnotationsSyntax) {
        if rules.milestones.contains(where: { TextKey.of($0.title) == TextKey.of(syntax.title.text) }) {
            report(
                .repeatedName, "There are two milestones called “\(syntax.title.text)”.", syntax.title.range)
        }
        let test = test(syntax.test)
        var referrals: [Milestone.Referral] = []
        for referral in syntax.referrals {
            guard let test = self.test(referral.test),
                isFreeOfLots(test, "a milestone", referral.test.range)
            else { continue }
            referrals.append(.init(test: test, say: referral.say?.text))
        }
        guard let test, isFreeOfLots(test, "a milestone", syntax.test.range) else { return }
        rules.milestones.append(
            Milestone(
                title: syntax.title.text, test: test, referrals: referrals, annotations: annotations(notes),
                place: source.place(syntax.title.range)))
    }

    /// A payment has at most one amount for each cohort and day.
    mutating func checkPayment(_ syntax: PaymentSyntax, _ notes: AnnotationsSyntax) {
        if rules.payments.contains(where: { TextKey.of($0.title) == TextKey.of(syntax.title.text) }) {
            report(.repeatedName, "There are two payments called “\(syntax.title.text)”.", syntax.title.range)
        }
        if syntax.entries.isEmpty {
            report(
                .missingStatement, "The payment “\(syntax.title.text)” has no amounts.",
                expected: "a cohort or a period, a colon, and an amount or `not published`.",
                syntax.title.range)
        }
        var entries: [(entry: Payment.Entry, range: Range<Int>)] = []
        for written in syntax.entries {
            var cohort: Int?
            if let title = written.cohort {
                guard let index = cohortIndex(title) else { continue }
                cohort = index
            }
            var amount: NodeID?
            if let expression = written.amount {
                guard let node = value(expression, .money(per: nil), "a payment") else { continue }
                amount = node
            }
            let entry = Payment.Entry(cohort: cohort, days: days(written.days), amount: amount)
            for earlier in entries where Self.overlap(earlier.entry, entry) {
                var place = source.place(earlier.range)
                place.label = "the other amount"
                report(
                    .periodProblem,
                    "“\(syntax.title.text)” has two amounts for the same people on the same days.",
                    expected: "one amount for each cohort and day.", written.range, also: [place])
            }
            entries.append((entry, written.range))
        }
        rules.payments.append(
            Payment(title: syntax.title.text, entries: entries.map(\.entry), annotations: annotations(notes)))
    }

    private static func overlap(_ first: Payment.Entry, _ second: Payment.Entry) -> Bool {
        if let one = first.cohort, let other = second.cohort, one != other { return false }
        guard let one = range(first.days), let other = range(second.days) else { return false }
        return (one.from ?? .earliest) <= (other.to ?? .latest)
            && (other.from ?? .earliest) <= (one.to ?? .latest)
    }

    /// The days as a range; nil for days that no source publishes.
    private static func range(_ days: Days) -> DayRange? {
        switch days {
        case .always: DayRange(from: nil, to: nil)
        case .range(let range, _, _): range
        case .notPublished: nil
        }
    }

    static func words(_ payment: ExampleSyntax.ExpectedPayment) -> String {
        switch payment {
        case .amount(let amount): amount.poundsText
        case .notPublished: "not published"
        case .notKnown: "not known"
        case .none: "none"
        }
    }

    mutating func reportMissing(_ what: String, _ title: TextSyntax, _ known: [String]) {
        report(
            .unknownName, "There is no \(what) called “\(title.text)”.", expected: "the name of a \(what).",
            suggestion: suggestion(for: title.text, among: known), title.range)
    }
}
