/// What each attribute name of a file can tell about wards: the names are few, their uses a hundred thousand.
struct AttributeRoles {
    /// The values that one placemark has for the roles, the first of each.
    struct Values {
        var code: String?
        var name: String?
        var authorityCode: String?
        var authorityName: String?
    }

    /// The names in the order of the file.
    private(set) var names: [String] = []
    private var roles: [String: [BoundaryFields.Role]] = [:]
    /// The attributes of one placemark in their order, which most others have too.
    private var columns: [(name: String, roles: [BoundaryFields.Role])] = []

    /// Takes down all names of some placemarks.
    mutating func note(_ placemarks: [Placemark], _ fields: BoundaryFields) {
        for index in placemarks.indices {
            for (column, attribute) in placemarks[index].attributes.enumerated() {
                let name = attribute.name
                if columns.indices.contains(column), columns[column].name == name { continue }
                if roles[name] == nil {
                    roles[name] = BoundaryFields.Role.allCases.filter { fields.matches(name, $0) }
                    names.append(name)
                }
                if columns.count == column { columns.append((name, roles[name] ?? [])) }
            }
        }
    }

    /// Whether any name has a role.
    func have(_ role: BoundaryFields.Role) -> Bool { roles.values.contains { $0.contains(role) } }

    /// The roles of an attribute.
    func of(_ name: String) -> [BoundaryFields.Role] { roles[name] ?? [] }

    /// The values of a placemark.
    func values(of placemark: Placemark) -> Values {
        var values = Values()
        for (column, attribute) in placemark.attributes.enumerated() where !attribute.value.isEmpty {
            let isUsual = columns.indices.contains(column) && columns[column].name == attribute.name
            for role in isUsual ? columns[column].roles : of(attribute.name) {
                switch role {
                case .code: values.code = values.code ?? attribute.value
                case .name: values.name = values.name ?? attribute.value
                case .authorityCode: values.authorityCode = values.authorityCode ?? attribute.value
                case .authorityName: values.authorityName = values.authorityName ?? attribute.value
                }
            }
        }
        return values
    }
}
