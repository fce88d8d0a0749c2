#include <convene/model/impl/build.ipp>
#include <convene/model/impl/builder.ipp>
#include <convene/model/impl/edit.ipp>
#include <convene/model/impl/equal.ipp>
#include <convene/model/impl/lookup.ipp>
#include <convene/model/impl/process.ipp>
#include <convene/model/impl/process_graph.ipp>
