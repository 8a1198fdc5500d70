import Facts
import RuleEvaluation

/// One of many people, as numbers: facts as sets of values, and ties by their numbers in a `TieBook`.
package struct CompactPerson {
    /// A value given for a definition.
    package struct Given {
        package var definition: Int
        package var answer: Answer

        package init(definition: Int, answer: Answer) {
            self.definition = definition
            self.answer = answer
        }
    }

    /// What is known of a fact that is spells.
    package struct KnownSpells {
        package var fact: Int
        package var spells: [Spell]

        package init(fact: Int, spells: [Spell]) {
            self.fact = fact
            self.spells = spells
        }
    }

    /// The date the person is judged on.
    package var date = CivilDate.earliest
    /// One for each fact of the rules.
    package var facts: [FactSet]
    /// Facts that the person refused to tell, by index.
    package var refused: [Int] = []
    /// Values given for definitions, in the order of the definitions.
    package var given: [Given] = []
    /// The spells of facts that are known, in the order of their columns.
    package var spells: [KnownSpells] = []
    /// One for each connection of the rules.
    package var ties: [Int32]
    /// The reading of each interpretation.
    package var readings: [Int]
    /// Whether a place is left, when places are given out.
    package var placeLeft: PlaceLeft?

    package init(facts: [FactSet], ties: [Int32], readings: [Int]) {
        self.facts = facts
        self.ties = ties
        self.readings = readings
    }
}
