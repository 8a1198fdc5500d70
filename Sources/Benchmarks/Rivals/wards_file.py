"""The wards that the benchmark hands over, as shapely geometries."""
import struct

import numpy
import shapely


def read(path):
    data = open(path, "rb").read()
    position = 0

    def number():
        nonlocal position
        position += 4
        return struct.unpack_from("<i", data, position - 4)[0]

    wards = []
    for _ in range(number()):
        parts = []
        for _ in range(number()):
            rings = []
            for _ in range(number()):
                count = number()
                rings.append(numpy.frombuffer(data, "<f8", 2 * count, position).reshape(-1, 2))
                position += 16 * count
            parts.append(shapely.Polygon(rings[0], rings[1:]))
        wards.append(shapely.MultiPolygon(parts))
    return numpy.array(wards)
