#include <convene/core/impl/diagnostic.ipp>
#include <convene/core/impl/strings.ipp>
#include <convene/core/impl/text.ipp>
#include <convene/core/impl/utf8.ipp>
