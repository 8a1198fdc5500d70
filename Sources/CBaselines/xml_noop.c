#include "baselines.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces,
                  const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes) {}
static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}
static void characters(void *context, const xmlChar *text, int length) {}

int xml_parse_noop(const char *bytes, size_t count, size_t chunk) {
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start;
    handler.endElementNs = end;
    handler.characters = characters;
    handler.cdataBlock = characters;
    handler.ignorableWhitespace = characters;
    if (chunk == 0) return xmlSAXUserParseMemory(&handler, NULL, bytes, (int)count);
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    for (size_t offset = 0; offset < count; offset += chunk) {
        size_t size = count - offset < chunk ? count - offset : chunk;
        xmlParseChunk(parser, bytes + offset, (int)size, 0);
    }
    xmlParseChunk(parser, NULL, 0, 1);
    int failed = parser->wellFormed ? 0 : 1;
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    return failed;
}
