import Diagnostics
import Geometry
import Testing

@testable import Postcodes

/// The lists that are published, with the columns they have had.
struct ListTests {
    private static let directory =
        "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,ctry,lat,long"
    private static let lookUp2025 =
        "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty25cd,lad25cd,wd25cd,ctry25cd,lat,long,imd20ind"

    private func found(_ text: String, _ result: PostcodeFileBuilder.Result) throws -> PostcodeEntry? {
        let places = try PostcodePlaces(result.bytes, named: "x")
        guard case .found(let entry) = places.find(try #require(Postcode(text))) else { return nil }
        return entry
    }

    @Test func `the directory in its columns of before 2025`() throws {
        let result = try Sample.build(
            Self.directory + "\r\n"
                + #""B37 7RN","B37  7RN","B37 7RN","198001","","E99999999","E99999999","E08000029","E05001287","E04008845","0","417432","0287231","1","E92000001",52.482600,-1.744600"#
                + "\r\n"
                + #""B1  1AA","B1   1AA","B1 1AA","198001","200403","E99999999","E99999999","E08000025","E05011121","E43000250","1","406523","0286448","8","E92000001",52.475939,-1.905387"#
                + "\r\n"
                + #""JE2 3AB","JE2  3AB","JE2 3AB","199906","","L99999999","L99999999","L99999999","L99999999","L99999999","0","","","9","L93000001",99.999999,0.000000"#
                + "\r\n", named: "Data/ONSPD_MAY_2025_UK.csv")
        #expect(result.warnings.isEmpty)
        let postcode = try #require(Postcode("B37 7RN"))
        let expected = PostcodeEntry(
            postcode, place: Coordinate(longitude: -1.7446, latitude: 52.4826), quality: .building,
            ward: "E05001287")
        #expect(try found("B37 7RN", result) == expected)
        let old = try #require(try found("B1 1AA", result))
        #expect(old.terminated == CalendarMonth(year: 2004, month: 3) && old.isLargeUser)
        #expect(old.quality == .beforeGridlink && old.ward == "E05011121")
        let jersey = try #require(try found("JE2 3AB", result))
        #expect(jersey.place == nil && jersey.quality == .none && jersey.ward == nil)
        let about = try PostcodePlaces(result.bytes, named: "x").about
        #expect(about.words == "ONS Postcode Directory, May 2025")
        #expect(about.postcodes == 3 && about.placed == 2)
        #expect(result.counts.terminated == 1 && result.counts.largeUsers == 1)
    }

    @Test func `the look-up in its columns of 2025, and the year in them may change`() throws {
        let row =
            #""B37 7RN","B37  7RN","B37 7RN","198001","202411","0","417432","287231","1","E00051377","E99999999","E08000029","E05001287","E92000001",52.482600,-1.744600,12"#
        for year in ["25", "26", "31"] {
            let header = Self.lookUp2025.replacing("25cd", with: "\(year)cd")
            let result = try Sample.build(header + "\n" + row + "\n", named: "nspl.csv")
            let entry = try #require(try found("b377rn", result))
            #expect(entry.ward == "E05001287" && entry.place?.latitude == 52.4826)
            #expect(entry.terminated?.description == "November 2024")
            // No month in the name: the latest month in the rows.
            #expect(
                try PostcodePlaces(result.bytes, named: "x").about.words
                    == "National Statistics Postcode Look-up, November 2024")
        }
    }

