#ifndef WARDWISE_CLIBXML2_SHIM_H
#define WARDWISE_CLIBXML2_SHIM_H
/* libxml2's headers pull in those of ICU, which clash with the copy inside Foundation as soon as one file imports
   both. Nothing here uses the one structure whose tail depends on them. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

/* Swift cannot make a function of any number of arguments. */
static void wardwise_print_nothing(void *context, const char *message, ...) {}

/* A little of what goes wrong has no other receiver, and would be printed. */
static inline void wardwise_silence(void) { xmlSetGenericErrorFunc(NULL, wardwise_print_nothing); }
#endif
