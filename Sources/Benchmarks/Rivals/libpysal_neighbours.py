"""Which wards share border, by libpysal. Arguments: wards, answers. Prints processor seconds."""
import sys
import time
import warnings

import geopandas
import numpy

import wards_file

warnings.filterwarnings("ignore")
from libpysal import graph, weights

frame = geopandas.GeoDataFrame(geometry=wards_file.read(sys.argv[1]))
start = time.process_time()
rook = weights.Rook.from_dataframe(frame, use_index=False)
print("Rook.from_dataframe", time.process_time() - start)
pairs = [(ward, other) for ward, others in rook.neighbors.items() for other in others]
numpy.array(sorted(pairs), "<i4").tofile(sys.argv[2])
start = time.process_time()
graph.Graph.build_contiguity(frame, rook=True)
print("Graph.build_contiguity", time.process_time() - start)