    @Test func `columns in any order and in capitals, and grid references when there are no degrees`() throws
    {
        let result = try Sample.build(
            "GRIDIND,NORTH1M,EAST1M,PCD7,CTRY25CD\n1,286448,406523,B1  1AY,E92000001\n1,374100,333700,BT1 1AA,N92000002\n9,,,B1 1AB,E92000001\n"
        )
        let entry = try #require(try found("B1 1AY", result))
        let place = try #require(entry.place)
        // By OSTN15 52.4759387, -1.9053871.
        #expect(
            groundMetres(place, Coordinate(longitude: -1.9053871, latitude: 52.4759387))
                < NationalGridPlace.accuracyMetres)
        #expect(try found("BT1 1AA", result)?.quality == PlaceQuality.none)
        #expect(try found("B1 1AB", result)?.quality == PlaceQuality.none)
        #expect(result.warnings.map(\.code) == [.irishGrid])
        #expect(result.counts.converted == 1)
        #expect(try PostcodePlaces(result.bytes, named: "x").about.accuracyMetres == 5)
    }

    @Test func `Code-Point Open without a header, with either of its two, and with both`() throws {
        let rows =
            "\"B1 1AY\",10,406523,286448,\"E92000001\",\"E19000002\",\"E18000005\",\"\",\"E08000025\",\"E05001193\"\n"
            + "\"B1 1BA\",90,0,0,\"E92000001\",\"E19000002\",\"E18000005\",\"\",\"E08000025\",\"\"\n"
            + "\"B1 1BB\",60,406672,286966,\"E92000001\",\"\",\"\",\"\",\"E08000025\",\"E05001193\"\n"
        let long =
            "Postcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,Admin_county_code,Admin_district_code,Admin_ward_code\n"
        for header in ["", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n", long, "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n" + long]
        {
            let result = try Sample.build(header + rows, named: "b.csv")
            #expect(result.warnings.isEmpty)
            #expect(try PostcodePlaces(result.bytes, named: "x").about.source == "OS Code-Point Open")
            let entry = try #require(try found("B1 1AY", result))
            #expect(entry.quality == .building && entry.ward == "E05001193" && entry.place != nil)
            #expect(try found("B1 1BA", result)?.place == nil)
            #expect(try found("B1 1BB", result)?.quality == .sectorMean)
            #expect(result.counts.rows == 3)
        }
    }

    @Test(arguments: ["postcode,latitude,longitude", "pcds,lat,long", "PCD7,Lat,Lng", "pcd,LATITUDE,lon"])
    func `a plain list, with what stands for no place`(header: String) throws {
        let result = try Sample.build(
            "\(header)\nB37 7RN,52.48,-1.74\nZZ99 3VZ,,\nnonsense,1,2\nB37 7RP,99.999999,0.000000\nB37 7RQ,0,0\n\n"
        )
        #expect(result.counts.postcodes == 3 && result.counts.placed == 1 && result.counts.invented == 1)
        #expect(try found("b377rn", result)?.place == Coordinate(longitude: -1.74, latitude: 52.48))
        #expect(result.warnings.map(\.code) == [.postcodeRows])
        #expect(result.warnings.first?.places.map(\.line) == [4])
    }

    @Test func `seven decimals are kept, and more are rounded`() throws {
        let result = try Sample.build(
            "postcode,latitude,longitude,ward\nB1 1AA,52.4759387,-1.9053871,E05001193\nB1 1AB,52.47593874999,-1.90538715,\nB1 1AD,+52,-1.,\n"
        )
        #expect(
            try found("B1 1AA", result)?.place == Coordinate(longitude: -1.9053871, latitude: 52.4759387))
        #expect(
            try found("B1 1AB", result)?.place == Coordinate(longitude: -1.9053872, latitude: 52.4759387))
        #expect(try found("B1 1AD", result)?.place == Coordinate(longitude: -1, latitude: 52))
        #expect(try found("B1 1AA", result)?.ward == "E05001193")
    }

    @Test func `rows that cannot be read are left out, counted by reason, with their lines`() throws {
        let result = try Sample.build(
            """
            pcds,doterm,osgrdind,osward,usertype,lat,long
            B1 1AA,,1,E05001193,0,52.4,-1.9
            B1 1,,1,E05001193,0,52.4,-1.9
            B1 1AB,,1,E05001193,0,52.4,west
            B1 1AD,,1,E05001193,0,-1.9,52.4
            B1 1AE,201813,1,E05001193,0,52.4,-1.9
            B1 1AF,201812,7,E05001193,0,52.4,-1.9
            B1 1AG,201812,1,E0500119,0,52.4,-1.9
            B1 1AH,201812,1,E05001193,0,52.4
            B1 1AJ,201812,1,E05001193,0,52.4,
            B1 1AL,201812,1,E05001193,0,40.7,-1.9
            "B1" 1AN,201812,1,E05001193,0,52.4,-1.9
            B1 1AP,201812,15,E05001193,0,52.4,-1.9
            """)
        #expect(result.counts.leftOut == 11 && result.counts.postcodes == 1)
        let lines = result.warnings.map { $0.places.map(\.line) }.sorted { $0[0] < $1[0] }
        #expect(lines == [[3], [4, 10], [5, 11], [6], [7, 13], [8], [9, 12]])
    }

    @Test func `a postcode given twice is told of when the rows differ`() throws {
        let same = "postcode,latitude,longitude\nB1 1AA,52.4,-1.9\nb11aa,52.4,-1.9\n"
        #expect(try Sample.build(same).warnings.isEmpty)
        let result = try Sample.build(same + "B1 1AA,52.5,-1.9\nB1 1AA,52.6,-1.9\n")
        #expect(result.warnings.map(\.code) == [.repeatedPostcode])
        #expect(result.warnings.first?.message.contains("1 postcode is given more than once") == true)
        #expect(try found("B1 1AA", result)?.place?.latitude == 52.6)
    }

    @Test(
        arguments: [
            ("postcode,ward\nB37 7RN,x\n", "“latitude” or “longitude”"),
            ("name,lat,long\nx,52,-1\n", "no column “postcode”"),
            ("postcode,lat\nB1 1AA,52\n", "no column “longitude”"),
            ("pcd,oseast1m,lat\nB1 1AA,1,2\n", "no column “northing”"),
        ])
    func `a list without places says which columns it lacks`(text: String, words: String) {
        do throws(Problems) {
            _ = try Sample.build(text)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.all.map(\.code) == [.postcodeColumns])
            #expect(error.all.first?.message.contains(words) == true, "\(error.all)")
        }
    }

    @Test func `lists without anything of use make no file`() {
        for text in ["postcode,latitude,longitude\n", "postcode,latitude,longitude\nx,1,2\n"] {
            do throws(Problems) {
                _ = try Sample.build(text)
                Issue.record("nothing was thrown")
            } catch {
                #expect(error.all.last?.code == .noPostcodes)
            }
        }
    }

    @Test func `several lists make one file`() throws {
        let result = try Sample.build([
            ("ONSPD_FEB_2024_UK_B.csv", "pcds,lat,long,oslaua\nB1 1AA,52.4,-1.9,x\n"),
            ("ONSPD_MAY_2024_UK_CV.csv", "pcds,lat,long,oslaua\nCV1 1AA,52.41,-1.5,x\n"),
        ])
        #expect(try found("B1 1AA", result) != nil && found("CV1 1AA", result) != nil)
        #expect(
            try PostcodePlaces(result.bytes, named: "x").about.words == "ONS Postcode Directory, May 2024")
    }
}
