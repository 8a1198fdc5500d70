import Eligibility
import Intake
import Testing

/// What a terminal says and hears.
struct ConversationTests {
    private func conversation(_ lines: [String]) throws -> (Conversation, [String]) {
        var conversation = Conversation(Interview(try Programmes.assessor()), width: 90)
        var said = [conversation.opening]
        for line in lines { said.append(conversation.hear(line)) }
        return (conversation, said)
    }

    @Test func `it begins with the programme and the first question`() throws {
        let (_, said) = try conversation([])
        #expect(said[0].hasPrefix("Connecting Communities. One question at a time"))
        #expect(said[0].contains("On what day do you start with Connecting Communities?"))
    }

    @Test func `a question mark says what to type and why`() throws {
        let (_, said) = try conversation(["4/3/2019", "?"])
        #expect(said[1].hasPrefix("Taken as: 4 March 2019."))
        #expect(said[2].hasPrefix("The answer is needed for “working age” and “needs support”"))
        #expect(said[2].contains("Type a date"))
    }

    @Test func `a wrong answer is explained and the question stays`() throws {
        let (conversation, said) = try conversation(["4 March 2019", "plenty"])
        #expect(said[2].hasPrefix("“plenty” is not a date. Expected: a date"))
        #expect(said[2].contains("What is your date of birth?"))
        #expect(conversation.interview.answers.count == 1)
    }

    @Test func `a choice is made by number`() throws {
        var (conversation, _) = try conversation(["4 March 2019"])
        for _ in 0..<20 {
            guard let question = conversation.interview.question else { break }
            switch question.control {
            case .choice(let answers):
                _ = conversation.hear("2")
                #expect(conversation.interview.answers.last?.text == answers[1])
                return
            case .date: _ = conversation.hear("1 June 1980")
            case .places: _ = conversation.hear("E05001287")
            default: _ = conversation.hear("£20,000")
            }
        }
        Issue.record("no choice is asked for")
    }

    @Test func `an answer is changed by its number or its name`() throws {
        var (conversation, said) = try conversation(["4 March 2019", "1 June 1980", "change", "1"])
        #expect(said[3].contains("1  start date: 4 March 2019"))
        #expect(said[4].contains("You said: 4 March 2019"))
        _ = conversation.hear("5 March 2019")
        #expect(conversation.interview.answers.first?.text == "5 March 2019")
        said.append(conversation.hear("change date of birth"))
        #expect(said.last?.contains("You said: 1 June 1980") == true)
        said.append(conversation.hear("change nonsense"))
        #expect(said.last?.contains("not one of the answers") == true)
    }

    @Test func `it ends with the decision, and a Return`() throws {
        let lines = ["4 March 2030", ""]
        let (conversation, said) = try conversation(lines)
        #expect(said[1].contains("NOT ELIGIBLE on 4 March 2030"))
        #expect(conversation.isOver)
        #expect(conversation.interview.isFinished)
        #expect(conversation.closing.isEmpty)
    }

    @Test func `stopping before the end decides nothing`() throws {
        let (conversation, said) = try conversation(["4 March 2019", "stop"])
        #expect(conversation.isOver)
        #expect(!conversation.interview.isFinished)
        #expect(said.last == "The interview was not finished, and nothing is decided.")
    }

    @Test func `an interview is a row of a list`() throws {
        let (conversation, _) = try conversation(["4 March 2030"])
        let book = conversation.interview.assessor.book
        let headings = ListRow.headings(book)
        let row = ListRow(conversation.interview.answers, under: headings, book)
        #expect(row.cells.count == headings.count)
        #expect(headings.first == "start date")
        #expect(row.cells.first == "4 March 2030")
        #expect(row.missing.isEmpty)
        #expect(ListRow(conversation.interview.answers, under: ["home"], book).missing == ["start date"])
    }
}
