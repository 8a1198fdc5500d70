"""Which ward holds each point, by shapely. Arguments: wards, points, answers. Prints processor seconds."""
import sys
import time

import numpy
import shapely

import wards_file

wards = wards_file.read(sys.argv[1])
pairs = numpy.fromfile(sys.argv[2], "<f8").reshape(-1, 2)
points = shapely.points(pairs)
shapely.prepare(wards)
tree = shapely.STRtree(wards)
best = 1e9
for _ in range(2):
    start = time.process_time()
    which, candidates = tree.query(points)
    inside = shapely.intersects_xy(wards[candidates], pairs[which, 0], pairs[which, 1])
    best = min(best, time.process_time() - start)
answers = numpy.full(len(pairs), -1, "<i4")
which, candidates = which[inside], candidates[inside]
answers[which] = candidates
counts = numpy.bincount(which, minlength=len(pairs))
answers[counts > 1] = -2
answers.tofile(sys.argv[3])
print("points", best)
