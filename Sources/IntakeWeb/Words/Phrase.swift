/// Everything the pages say by themselves. `{1}`, `{2}` … stand for values.
enum Phrase: String, CaseIterable, Sendable {
    // Every page
    case skipToContent, back, errorPrefix, errorTitle, languages, footer, homePage
    case linkPerson, linkList, linkRules, linkAbout
    case approximateBoundaries
    // Start
    case startTitle, startIntro, startNeedTitle, startNeedDate, startNeedAnswers, startKept, startButton
    case orList
    // Questions
    case questionCaption, `continue`, doNotKnow, preferNotToSay, or, yes, no, none, whyAsked, reasonSources
    case day, month, year, dateHint, roughly, roughlyDateHint, roughlyNumberHint, roughlyLabel
    case aDate, anAmount, aValue, textAnswer, spellsHint, lengthHint, numberHint, moneyHint
    case perUnit, previousAnswer, questionsLeft, questionsLeftOne
    // Places
    case placeKind, placePostcode, placeWard, placePoint, placeNone, postcode, ward, wardHint, whichWard
    case latitude, longitude, addAnother, placesSoFar, removePlace, moreUnknown, anotherPlace
    // Mistakes
    case mistakeNoAnswer, mistakeChoose, mistakeDate, mistakeDay, mistakeMonth, mistakeYear, mistakeNoSuchDay
    case mistakeDatePart, mistakePostcode, mistakeNoPostcode, mistakeNoWard, mistakeWhichWard, mistakePoint
    case mistakeNoSuchWard, mistakeSeveralKinds, mistakeNoPlaces, expected
    // Check your answers
    case answersTitle, answersIntro, answersQuestion, answersAnswer, change, answersOpen, answersDone,
        seeDecision
    case setAside, decisionDate
    // Result
    case resultEligible, resultNotEligible, resultRefer, resultNeeds, resultCohort, resultCohortRefer
    case resultCohortUnknown, resultLot, resultLots, resultBy, resultProvider, resultPlace, placeAvailable
    case placeWaiting, placeUnknown, resultNext, resultNextNeeds, resultAskNow, resultReasons, conditionMet
    case conditionWaived, conditionNotMet, conditionUnknown, resultNotMet, resultChange, resultChangeIntro
    case resultLater, resultMap, resultMapText, resultPlaces, resultNotes, resultAssumptions, resultReadings
    case resultAnswers, resultRules, resultPrint, resultSave, resultSaveText, resultForget, resultForgetText
    case resultOn, resultWith, resultAdviser
    case keepTitle, keepText, keepBy, keepPerson, keepPersonHint, keepButton, keptAs, mistakeKeepBy,
        mistakeKeepPerson
    // Forgotten, rules, about
    case forgottenTitle, forgottenText, startAgain
    case rulesTitle, rulesIntro, rulesContents, rulesProgramme, rulesJoining, rulesGroups, rulesPlaces
    case rulesLimits, rulesWords, rulesAsked, rulesLater, rulesPromises, rulesSources
    case aboutTitle, aboutKept, aboutKeptText, aboutUse, aboutUseText, aboutDecision, aboutDecisionText
    // Lists
    case listTitle, listIntro, listFile, listFileHint, listDate, listDateHint, listButton, listColumns
    case listColumnsIntro, listColumn, listAsks, listResultTitle, listRead, listDecided, listRejected,
        listEmpty
    case listOutcome, listPeople, listByLot, listLot, listRejects, listCause, listRows, listDecisions
    case listRejectsFile, listKept, listForget, listAnother, listNoFile, listProblems, listLine
    case listWarnings
    // Errors
    case notFoundTitle, notFoundText, goneTitle, goneText, refusedTitle, refusedText, busyTitle, busyText
    case tooLargeTitle, tooLargeText, methodTitle, methodText, brokenTitle, brokenText
}
