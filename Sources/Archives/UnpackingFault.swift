/// Why compressed bytes could not be unpacked.
package enum UnpackingFault: Error, Hashable, Sendable {
    /// The compressed data breaks off or makes no sense.
    case damaged(String)
    /// More comes out than the limit allows.
    case tooLarge(Int)
    /// So much comes out of so little that it was made to fill a memory: the most times its size.
    case tooDense(Int)
    /// The archive has something that this reader does not do.
    case unsupported(String)
    /// The archive has not what was looked for, but these.
    case nothingInside([String])
}
