#include <convene/staffing/impl/critical_chain.ipp>
#include <convene/staffing/impl/demands.ipp>
#include <convene/staffing/impl/flat_clock.ipp>
#include <convene/staffing/impl/flatten.ipp>
#include <convene/staffing/impl/level.ipp>
#include <convene/staffing/impl/levelled.ipp>
#include <convene/staffing/impl/verify_plan.ipp>
#include <convene/staffing/impl/workload.ipp>
