// swift-tools-version: 6.2
import PackageDescription

/// Imports point downwards: the halves, rules and geography, meet only in `Eligibility`.
let package = Package(
    name: "wardwise",
    products: [
        .library(name: "Eligibility", targets: ["Eligibility"]),
        .library(name: "Intake", targets: ["Intake"]),
        .library(name: "DecisionRecords", targets: ["DecisionRecords"]),
        .library(name: "Journal", targets: ["Journal"]),
        .executable(name: "wardwise", targets: ["wardwise"]),
    ],
    // `Web` adds the server of `wardwise serve`. Without it nothing of what it needs is fetched or built.
    traits: [.trait(name: "Web"), .default(enabledTraits: [])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    ],
    targets: [
        .target(name: "CSHA256"),
        .target(name: "Diagnostics", dependencies: ["CSHA256"]),
        .target(name: "DiagnosticPages", dependencies: ["Diagnostics"]),
        .target(name: "Facts", dependencies: ["Diagnostics"]),
        .target(name: "Markup", dependencies: ["Facts"]),
        .target(name: "CByteMask"),
        .target(name: "DelimitedText", dependencies: ["CByteMask", "Diagnostics"]),
        .target(name: "JSONText"),
        .target(name: "CDirectWriting"),
        .target(name: "FileWriting", dependencies: ["CDirectWriting"]),

        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Archives", dependencies: ["CZlib"]),
        .target(name: "Geometry"),
        .target(name: "BoundaryFiles", dependencies: ["Archives", "CLibXML2", "Diagnostics", "Geometry"]),
        .target(name: "CPrefetch"),
        .target(name: "Wards", dependencies: ["BoundaryFiles", "CPrefetch", "Diagnostics", "Geometry"]),
        .target(name: "Workbooks", dependencies: ["Archives", "DelimitedText", "Diagnostics", "Facts"]),
        .target(name: "Postcodes", dependencies: ["Archives", "DelimitedText", "Diagnostics", "Geometry"]),

        .target(name: "WardPictures", dependencies: ["Geometry", "Markup", "Wards"]),

        .target(name: "RuleSyntax", dependencies: ["Diagnostics", "Facts"]),
        .target(name: "RuleChecking", dependencies: ["Diagnostics", "Facts", "RuleSyntax"]),
        .target(name: "RuleEvaluation", dependencies: ["Diagnostics", "Facts", "RuleChecking"]),

        .target(
            name: "RuleDiagrams",
            dependencies: ["Facts", "RuleChecking", "RuleEvaluation", "RuleSyntax"]),
        .target(
            name: "ColumnEvaluation",
            dependencies: ["Facts", "RuleChecking", "RuleDiagrams", "RuleEvaluation"]),
        .target(
            name: "RuleProofs", dependencies: ["Facts", "RuleChecking", "RuleDiagrams", "RuleEvaluation"]),
        .target(
            name: "Eligibility",
            dependencies: [
                "BoundaryFiles", "CPrefetch", "ColumnEvaluation", "DelimitedText", "Diagnostics", "Facts",
                "Geometry", "Postcodes", "RuleChecking", "RuleDiagrams", "RuleEvaluation", "RuleProofs",
                "RuleSyntax", "Wards",
            ]),
        .target(
            name: "BulkAssessment",
            dependencies: [
                "CPrefetch", "ColumnEvaluation", "DelimitedText", "Diagnostics", "Eligibility", "Facts",
                "Postcodes", "RuleChecking", "RuleEvaluation", "Workbooks",
            ]),
        .target(
            name: "ListReports",
            dependencies: [
                "BulkAssessment", "DiagnosticPages", "Diagnostics", "Eligibility", "Facts", "Markup",
                "RuleChecking", "WardPictures", "Wards",
            ]),
        .target(
            name: "Intake",
            dependencies: ["Diagnostics", "Eligibility", "Facts", "Postcodes", "RuleChecking"]),
        .target(
            name: "RuleDocuments",
            dependencies: ["DelimitedText", "Eligibility", "Facts", "RuleChecking", "RuleSyntax"]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "Journal", dependencies: ["CSQLite", "Diagnostics"]),
        .target(name: "DecisionRecords", dependencies: ["Diagnostics", "Eligibility", "Facts", "JSONText"]),
        .target(
            name: "IntakeWeb",
            dependencies: [
                "BulkAssessment", "DecisionRecords", "DelimitedText", "Diagnostics", "Eligibility", "Facts",
                "Intake", "JSONText", "Markup", "Postcodes", "RuleChecking", "RuleEvaluation", "RuleSyntax",
                "WardPictures",
                "Wards", "Workbooks",
            ]),
        .target(
            name: "IntakeServer",
            dependencies: [
                "IntakeWeb",
                .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Web"])),
                .product(
                    name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: ["Web"])),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: ["Web"])),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Web"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Web"])),
                .product(
                    name: "NIOHTTPTypes", package: "swift-nio-extras", condition: .when(traits: ["Web"])),
            ]),
        .executableTarget(
            name: "wardwise",
            dependencies: [
                "Archives", "BoundaryFiles", "BulkAssessment", "DecisionRecords", "DelimitedText",
                "DiagnosticPages", "Diagnostics", "Eligibility", "Facts", "FileWriting", "Geometry", "Intake",
                "IntakeServer",
                "IntakeWeb", "Journal", "ListReports", "Postcodes", "RuleChecking", "RuleDocuments",
                "RuleEvaluation", "RuleSyntax", "WardPictures", "Wards", "Workbooks",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Timings against others: `make bench`. Nothing that is shipped needs them.
        .target(name: "CBaselines", dependencies: ["CLibXML2"]),
        .executableTarget(
            name: "wardwise-bench",
            dependencies: [
                "BoundaryFiles", "BulkAssessment", "CBaselines", "ColumnEvaluation", "DelimitedText",
                "Diagnostics", "Eligibility", "Facts", "FileWriting", "Geometry", "Intake", "RuleChecking",
                "RuleDiagrams", "RuleEvaluation", "Wards",
            ],
            path: "Sources/Benchmarks", exclude: ["Rivals"]),

        // What tests share: files of the repository and beside it, random numbers, a slow calendar.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        // What tests of rules share as well: rule files, a little country of wards.
        .target(
            name: "RuleTestSupport",
            dependencies: ["BoundaryFiles", "Diagnostics", "Geometry", "Postcodes", "TestSupport", "Wards"],
            path: "Tests/RuleTestSupport"),
        .testTarget(
            name: "RuleConformanceTests",
            dependencies: [
                "Diagnostics", "Eligibility", "RuleChecking", "RuleSyntax", "RuleTestSupport",
            ], exclude: ["Corpus"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup", "TestSupport"]),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "TestSupport"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["CSHA256", "Diagnostics"]),
        .testTarget(
            name: "DiagnosticPagesTests",
            dependencies: [
                "BoundaryFiles", "BulkAssessment", "DelimitedText", "DiagnosticPages", "Diagnostics",
                "Eligibility", "Facts", "Geometry", "RuleSyntax", "Wards", "wardwise",
            ]),
        .testTarget(name: "FileWritingTests", dependencies: ["FileWriting", "TestSupport"]),
        .testTarget(name: "FactsTests", dependencies: ["Facts", "TestSupport"]),
        .testTarget(
            name: "RuleEvaluationTests",
            dependencies: [
                "ColumnEvaluation", "Diagnostics", "Facts", "RuleChecking", "RuleDiagrams", "RuleEvaluation",
                "RuleProofs", "RuleSyntax", "RuleTestSupport",
            ]),
        .testTarget(
            name: "EligibilityTests",
            dependencies: [
                "BoundaryFiles", "DelimitedText", "Diagnostics", "Eligibility", "Facts", "Geometry",
                "Postcodes", "RuleChecking", "RuleEvaluation", "RuleSyntax", "RuleTestSupport", "Wards",
            ]),
        .testTarget(
            name: "IntakeWebTests",
            dependencies: [
                "BoundaryFiles", "DecisionRecords", "Diagnostics", "Eligibility", "Facts", "IntakeWeb",
                "JSONText", "RuleTestSupport", "Wards",
            ]),
        .testTarget(
            name: "WorkbooksTests",
            dependencies: ["Archives", "DelimitedText", "Diagnostics", "TestSupport", "Workbooks"]),
        .testTarget(
            name: "PostcodesTests",
            dependencies: [
                "Archives", "DelimitedText", "Diagnostics", "Geometry", "Postcodes", "TestSupport",
            ]),
        .testTarget(
            name: "RuleSyntaxTests", dependencies: ["Diagnostics", "Facts", "RuleSyntax", "RuleTestSupport"]),
        .testTarget(
            name: "DelimitedTextTests",
            dependencies: ["CByteMask", "DelimitedText", "Diagnostics", "TestSupport"]),
        .testTarget(name: "GeometryTests", dependencies: ["Geometry", "TestSupport"]),
        .testTarget(
            name: "BoundaryFilesTests",
            dependencies: ["BoundaryFiles", "Diagnostics", "Geometry", "TestSupport"]),
        .testTarget(
            name: "WardPicturesTests", dependencies: ["BoundaryFiles", "Geometry", "WardPictures", "Wards"]),
        .testTarget(
            name: "ListReportsTests",
            dependencies: [
                "BoundaryFiles", "BulkAssessment", "DelimitedText", "Diagnostics", "Eligibility",
                "ListReports",
                "RuleTestSupport", "Wards",
            ]),
        .testTarget(
            name: "WardsTests",
            dependencies: ["BoundaryFiles", "Diagnostics", "Geometry", "TestSupport", "Wards"]),
        .testTarget(
            name: "RuleCheckingTests",
            dependencies: ["Diagnostics", "Facts", "RuleChecking", "RuleSyntax", "RuleTestSupport"]),
        .testTarget(
            name: "DecisionRecordsTests",
            dependencies: [
                "BoundaryFiles", "DecisionRecords", "Diagnostics", "Eligibility", "JSONText",
                "RuleTestSupport", "Wards",
            ]),
        .testTarget(
            name: "JournalTests", dependencies: ["Diagnostics", "Journal", "RuleTestSupport", "wardwise"]),
        .testTarget(
            name: "RuleDocumentsTests", dependencies: ["Eligibility", "RuleDocuments", "RuleTestSupport"]),
        .testTarget(
            name: "IntakeTests",
            dependencies: [
                "BoundaryFiles", "Diagnostics", "Eligibility", "Facts", "Intake", "RuleChecking",
                "RuleTestSupport", "Wards",
            ]),
        .testTarget(
            name: "BulkAssessmentTests",
            dependencies: [
                "BoundaryFiles", "BulkAssessment", "DelimitedText", "Diagnostics", "Eligibility", "Facts",
                "RuleChecking", "RuleEvaluation", "RuleTestSupport", "Wards", "Workbooks",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// `make test` optimises what is tested and not the tests, which are built in less time than they would save.
for target in package.targets where target.type == .test {
    target.swiftSettings = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
}
