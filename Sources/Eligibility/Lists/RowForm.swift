/// A plan for people who are tied to the same lots in the same ways.
package final class RowForm: Sendable {
    /// Counts the forms of one worker, for what others keep beside a form.
    package let number: Int
    package let plan: RowPlan
    package let place: PersonPlace

    init(number: Int, plan: RowPlan, place: PersonPlace) {
        self.number = number
        self.plan = plan
        self.place = place
    }
}
