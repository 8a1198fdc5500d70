// Which ward holds each point, by GEOS as its authors would do it: a packed tree over the boxes of the wards, and
// an indexed locator for each ward. Arguments: wards, points, answers. Prints processor seconds of the search.
#include <geos/algorithm/locate/IndexedPointInAreaLocator.h>
#include <geos/geom/CoordinateArraySequence.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/geom/LinearRing.h>
#include <geos/geom/Location.h>
#include <geos/geom/MultiPolygon.h>
#include <geos/geom/Polygon.h>
#include <geos/index/strtree/TemplateSTRtree.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <vector>

using namespace geos::geom;
using geos::algorithm::locate::IndexedPointInAreaLocator;

static std::vector<char> read(const char *path) {
    std::vector<char> bytes;
    FILE *file = fopen(path, "rb");
    if (!file) exit(2);
    fseek(file, 0, SEEK_END);
    bytes.resize(ftell(file));
    rewind(file);
    if (fread(bytes.data(), 1, bytes.size(), file) != bytes.size()) exit(2);
    fclose(file);
    return bytes;
}

static double seconds() {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int, char **arguments) {
    auto bytes = read(arguments[1]);
    const char *next = bytes.data();
    auto number = [&] { int32_t value; memcpy(&value, next, 4); next += 4; return value; };
    auto factory = GeometryFactory::create();
    std::vector<std::unique_ptr<Geometry>> wards;
    for (int ward = number(); ward > 0; ward--) {
        std::vector<std::unique_ptr<Polygon>> parts;
        for (int part = number(); part > 0; part--) {
            std::vector<std::unique_ptr<LinearRing>> rings;
            for (int ring = number(); ring > 0; ring--) {
                int count = number();
                std::vector<Coordinate> corners(count + 1);
                for (int corner = 0; corner < count; corner++) {
                    double pair[2];
                    memcpy(pair, next, 16);
                    next += 16;
                    corners[corner] = Coordinate(pair[0], pair[1]);
                }
                corners[count] = corners[0];
                rings.push_back(factory->createLinearRing(std::make_unique<CoordinateArraySequence>(std::move(corners))));
            }
            auto outer = std::move(rings[0]);
            rings.erase(rings.begin());
            parts.push_back(factory->createPolygon(std::move(outer), std::move(rings)));
        }
        wards.push_back(factory->createMultiPolygon(std::move(parts)));
    }
    auto places = read(arguments[2]);
    const double *points = reinterpret_cast<const double *>(places.data());
    size_t count = places.size() / 16;

    std::vector<std::unique_ptr<IndexedPointInAreaLocator>> locators;
    geos::index::strtree::TemplateSTRtree<size_t> tree;
    for (size_t ward = 0; ward < wards.size(); ward++) {
        locators.push_back(std::make_unique<IndexedPointInAreaLocator>(*wards[ward]));
        tree.insert(*wards[ward]->getEnvelopeInternal(), ward);
        Coordinate corner(wards[ward]->getEnvelopeInternal()->getMinX(), wards[ward]->getEnvelopeInternal()->getMinY());
        locators[ward]->locate(&corner);
    }
    std::vector<int32_t> answers(count);
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        double start = seconds();
        for (size_t index = 0; index < count; index++) {
            Coordinate point(points[2 * index], points[2 * index + 1]);
            Envelope there(point);
            int32_t found = -1;
            bool plain = true;
            tree.query(there, [&](size_t ward) {
                auto location = locators[ward]->locate(&point);
                if (location == Location::BOUNDARY) plain = false;
                if (location == Location::INTERIOR) { plain = plain && found < 0; found = (int32_t)ward; }
            });
            answers[index] = plain ? found : -2;
        }
        best = std::min(best, seconds() - start);
    }
    FILE *file = fopen(arguments[3], "wb");
    fwrite(answers.data(), 4, count, file);
    fclose(file);
    printf("points %.9f\n", best);
}
