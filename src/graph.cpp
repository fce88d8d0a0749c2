#include <convene/graph/impl/components.ipp>
#include <convene/graph/impl/cycle.ipp>
#include <convene/graph/impl/digraph.ipp>
#include <convene/graph/impl/order.ipp>
#include <convene/graph/impl/transitive_reduction.ipp>
