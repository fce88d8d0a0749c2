#include <convene/schedule/impl/conflict.ipp>
#include <convene/schedule/impl/critical.ipp>
#include <convene/schedule/impl/describe.ipp>
#include <convene/schedule/impl/explain.ipp>
#include <convene/schedule/impl/network.ipp>
#include <convene/schedule/impl/passes.ipp>
#include <convene/schedule/impl/rollup.ipp>
#include <convene/schedule/impl/schedule.ipp>
