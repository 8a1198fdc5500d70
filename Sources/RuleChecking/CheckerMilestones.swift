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

    /// A payment has at most one amount for each cohort and day, all in one unit.
    mutating func checkPayment(_ syntax: PaymentSyntax, _ notes: AnnotationsSyntax) {
        if rules.payments.contains(where: { TextKey.of($0.title) == TextKey.of(syntax.title.text) }) {
            report(.repeatedName, "There are two payments called “\(syntax.title.text)”.", syntax.title.range)
        }
        if syntax.entries.isEmpty, syntax.isWhole {
            report(
                .missingStatement, "The payment “\(syntax.title.text)” has no amounts.",
                expected: "a cohort or a period, a colon, and an amount or `not published`.",
                syntax.title.range)
        }
        if syntax.entries.count > Payment.limit {
            report(
                .tooMany, "The payment “\(syntax.title.text)” has more than \(Payment.limit) amounts.",
                expected: "several payments.", syntax.title.range)
            return
        }
        let date = paymentDate(syntax)
        var entries: [(entry: Payment.Entry, range: Range<Int>)] = []
        var unit: NodeType?
        for written in syntax.entries {
            var cohort: Int?
            if let title = written.cohort {
                guard let index = cohortIndex(title) else { continue }
                cohort = index
            }
            var amount: NodeID?
            if let expression = written.amount {
                guard let node = paid(expression, &unit) else { continue }
                amount = node
            }
            let days = days(written.days)
            let entry = Payment.Entry(
                cohort: cohort, days: days, isDated: date.flatMap { isDated($0, days) }, amount: amount)
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
        var per: ValueType.Per?
        if case .value(.money(let unit)) = unit { per = unit }
        rules.payments.append(
            Payment(
                title: syntax.title.text, per: per, entries: entries.map(\.entry),
                annotations: annotations(notes)))
    }

    /// The date that picks among the days of a payment, where it is not the one people are judged on.
    private mutating func paymentDate(_ syntax: PaymentSyntax) -> NodeID? {
        guard let name = syntax.datedBy, name.key != decisionDateKey else { return nil }
        if !syntax.entries.contains(where: { $0.days != nil }) {
            report(
                .missingStatement, "`dated by` picks among days, and no amount here has any.",
                expected: "`from … to …:` before an amount.", name.range)
        }
        return value(reference(name), .date, "what a payment is dated by", name.range)
    }

    private mutating func isDated(_ date: NodeID, _ days: Days) -> NodeID? {
        switch days {
        case .always: nil
        case .notPublished: add(.truth(false), .test).node
        case .range(let range, _, _): isWithin(date, range).node
        }
    }

    /// An amount of a payment: money, in the unit of the amounts before it.
    private mutating func paid(_ syntax: ExpressionSyntax, _ unit: inout NodeType?) -> NodeID? {
        guard let checked = expression(syntax) else { return nil }
        let type = checked.type == .bareMoney ? .value(.money(per: nil)) : checked.type
        guard case .value(.money) = type else {
            report(
                .typeMismatch, "“\(text(syntax.range))” is \(checked.type.words), and a payment is money.",
                expected: "an amount of money, once or per week, month or year.", syntax.range)
            return nil
        }
        guard unit == nil || unit == type else {
            report(
                .typeMismatch,
                "“\(text(syntax.range))” is \(type.words), and the first amount is \(unit?.words ?? "").",
                expected: "one unit in all amounts of a payment.", syntax.range)
            return nil
        }
        unit = type
        return checked.node
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

    /// What an example expects of a payment, in words; an amount without a unit takes that of the payment.
    mutating func expected(
        _ amount: ExampleSyntax.ExpectedPayment, of payment: Payment, _ range: Range<Int>
    ) -> String {
        guard case .amount(let pounds, let per) = amount else { return Self.words(amount) }
        let words = ValueType.money(per: payment.per).words(for: pounds)
        if let per, per != payment.per {
            report(
                .typeMismatch,
                "“\(payment.title)” is paid \(payment.per?.phrase ?? "once"), not \(per.phrase).",
                expected: "\(words).", range)
        }
        return words
    }

    private static func words(_ payment: ExampleSyntax.ExpectedPayment) -> String {
        switch payment {
        case .amount(let amount, let per): ValueType.money(per: per).words(for: amount)
        case .notPublished: "not published"
        case .notKnown: "not known"
        case .none: "none"
        }
    }

    mutating func reportMissing(_ what: String, _ title: String, _ known: [String], _ range: Range<Int>) {
        report(
            .unknownName, "There is no \(what) called “\(title)”.", expected: "the name of a \(what).",
            suggestion: suggestion(for: title, among: known), range)
    }
}
